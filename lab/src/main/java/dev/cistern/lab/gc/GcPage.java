package dev.cistern.lab.gc;

import dev.cistern.lab.Estimate;
import dev.cistern.lab.shell.Figures;
import dev.cistern.lab.shell.Html;
import dev.cistern.lab.shell.Names;
import dev.cistern.lab.shell.Page;
import dev.cistern.lab.shell.SeriesChart;
import dev.cistern.lab.shell.Table;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Shows a heap's report as one self-contained HTML page: the verdict, the heap over time, pauses, windows. */
public final class GcPage {
    private final GcReport report;

    private GcPage(GcReport report) {
        this.report = report;
    }

    /**
     * The report as a document.
     *
     * @param report what to show
     * @param refresh how often the page asks its server for a newer one; zero where it is a file
     * @return the document with its policy
     */
    public static Page.Document render(GcReport report, Duration refresh) {
        String name = report.target().mainClass();
        Page page = new Page("gc", "cistern gc" + (name.isEmpty() ? "" : ": " + Names.simpleClass(name)));
        return page.live(refresh).render(new GcPage(report)::body);
    }

    private void body(Html html) {
        answer(html);
        heap(html);
        rates(html);
        pauses(html);
        windows(html);
        measuring(html);
    }

    private void answer(Html html) {
        html.open("section", "class", "answer", "aria-labelledby", "answer");
        html.element("h1", report.verdict().name() + ": " + GcWords.headline(report), "id", "answer");
        html.element("p", report.reason(), "class", "why");
        html.open("dl", "class", "facts");
        html.fact("Target", String.join(", ", GcWords.target(report)));
        html.fact("JVM", report.target().jvm());
        html.fact("Collector", report.target().collector());
        html.fact("Observed", Figures.duration(report.seconds()));
        GcWords.facts(report).forEach(row -> html.fact(row[0], row[1]));
        html.close();
        if (report.partial()) {
            html.open("p", "class", "banner")
                    .element("b", "Partial")
                    .text(" Something of what was asked for is missing; see");
            html.text(" the notes at the end.").close();
        }
        if (!report.conditions().isEmpty()) {
            html.element("p", "This holds if:");
            html.open("ul", "class", "plain conditions");
            report.conditions().forEach(condition -> html.element("li", condition));
            html.close();
        }
        list(html, "What to tune", report.tuning());
        html.close();
    }

    private static void list(Html html, String title, List<String> sentences) {
        if (sentences.isEmpty()) {
            return;
        }
        html.element("h2", title).open("ul", "class", "plain");
        sentences.forEach(sentence -> html.element("li", sentence));
        html.close();
    }

    private void heap(Html html) {
        if (report.curves().isEmpty()) {
            return;
        }
        html.open("section", "class", "card", "aria-labelledby", "heap").element("h2", "The heap", "id", "heap");
        SeriesChart chart =
                new SeriesChart("Committed, used, idle after collections, resident size", SeriesChart.Unit.BYTES);
        for (GcReport.Curve curve : report.curves()) {
            double[] seconds = column(curve.seconds());
            double[] bytes = column(curve.bytes());
            switch (curve.name()) {
                case "used" -> chart.line("used", seconds, bytes);
                case "idle" -> chart.points("idle after collections", seconds, bytes);
                case "rss" -> chart.line("resident (RSS)", seconds, bytes);
                default -> chart.steps(curve.name(), seconds, bytes);
            }
        }
        chart.write(html);
        html.close();
    }

    private static double[] column(List<Double> values) {
        return values.stream().mapToDouble(value -> value).toArray();
    }

    private void rates(Html html) {
        html.open("section", "class", "card", "aria-labelledby", "rates");
        html.element("h2", "R_alloc and R_idle, in sliding windows", "id", "rates");
        bands(html, "R_alloc with its 95 % interval", "R_alloc", GcReport.Window::bytesPerSecond);
        bands(html, "R_idle with its 95 % interval", "R_idle", GcReport.Window::idleBytesPerSecond);
        html.close();
    }

