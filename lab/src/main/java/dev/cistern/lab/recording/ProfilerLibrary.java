package dev.cistern.lab.recording;

import java.io.IOException;
import java.io.InputStream;
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
import java.util.Locale;
import java.util.Optional;

/**
 * The profiler's native library, laid down as a file.
 *
 * <p>It goes to one place that its content names, in the user's cache folder and not in a temporary one: a JVM that is
 * looked at a second time then finds the library it has already mapped, instead of mapping one more copy each time.
 */
final class ProfilerLibrary {
    private static final String FILE_NAME = "libasyncProfiler.so";

    private ProfilerLibrary() {}

    /** The library for this platform as a file; empty where the profiler does not exist for it. */
    static Optional<Path> install() throws IOException {
        Optional<String> resource = resource(System.getProperty("os.name"), System.getProperty("os.arch"));
        if (resource.isEmpty()) {
            return Optional.empty();
        }
        try (InputStream packed = ClassLoader.getSystemResourceAsStream(resource.get())) {
            return packed == null ? Optional.empty() : Optional.of(place(packed.readAllBytes()));
        }
    }

    static Optional<String> resource(String osName, String osArch) {
        String system = osName.toLowerCase(Locale.ROOT);
        String arch = osArch.toLowerCase(Locale.ROOT);
        if (system.contains("mac")) {
            return Optional.of("macos/" + FILE_NAME);
        }
        if (!system.contains("linux")) {
            return Optional.empty();
        }
        return switch (arch) {
            case "amd64", "x86_64" -> Optional.of("linux-x64/" + FILE_NAME);
            case "aarch64", "arm64" -> Optional.of("linux-arm64/" + FILE_NAME);
            default -> Optional.empty();
        };
    }

    private static Path place(byte[] content) throws IOException {
        Path folder = cacheFolder().resolve("async-profiler-" + digest(content));
        Path library = folder.resolve(FILE_NAME);
        if (Files.isRegularFile(library) && Arrays.equals(Files.readAllBytes(library), content)) {
            return library;
        }
        Files.createDirectories(folder);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        Path part = Files.createTempFile(folder, "part", ".so");
        try {
            Files.write(part, content);
            Files.move(part, library, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(part, library, StandardCopyOption.REPLACE_EXISTING);
        }
        return library;
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
