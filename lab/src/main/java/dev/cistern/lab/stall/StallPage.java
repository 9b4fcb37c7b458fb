package dev.cistern.lab.stall;

import dev.cistern.lab.recording.Frame;
import dev.cistern.lab.shell.Figures;
import dev.cistern.lab.shell.Html;
import dev.cistern.lab.shell.Names;
import dev.cistern.lab.shell.Page;
import dev.cistern.lab.shell.SeriesChart;
import dev.cistern.lab.shell.Table;
import java.time.Duration;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Shows a stall report as one self-contained HTML page: critical point, lanes, causes, histograms. */
public final class StallPage {
    private final StallReport report;

    private StallPage(StallReport report) {
        this.report = report;
    }

    /**
     * The report as a document.
     *
     * @param report what to show
     * @param refresh how often the page asks its server for a newer one; zero where it is a file
     * @return the document with its policy
     */
    public static Page.Document render(StallReport report, Duration refresh) {
        String name = report.target().mainClass();
        Page page = new Page("stall", "cistern stall" + (name.isEmpty() ? "" : ": " + Names.simpleClass(name)));
        return page.live(refresh).render(new StallPage(report)::body);
    }

    private void body(Html html) {
        answer(html);
        new LanesFigure(report).write(html);
        critical(html);
        series(html);
        causes(html);
        histograms(html);
        notes(html);
    }

    private void answer(Html html) {
        html.open("section", "class", "answer", "aria-labelledby", "answer");
        html.element("h1", report.headline(), "id", "answer");
        html.open("dl", "class", "facts");
        html.fact("Target", report.target().mainClass());
        html.fact("From", String.join(", ", report.inputs()));
        html.fact("JVM", report.target().jvm());
        html.fact("Collector", report.target().collector());
        html.fact("Observed", Figures.duration(report.seconds()));
        html.close();
        if (report.partial()) {
            html.open("p", "class", "banner").element("b", "Partial");
            html.text(" The observation is not whole; see the notes at the end.")
                    .close();
        }
        html.close();
    }

    private void critical(Html html) {
        StallReport.CriticalPoint critical = report.critical();
        if (critical == null) {
            return;
        }
        html.open("section", "class", "card", "aria-labelledby", "critical");
        html.element("h2", "Who brought it about", "id", "critical");
        html.element(
                "p",
                "The critical point lies at " + Figures.duration(critical.seconds()) + ", within one window of "
                        + Figures.duration(critical.windowSeconds()) + ". What follows is of the windows around it.");
        Table threads = new Table("Threads that allocated most")
                .column("Thread")
                .number("Allocates")
                .number("Share")
                .number("Before");
        critical.threads()
                .forEach(thread -> threads.row(
                        Table.cell(thread.name()),
                        Table.cell(Figures.byteRate(thread.bytesPerSecond()), thread.bytesPerSecond()),
                        Table.cell(Figures.percent(thread.share()), thread.share()),
                        Table.cell(Figures.byteRate(thread.bytesPerSecondBefore()), thread.bytesPerSecondBefore())));
        html.element("h3", "Threads that allocated most");
        threads.write(html);
        sites(html, "Where most was allocated", "allocated bytes", critical.sites());
        sites(html, "Where threads waited for memory", "time waited", critical.waiting());
        html.close();
    }

    private static void sites(Html html, String title, String share, List<StallReport.AllocationSite> sites) {
        if (sites.isEmpty()) {
            return;
        }
        html.element("h3", title);
        Table table = new Table(title)
                .column("Site")
                .number("Share of " + share)
                .number("Before")
                .number("Samples");
        for (StallReport.AllocationSite site : sites) {
            String type = site.className().isEmpty() ? "" : site.className() + " in ";
            table.row(
                    Table.cell(type + site.method()),
                    Table.cell(Figures.percent(site.share()), site.share()),
                    Table.cell(Figures.percent(site.shareBefore()), site.shareBefore()),
                    Table.cell(Figures.count(site.samples()), (double) site.samples()));
        }
        table.write(html);
        html.open("details", "class", "stack").element("summary", "The stack of the first");
        html.open("ol", "class", "path");
        for (Frame frame : sites.getFirst().path()) {
            html.open("li").text(frame.qualifiedMethod());
            if (frame.line() > 0) {
                html.element("span", ":" + frame.line(), "class", "line");
            }
            html.close();
        }
        html.close().close();
    }

