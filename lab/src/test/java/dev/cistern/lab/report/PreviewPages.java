package dev.cistern.lab.report;

import dev.cistern.lab.matrix.Trends;
import dev.cistern.lab.recording.MeteredRun;
import dev.cistern.lab.shell.Page;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Pages of made-up reports for the tests of other packages. */
public final class PreviewPages {
    private static final long SECOND = 1_000_000_000L;
    private static final long START = 1_795_000_000L * SECOND;

    private PreviewPages() {}

    /**
     * Advice as a page.
     *
     * @param refresh how often it looks for a newer one
     * @return the page
     */
    public static Page.Document advice(Duration refresh) {
        return HtmlReport.page(SyntheticAdvice.probed(), refresh);
    }

    /**
     * The matrix as a page.
     *
     * @param refresh how often it looks for a newer one; zero for never
     * @return the page
     */
    public static Page.Document matrix(Duration refresh) {
        MeteredRun run = leaking();
        return TrendsPage.render("com.acme.shop.Main", run, Trends.of(run), refresh);
    }

    /** {@return half a minute of a process whose resident memory grows by 1 MB a second and whose heap does not} */
    public static MeteredRun leaking() {
        Random noise = new Random(7);
        List<MeteredRun.AllocatedSoFar> allocation = IntStream.range(0, 61)
                .mapToObj(half -> new MeteredRun.AllocatedSoFar(
                        START + half * SECOND / 2, half * 50e6 + noise.nextDouble() * 1e6))
                .toList();
        List<MeteredRun.Pause> pauses = IntStream.range(0, 30)
                .mapToObj(second -> new MeteredRun.Pause(
                        START + second * SECOND, 2_000_000 + noise.nextInt(1_000_000), second % 10 == 9))
                .toList();
        List<MeteredRun.Memory> memory = IntStream.range(0, 301)
                .mapToObj(tenth -> new MeteredRun.Memory(
                        START + tenth * SECOND / 10, 300_000_000L + tenth * 100_000L + noise.nextInt(50_000)))
                .toList();
        List<MeteredRun.HeapAfter> heap = IntStream.range(0, 30)
                .mapToObj(second -> new MeteredRun.HeapAfter(
                        START + second * SECOND, 40_000_000 + noise.nextInt(500_000), 256_000_000))
                .toList();
        return new MeteredRun(
                "25.0.3",
                START,
                START + 30 * SECOND,
                new MeteredRun.Allocated(START, START + 30 * SECOND, 3e9, 9e9),
                allocation,
                pauses,
                memory,
                heap,
                List.of(),
                false,
                false,
                List.of("A note on how it came about."));
    }
}