    private void bands(Html html, String caption, String name, Function<GcReport.Window, @Nullable Estimate> figure) {
        List<GcReport.Window> known = new ArrayList<>();
        for (GcReport.Window window : report.windows()) {
            if (figure.apply(window) != null) {
                known.add(window);
            }
        }
        if (known.isEmpty()) {
            html.element("p", "Nothing tells " + name + " here.", "class", "quiet");
            return;
        }
        double[] middles = known.stream()
                .mapToDouble(window -> window.startSeconds() + window.seconds() / 2)
                .toArray();
        List<Estimate> estimates = known.stream()
                .map(window -> Objects.requireNonNull(figure.apply(window)))
                .toList();
        new SeriesChart(caption, SeriesChart.Unit.BYTES_PER_SECOND)
                .band(
                        "95 % interval",
                        middles,
                        estimates.stream().mapToDouble(Estimate::low).toArray(),
                        estimates.stream().mapToDouble(Estimate::high).toArray())
                .line(
                        name,
                        middles,
                        estimates.stream().mapToDouble(Estimate::value).toArray())
                .write(html);
    }

    private void pauses(Html html) {
        html.open("section", "class", "card", "aria-labelledby", "pauses").element("h2", "Pauses", "id", "pauses");
        Table table = new Table("Pauses by kind")
                .column("Kind")
                .number("Count")
                .number("P50")
                .number("P90")
                .number("P99")
                .number("P99.9")
                .number("Longest")
                .number("Of the time");
        for (GcReport.PauseRow row : report.pauses()) {
            table.row(
                    Table.cell(row.name()),
                    Table.cell(Figures.count(row.count()), (double) row.count()),
                    time(row.p50()),
                    time(row.p90()),
                    time(row.p99()),
                    time(row.p999()),
                    time(row.max()),
                    Table.cell(Figures.percent(row.totalSeconds() / report.seconds()), row.totalSeconds()));
        }
        table.write(html);
        list(
                html,
                "What the collector complained of",
                report.signs().stream()
                        .map(sign -> Figures.count(sign.count()) + " × " + sign.name())
                        .toList());
        html.close();
    }

    private static Table.Cell time(double seconds) {
        return Table.cell(Figures.duration(seconds), seconds);
    }

    private void windows(Html html) {
        html.open("section", "class", "card", "aria-labelledby", "windows");
        html.element("h2", "Windows", "id", "windows");
        boolean each = report.allocation().bytesPerOperation() != null;
        Table table = new Table("Windows").number("From").number("R_alloc").number("R_idle");
        if (each) {
            table.number("An operation");
        }
        table.number("Collections").number("Stood still").number("Longest pause");
        for (GcReport.Window window : report.windows()) {
            if (window.independent()) {
                row(table, window, each);
            }
        }
        table.write(html);
        html.close();
    }

    private static void row(Table table, GcReport.Window window, boolean each) {
        List<Table.Cell> cells = new ArrayList<>();
        cells.add(Table.cell(Figures.duration(window.startSeconds()), window.startSeconds()));
        cells.add(estimate(window.bytesPerSecond(), GcWords.rate(window.bytesPerSecond())));
        cells.add(estimate(window.idleBytesPerSecond(), GcWords.change(window.idleBytesPerSecond(), "/s")));
        if (each) {
            cells.add(estimate(window.bytesPerOperation(), GcWords.change(window.bytesPerOperation(), "")));
        }
        cells.add(Table.cell(Integer.toString(window.collections()), window.collections()));
        cells.add(Table.cell(Figures.percent(window.pauseSeconds() / window.seconds()), window.pauseSeconds()));
        cells.add(time(window.longestPauseSeconds()));
        table.row(cells.toArray(new Table.Cell[0]));
    }

    private static Table.Cell estimate(@Nullable Estimate estimate, String text) {
        return Table.cell(text, estimate == null ? -Double.MAX_VALUE : estimate.value());
    }

    private void measuring(Html html) {
        html.open("section", "class", "card", "aria-labelledby", "measuring");
        html.element("h2", "How these figures came about", "id", "measuring").open("ul", "class", "plain");
        html.element("li", "Allocation is " + GcWords.source(report.allocation()) + ".");
        html.element(
                "li",
                "Intervals are 95 % intervals. Changes are slopes of Theil and Sen over windows that do not overlap; the"
                        + " charts show windows that each half overlap their neighbours.");
        report.notes().forEach(note -> html.element("li", note));
        html.close().close();
    }
}
