package dev.cistern.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The rules of the house that only the sources can show: sizes, names, and how tests wait. */
final class SourceRulesTest {
    private static final int MAXIMUM_FILE_LINES = 600;
    private static final int MAXIMUM_METHOD_LINES = 60;
    private static final Pattern EMPTY_NAME = Pattern.compile(".*(Utils?|Helpers?|Impl|Misc|Common|Manager)");

    private static Sources sources;

    @BeforeAll
    static void parse() throws IOException {
        sources = Sources.ofRepository();
        assertThat(sources.methods()).hasSizeGreaterThan(20);
    }

    @Test
    void files_wholeRepository_noneTooLong() {
        assertThat(sources.files())
                .allSatisfy(file ->
                        assertThat(lines(file)).as("lines of %s", file).isLessThanOrEqualTo(MAXIMUM_FILE_LINES));
    }

    @Test
    void methods_wholeRepository_noneTooLong() {
        assertThat(sources.methods())
                .allSatisfy(method -> assertThat(method.lines())
                        .as("lines of %s in %s", method.name(), method.file())
                        .isLessThanOrEqualTo(MAXIMUM_METHOD_LINES));
    }

    @Test
    void types_wholeRepository_noneNamedForNothing() {
        assertThat(sources.files())
                .extracting(file -> file.getFileName().toString().replace(".java", ""))
                .noneMatch(name -> EMPTY_NAME.matcher(name).matches());
    }

    @Test
    void tests_wholeRepository_noneSleeps() {
        assertThat(sources.calls().stream().filter(call -> Sources.isTest(call.file())))
                .isNotEmpty()
                .noneMatch(call -> call.written().endsWith("Thread.sleep"));
    }

    private static long lines(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
