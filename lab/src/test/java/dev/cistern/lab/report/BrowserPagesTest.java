package dev.cistern.lab.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cistern.lab.advise.Advice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Leaves the pages in {@code target/browser} that the suite in {@code src/browser} opens in a real browser. */
final class BrowserPagesTest {
    private static final Path FOLDER = Path.of("target/browser");

    @Test
    void render_everyKindOfAdvice_oneFileThatStandsAlone() throws IOException {
        Files.createDirectories(FOLDER);
        Map<String, Advice> pages = Map.of(
                "usual", SyntheticAdvice.usual(),
                "nothing-pays", SyntheticAdvice.nothingPays(),
                "indicative", SyntheticAdvice.indicativeAndPartial(),
                "hostile", SyntheticAdvice.hostile(),
                "many", SyntheticAdvice.many(),
                "empty", SyntheticAdvice.empty());
        for (Map.Entry<String, Advice> page : pages.entrySet()) {
            Path file = FOLDER.resolve(page.getKey() + ".html");
            Files.writeString(file, HtmlReport.render(page.getValue()));
            assertThat(file).isNotEmptyFile();
        }
    }
}
