package dev.cistern.lab.recording;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What the operating system tells of a process, where it tells; on systems without /proc most of it is unknown. */
final class ProcessFacts {
    private static final String CAUGHT_SIGNALS = "SigCgt:";
    /** SIGQUIT is signal 3, so the third bit of the mask. */
    private static final long QUIT = 1L << 2;

    private final Path folder;

    ProcessFacts(long pid) {
        this.folder = Path.of("/proc", Long.toString(pid));
    }

    /** Whether a JVM is loaded in the process; empty where that cannot be seen. */
    Optional<Boolean> hasJvm() {
        try {
            return Optional.of(Files.readString(folder.resolve("maps"), StandardCharsets.ISO_8859_1)
                    .contains("/libjvm.so"));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Whether the process handles the signal by which a JVM is asked to let somebody attach; empty where unknown. */
    Optional<Boolean> catchesQuit() {
        try (Stream<String> lines = Files.lines(folder.resolve("status"), StandardCharsets.ISO_8859_1)) {
            return lines.filter(line -> line.startsWith(CAUGHT_SIGNALS))
                    .map(line -> Long.parseUnsignedLong(
                            line.substring(CAUGHT_SIGNALS.length()).strip(), 16))
                    .map(mask -> (mask & QUIT) != 0)
                    .findFirst();
        } catch (IOException | UncheckedIOException e) {
            return Optional.empty();
        }
    }

    /** Whether the process has ended and only waits to be asked how. */
    boolean isZombie() {
        try {
            // The state follows the name, which stands in parentheses and may contain any others.
            String stat = Files.readString(folder.resolve("stat"), StandardCharsets.ISO_8859_1);
            return stat.startsWith(" Z", stat.lastIndexOf(')') + 1);
        } catch (IOException e) {
            return false;
        }
    }

    /** The command line as it was given, token by token; empty where it cannot be seen. */
    List<String> commandLine() {
        try {
            String tokens = Files.readString(folder.resolve("cmdline"), StandardCharsets.ISO_8859_1);
            return tokens.isEmpty() ? List.of() : List.of(tokens.split("\0"));
        } catch (IOException e) {
            return List.of();
        }
    }

    /**
     * A path of the process as this process can reach it: the same, or by way of the process's own root where that is
     * another file system, as in a container.
     */
    Path reach(Path pathInTarget) {
        if (Files.exists(pathInTarget)) {
            return pathInTarget;
        }
        Path byRoot = folder.resolve("root")
                .resolve(
                        pathInTarget.isAbsolute()
                                ? pathInTarget.subpath(0, pathInTarget.getNameCount())
                                : pathInTarget);
        return Files.exists(byRoot) ? byRoot : pathInTarget;
    }
}
