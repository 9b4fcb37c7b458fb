package dev.cistern.lab.report;

import dev.cistern.lab.Estimate;
import dev.cistern.lab.matrix.Direction;
import dev.cistern.lab.matrix.JointVerdict;
import dev.cistern.lab.matrix.Measure;
import dev.cistern.lab.matrix.Trends;
import dev.cistern.lab.recording.MeteredRun;
import dev.cistern.lab.shell.Figures;
import dev.cistern.lab.shell.Html;
import dev.cistern.lab.shell.Page;
import dev.cistern.lab.shell.SeriesChart;
import dev.cistern.lab.shell.Table;
import java.time.Duration;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** The three series of a running process as one self-contained HTML page: what they say together, then each. */
public final class TrendsPage {
    private final String target;
    private final MeteredRun window;
    private final Trends trends;

    private TrendsPage(String target, MeteredRun window, Trends trends) {
        this.target = target;
        this.window = window;
        this.trends = trends;
    }

    /**
     * What a window of time shows.
     *
     * @param target what was watched, as people call it
     * @param window what was measured
     * @param trends what it says
     * @param refresh how often the page asks its server for a newer one; zero where it is a file
     * @return the document with its policy
     */
    public static Page.Document render(String target, MeteredRun window, Trends trends, Duration refresh) {
        Page page = new Page("matrix", "cistern matrix: " + target);
        return page.live(refresh).render(new TrendsPage(target, window, trends)::body);
    }

    private void body(Html html) {
        answer(html);
        table(html);
        allocation(html);
        pauses(html);
        memory(html);
        html.notes(trends.notes());
    }

    private void answer(Html html) {
        JointVerdict verdict = trends.verdict();
        html.open("section", "class", "answer", "aria-labelledby", "answer");
        html.element("h1", verdict.level().name() + ": " + verdict.meaning(), "id", "answer");
        html.element(
                "p",
                "A figure is up when it rises through the window, by an interval that excludes zero.",
                "class",
                "why");
        html.open("dl", "class", "facts");
        html.fact("Target", target);
        html.fact("JVM", window.jvm());
        html.fact("Window", Figures.duration(trends.seconds()));
        html.fact("Allocates", Figures.byteRate(trends.bytesPerSecond()));
        Long resident = trends.memoryBytes();
        html.fact("Resident", resident == null ? "" : Figures.bytes(resident));
        html.close().close();
    }

    private void table(Html html) {
        html.open("section", "class", "card", "aria-labelledby", "three");
        html.open("div", "class", "heading")
                .element("h2", "The three figures", "id", "three")
                .close();
        Table table = new Table("The three figures")
                .column("Figure")
                .column("Through the window")
                .column("Changes by, with interval");
        row(table, "Allocation", trends.bytes(), Measure.BYTES, trends.bytesTrend(), "/s each second");
        row(table, "Pauses", trends.pause(), Measure.PAUSE_MEDIAN, trends.pauseTrend(), " each second");
        row(table, "Resident memory", trends.memory(), Measure.MEMORY_SLOPE, trends.memoryTrend(), "");
        Double heap = trends.heapSlope();
        if (heap != null) {
            table.row(
                    Table.cell("of that the heap"),
                    Table.cell(""),
                    Table.cell(MeasureText.signed(Measure.MEMORY_SLOPE, Estimate.exactly(heap))));
        }
        table.write(html);
        html.close();
    }

    private static void row(
            Table table, String name, Direction direction, Measure measure, @Nullable Estimate trend, String per) {
        table.row(
                Table.cell(name),
                Table.cell(TrendsReport.word(direction)),
                Table.cell(trend == null ? "too little was seen" : MeasureText.signed(measure, trend) + per));
    }

    private void allocation(Html html) {
        List<MeteredRun.AllocatedSoFar> counts = window.allocation();
        if (counts.size() < 2) {
            return;
        }
        double[] times = new double[counts.size() - 1];
        double[] rates = new double[counts.size() - 1];
        for (int i = 0; i < rates.length; i++) {
            MeteredRun.AllocatedSoFar from = counts.get(i);
            MeteredRun.AllocatedSoFar to = counts.get(i + 1);
            times[i] = since(to.epochNanos());
            rates[i] = (to.bytes() - from.bytes()) * 1e9 / (to.epochNanos() - from.epochNanos());
        }
        chart(
                html,
                "Allocation",
                new SeriesChart("Bytes allocated a second", SeriesChart.Unit.BYTES_PER_SECOND)
                        .line("allocation", times, rates));
    }

    private void pauses(Html html) {
        if (window.pauses().isEmpty()) {
            return;
        }
        SeriesChart chart = new SeriesChart("Pauses and allocation stalls", SeriesChart.Unit.SECONDS);
        points(
                chart,
                "pause",
                window.pauses().stream().filter(pause -> !pause.stall()).toList());
        points(
                chart,
                "allocation stall",
                window.pauses().stream().filter(MeteredRun.Pause::stall).toList());
        chart(html, "Pauses", chart);
    }

    private void points(SeriesChart chart, String name, List<MeteredRun.Pause> pauses) {
        if (!pauses.isEmpty()) {
            chart.points(
                    name, times(pauses, MeteredRun.Pause::epochNanos), values(pauses, pause -> pause.nanos() / 1e9));
        }
    }

    private void memory(Html html) {
        if (window.memory().isEmpty()) {
            return;
        }
        SeriesChart chart = new SeriesChart("Resident memory and the heap after collections", SeriesChart.Unit.BYTES)
                .line(
                        "resident",
                        times(window.memory(), MeteredRun.Memory::epochNanos),
                        values(window.memory(), MeteredRun.Memory::bytes));
        if (!window.heap().isEmpty()) {
            chart.points(
                    "heap after a collection",
                    times(window.heap(), MeteredRun.HeapAfter::epochNanos),
                    values(window.heap(), MeteredRun.HeapAfter::usedBytes));
        }
        chart(html, "Memory", chart);
    }

    private static void chart(Html html, String title, SeriesChart chart) {
        html.open("section", "class", "card").element("h2", title);
        chart.write(html);
        html.close();
    }

    private <T> double[] times(List<T> all, ToLongFunction<T> epochNanos) {
        return all.stream()
                .mapToDouble(one -> since(epochNanos.applyAsLong(one)))
                .toArray();
    }

    private static <T> double[] values(List<T> all, ToDoubleFunction<T> value) {
        return all.stream().mapToDouble(value).toArray();
    }

    private double since(long epochNanos) {
        return (epochNanos - window.startEpochNanos()) / 1e9;
    }
}
