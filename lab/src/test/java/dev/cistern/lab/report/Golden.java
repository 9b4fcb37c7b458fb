package dev.cistern.lab.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Texts that a report must give to the letter; {@code mvn test -Dgolden=write} writes them anew for a look at the diff. */
final class Golden {
    private static final Path FOLDER = Path.of("src/test/resources/dev/cistern/lab/report");

    private Golden() {}

    static void matches(String name, String text) {
        Path file = FOLDER.resolve(name);
        try {
            if ("write".equals(System.getProperty("golden"))) {
                Files.createDirectories(file.getParent());
                Files.writeString(file, text);
            }
            assertThat(text).isEqualTo(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