    private void series(Html html) {
        boolean severalWindows = report.windows().size() > 1;
        if (!severalWindows && report.heap().isEmpty()) {
            return;
        }
        html.open("section", "class", "card", "aria-labelledby", "share");
        html.element("h2", "How much of the time was lost", "id", "share");
        StallReport.CriticalPoint critical = report.critical();
        if (severalWindows) {
            shares(html, critical);
        }
        if (!report.heap().isEmpty()) {
            heap(html, critical);
        }
        html.close();
    }

    private void shares(Html html, StallReport.@Nullable CriticalPoint critical) {
        double[] times = report.windows().stream()
                .mapToDouble(StallReport.Window::startSeconds)
                .toArray();
        SeriesChart shares = new SeriesChart("Share of each window", SeriesChart.Unit.SHARE)
                .steps("for memory", times, column(StallReport.Window::allocationShare))
                .steps("in pauses", times, column(StallReport.Window::pauseShare));
        if (critical != null) {
            shares.mark(critical.seconds(), "critical point", true);
        }
        shares.write(html);
    }

    private double[] column(ToDoubleFunction<StallReport.Window> figure) {
        return report.windows().stream().mapToDouble(figure).toArray();
    }

    private void heap(Html html, StallReport.@Nullable CriticalPoint critical) {
        double[] times = report.heap().stream()
                .mapToDouble(StallReport.HeapLevel::seconds)
                .toArray();
        SeriesChart chart = new SeriesChart("The heap before and after collections", SeriesChart.Unit.BYTES)
                .line(
                        "used",
                        times,
                        report.heap().stream()
                                .mapToDouble(StallReport.HeapLevel::usedBytes)
                                .toArray())
                .steps(
                        "committed",
                        times,
                        report.heap().stream()
                                .mapToDouble(StallReport.HeapLevel::committedBytes)
                                .toArray());
        if (critical != null) {
            chart.mark(critical.seconds(), "critical point", true);
        }
        chart.write(html);
    }

    private void causes(Html html) {
        html.open("section", "class", "card", "aria-labelledby", "causes");
        html.open("div", "class", "heading")
                .element("h2", "Causes", "id", "causes")
                .close();
        Table table = new Table("Causes")
                .column("Kind")
                .column("Of what")
                .number("Count")
                .number("In all")
                .number("Longest");
        for (StallReport.CauseRow cause : report.causes()) {
            table.row(
                    Table.cell(cause.kind().words()),
                    Table.cell(cause.name()),
                    Table.cell(Figures.count(cause.count()), (double) cause.count()),
                    time(cause.totalSeconds()),
                    time(cause.longestSeconds()));
        }
        table.write(html);
        html.close();
    }

    private static Table.Cell time(double seconds) {
        return Table.cell(Figures.duration(seconds), seconds);
    }

    private void histograms(Html html) {
        html.open("section", "class", "card", "aria-labelledby", "histograms");
        html.element("h2", "How long it took", "id", "histograms");
        Table table = new Table("Lengths by kind")
                .column("Kind")
                .number("Count")
                .number("In all")
                .number("P50")
                .number("P90")
                .number("P99")
                .number("P99.9")
                .number("Longest");
        for (StallReport.HistogramRow row : report.histograms()) {
            table.row(
                    Table.cell(row.kind().words()),
                    Table.cell(Figures.count(row.count()), (double) row.count()),
                    time(row.totalSeconds()),
                    time(row.p50()),
                    time(row.p90()),
                    time(row.p99()),
                    time(row.p999()),
                    time(row.max()));
        }
        table.write(html);
        report.histograms().forEach(row -> new LengthBars(row).write(html));
        html.close();
    }

    private void notes(Html html) {
        html.open("section", "class", "card", "aria-labelledby", "notes");
        html.element("h2", "How these figures came about", "id", "notes").open("ul", "class", "plain");
        html.element(
                "li",
                "Spans of " + Figures.duration(report.minSpanSeconds()) + " and more are shown; the figures count all."
                        + " A span is said to be made long by a pause, or by a wait for memory, where that covers half of"
                        + " it; otherwise it is a slow path.");
        html.element(
                "li",
                "The critical point is the onset of the first two windows in which allocation stops work for a tenth of the"
                        + " time and more: the first window before them that is five times worse than usual. Threads' bytes are exact, sites are sampled by JFR, whose shares"
                        + " are indicative.");
        if (report.leftOut() > 0) {
            html.element("li", Figures.count(report.leftOut()) + " more spans are counted but not shown.");
        }
        report.notes().forEach(note -> html.element("li", note));
        html.close().close();
    }
}
