package dev.cistern.lab.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cistern.lab.matrix.Comparison;
import dev.cistern.lab.matrix.ProcessRun;
import dev.cistern.lab.shell.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ComparisonPageTest {
    private final Random random = new Random(11);

    @Test
    void render_worseBytes_verdictFiguresAndIntervalsAreThere() throws IOException {
        Comparison worse = Comparison.ofPairs("shop <b>", runs(1000), runs(1500));
        Page.Document page = ComparisonPage.render("prove", "", List.of(worse), List.of("A <note>."), Duration.ZERO);
        Files.writeString(Files.createDirectories(Path.of("target/browser")).resolve("prove.html"), page.html());
        assertThat(page.html())
                .contains(ComparisonReport.headline(worse), "shop &lt;b&gt;", "A &lt;note&gt;.")
                .contains("1.00 kB", "1.50 kB", "+50.0 %", ">worse<", "10 runs of each")
                .doesNotContain("data-live", "<note>");
    }

    @Test
    void render_severalComparisons_theGivenHeadlineStandsAbove() {
        Comparison same = Comparison.ofPairs("one", runs(1000), runs(1000));
        Comparison better = Comparison.ofPairs("two", runs(1000), runs(500));
        String html = ComparisonPage.render(
                        "check", "The check passed.", List.of(same, better), List.of(), Duration.ofSeconds(2))
                .html();
        assertThat(html)
                .contains(">The check passed.</h1>", ">one</h2>", ">two</h2>", "data-live=\"2000\"", "badge pays");
    }

    private List<ProcessRun> runs(double bytes) {
        return IntStream.range(0, 10)
                .mapToObj(i -> new ProcessRun(
                        10,
                        true,
                        bytes * (1 + 0.001 * random.nextGaussian()),
                        5000.0,
                        20,
                        5e6 * (1 + 0.1 * random.nextGaussian()),
                        1e7 * (1 + 0.2 * random.nextGaussian()),
                        2e4 * random.nextGaussian(),
                        0.0))
                .toList();
    }
}
