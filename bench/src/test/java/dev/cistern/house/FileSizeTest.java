package dev.cistern.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Rule 6 of the house: no source file above 600 lines. */
final class FileSizeTest {
    private static final int MAXIMUM_LINES = 600;
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    @Test
    void sources_wholeRepository_noneAboveTheLimit() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT)) {
            List<Path> sources = files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.toString().contains("/target/"))
                    .toList();
            assertThat(sources).hasSizeGreaterThan(10);
            assertThat(sources.stream().filter(file -> lines(file) > MAXIMUM_LINES))
                    .isEmpty();
        }
    }

    private static long lines(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
