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

/** Also leaves pages in {@code target/browser} that the suite in {@code src/browser} opens in a real browser. */
final class ComparisonPageTest {
    private static final String HOSTILE = "</h2><script>document.title='owned'</script><img src=x onerror=alert(1)>";

    private final Random random = new Random(11);

    @Test
    void render_worseBytes_verdictFiguresAndIntervalsAreThere() throws IOException {
        Comparison worse = Comparison.ofPairs("shop <b>", runs(1000), runs(1500));
        Page.Document page = ComparisonPage.render("prove", "", List.of(worse), List.of("A <note>."), Duration.ZERO);
        leave("prove", page);
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

    @Test
    void render_hostileNamesAndWhatIsNotKnown_textAndItsReason() throws IOException {
        Comparison better = Comparison.ofPairs("com.acme.shop.CheckoutBenchmark.checkout", runs(1000), runs(500));
        Comparison worse = Comparison.ofPairs("com.acme.shop.CheckoutBenchmark.page " + HOSTILE, runs(1), runs(2));
        Comparison few =
                Comparison.ofPairs("few", runs(1000).subList(0, 3), runs(1500).subList(0, 3));
        Page.Document page = ComparisonPage.render(
                "check",
                "The check failed: 1 of 3 is worse than the baseline " + HOSTILE,
                List.of(better, worse, few),
                List.of("A note on " + HOSTILE),
                Duration.ZERO);
        leave("check", page);
        assertThat(page.html())
                .doesNotContain("<script>document", "<img")
                .contains("an interval of this level needs 6 pairs, but got 3");
    }

    @Test
    void render_intervals_aroundZeroWhereTheyInclude() {
        Comparison worse = Comparison.ofPairs("shop", runs(1000), runs(1500));
        assertThat(ComparisonPage.render("prove", "", List.of(worse), List.of(), Duration.ZERO)
                        .html())
                .contains("<tr class=\"worse\"><th scope=\"row\">allocated bytes an operation</th>");
    }

    private static void leave(String name, Page.Document page) throws IOException {
        Files.writeString(Files.createDirectories(Path.of("target/browser")).resolve(name + ".html"), page.html());
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
