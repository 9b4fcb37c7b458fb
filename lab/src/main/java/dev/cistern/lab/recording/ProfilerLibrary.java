package dev.cistern.lab.recording;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * The profiler's native library, laid down as a file. It is kept, since a JVM that is looked at a second time then finds
 * the library it has already mapped, instead of mapping one more copy each time.
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
            return packed == null
                    ? Optional.empty()
                    : Optional.of(KeptFile.place("async-profiler", FILE_NAME, packed.readAllBytes()));
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
}
