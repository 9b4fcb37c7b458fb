package dev.cistern.lab.shell;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A style sheet or a script that is written into a page; the policy of the page admits it by its digest.
 *
 * @param name its file name, which ends in {@code .css} or {@code .js}
 * @param text all of it
 */
public record Asset(String name, String text) {
    /**
     * Checks that the text can stand in a page.
     *
     * @throws IllegalArgumentException if it could end its element early, or is neither a style sheet nor a script
     */
    public Asset {
        if (!name.endsWith(".css") && !name.endsWith(".js")) {
            throw new IllegalArgumentException("an asset must end in .css or .js, but was " + name);
        }
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.contains("</script") || lower.contains("</style") || lower.contains("<!--")) {
            throw new IllegalArgumentException(name + " contains text that would end its element in a page early");
        }
    }

    /**
     * An asset that lies beside a class of the same module.
     *
     * @param beside the class
     * @param name the file name
     * @throws IllegalStateException if there is no such resource
     */
    public static Asset beside(Class<?> beside, String name) {
        return new Asset(name, text(beside.getResourceAsStream(name), name));
    }

    /** An asset out of a jar on the class path, by its full path. */
    static String onClassPath(String path) {
        return text(ClassLoader.getSystemResourceAsStream(path), path);
    }

    private static String text(@Nullable InputStream resource, String name) {
        if (resource == null) {
            throw new IllegalStateException("the resource " + name + " is missing; the installation is not complete");
        }
        try (resource) {
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isStyle() {
        return name.endsWith(".css");
    }

    /** The source expression of a content security policy that admits this text and no other. */
    String digest() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
