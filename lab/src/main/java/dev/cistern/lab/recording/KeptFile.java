package dev.cistern.lab.recording;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * A file that targets load and that therefore stays: in one place that its content names, in the user's cache folder and
 * not in a temporary one.
 */
final class KeptFile {
    private KeptFile() {}

    /**
     * Lays a file down, unless it is there already.
     *
     * @param what the beginning of its folder's name
     * @param fileName its own name
     * @param content all of it
     */
    static Path place(String what, String fileName, byte[] content) throws IOException {
        Path folder = cacheFolder().resolve(what + "-" + digest(content));
        Path file = folder.resolve(fileName);
        if (Files.isRegularFile(file) && Arrays.equals(Files.readAllBytes(file), content)) {
            return file;
        }
        Files.createDirectories(folder);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        Path part = Files.createTempFile(folder, "part", fileName);
        try {
            Files.write(part, content);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        }
        return file;
    }

    /** Agent options are divided by commas and the profiler expands per cent signs, but a path of ours has neither. */
    private static Path cacheFolder() {
        String cache = System.getenv("XDG_CACHE_HOME");
        return cache == null || cache.isBlank()
                ? Path.of(System.getProperty("user.home"), ".cache", "cistern")
                : Path.of(cache, "cistern");
    }

    private static String digest(byte[] content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }
}
