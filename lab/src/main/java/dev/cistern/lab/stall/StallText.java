package dev.cistern.lab.stall;

import dev.cistern.lab.shell.Figures;
import dev.cistern.lab.shell.Names;
import dev.cistern.lab.shell.Printable;
import dev.cistern.lab.shell.TerminalStyle;
import dev.cistern.lab.shell.TerminalWriter;
import dev.cistern.lab.shell.TerminalWriter.Paint;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Shows a stall report in a terminal: the critical point first, then who stalled and why, in 80 columns. */
public final class StallText {
    private static final int NAME = 36;
    private static final int SITE = 46;
    private static final int FRAMES = 6;

    private final StallReport report;
    private final TerminalStyle style;
    private final TerminalWriter out;

    private StallText(StallReport report, TerminalStyle style) {
        this.report = report;
        this.style = style;
        this.out = new TerminalWriter(style);
    }

    /**
     * The report as text.
     *
     * @param report what to show
     * @param style how to lay it out
     * @return lines, each ended by a line feed
     */
    public static String render(StallReport report, TerminalStyle style) {
        return new StallText(report, style).render();
    }

    private String render() {
        head();
        answer();
        if (!style.verdictsOnly()) {
            critical(report.critical());
            kinds();
            causes();
            longest();
            lanes();
            notes();
        }
        return out.toString();
    }

    private void head() {
        List<String> title = new ArrayList<>(List.of("cistern stall"));
        title.add(
                report.target().mainClass().isEmpty()
                        ? String.join(", ", report.inputs())
                        : report.target().mainClass());
        if (report.target().pid() != 0) {
            title.add("pid " + report.target().pid());
        }
        out.line(out.paint(Paint.STRONG, Names.fit(Printable.line(String.join(" · ", title)), TerminalWriter.WIDTH)));
        if (!style.verdictsOnly()) {
            List<String> parts = new ArrayList<>(List.of(
                    Printable.line(report.target().jvm()),
                    report.target().collector(),
                    Figures.duration(report.seconds())));
            parts.removeIf(String::isEmpty);
            out.paragraph(Paint.FAINT, "", String.join(" · ", parts));
        }
        out.blank();
    }

    private void answer() {
        if (report.partial()) {
            out.paragraph(Paint.OPEN, "PARTIAL  ", "The observation is not whole; see below.");
        }
        Paint paint = report.critical() == null ? Paint.GOOD : Paint.BAD;
        TerminalWriter.wrap(Printable.line(report.headline()), TerminalWriter.WIDTH)
                .forEach(line -> out.line(out.paint(paint, line)));
    }

    private void critical(StallReport.@Nullable CriticalPoint critical) {
        if (critical == null) {
            return;
        }
        heading("Around the critical point, " + Figures.duration(critical.seconds()) + " (within "
                + Figures.duration(critical.windowSeconds()) + ")");
        for (StallReport.Allocator thread : critical.threads()) {
            out.line(String.format(
                    "  thread %-" + NAME + "s %12s %7s  was %s",
                    Names.fit(Printable.line(thread.name()), NAME),
                    Figures.byteRate(thread.bytesPerSecond()),
                    Figures.percent(thread.share()),
                    Figures.byteRate(thread.bytesPerSecondBefore())));
        }
        critical.sites().forEach(site -> site("allocates", site));
        critical.waiting().forEach(site -> site("waits", site));
    }

    private void site(String what, StallReport.AllocationSite site) {
        String name = (site.className().isEmpty() ? "" : Names.simpleClass(site.className()) + " in ")
                + Names.simpleMethod(site.method());
        out.line(String.format(
                "  %-9s %-" + SITE + "s %7s  was %s",
                what,
                Names.fit(Printable.line(name), SITE),
                Figures.percent(site.share()),
                Figures.percent(site.shareBefore())));
    }

    private void heading(String title) {
        out.blank();
        out.line(out.paint(Paint.STRONG, title));
    }

    private void kinds() {
        if (report.histograms().isEmpty()) {
            return;
        }
        heading("How long it took");
        out.line(out.paint(
                Paint.FAINT,
                String.format("  %-18s %7s %9s %9s %9s %9s %8s", "", "COUNT", "IN ALL", "P50", "P99", "P99.9", "MAX")));
        for (StallReport.HistogramRow row : report.histograms()) {
            out.line(String.format(
                    "  %-18s %7s %9s %9s %9s %9s %8s",
                    row.kind().words(),
                    Figures.count(row.count()),
                    Figures.duration(row.totalSeconds()),
                    Figures.duration(row.p50()),
                    Figures.duration(row.p99()),
                    Figures.duration(row.p999()),
                    Figures.duration(row.max())));
        }
    }

    private void causes() {
        heading("Causes");
        report.causes().stream()
                .filter(cause -> cause.kind() != StallKind.PARK)
                .limit(style.top())
                .forEach(cause -> out.line(String.format(
                        "  %-16s %-34s %6s × %8s, longest %s",
                        cause.kind().words(),
                        Names.fit(Printable.line(cause.name()), 34),
                        Figures.count(cause.count()),
                        Figures.duration(cause.totalSeconds()),
                        Figures.duration(cause.longestSeconds()))));
    }

    private record Placed(String thread, StallReport.Span span) {}

    /** The longest spans but for parking, with the beginning of their stacks. */
    private void longest() {
        List<Placed> all = report.lanes().stream()
                .flatMap(lane -> lane.spans().stream().map(span -> new Placed(lane.name(), span)))
                .filter(placed -> placed.span().kind() != StallKind.PARK)
                .sorted(Comparator.comparingDouble(
                                (Placed placed) -> placed.span().seconds())
                        .reversed())
                .limit(Math.min(5, style.top()))
                .toList();
        if (all.isEmpty()) {
            return;
        }
        heading("The longest, of " + Figures.duration(report.minSpanSeconds()) + " and more");
        for (Placed placed : all) {
            StallReport.Span span = placed.span();
            out.line("  " + Figures.duration(span.seconds()) + " at " + Figures.duration(span.startSeconds()) + "  "
                    + out.paint(Paint.STRONG, span.kind().words()) + " "
                    + Printable.line(Names.fit(placed.thread(), 30)) + ", " + why(span.why()));
            StallAnalysis.lines(span.path()).stream()
                    .limit(FRAMES)
                    .forEach(line -> out.line(out.paint(Paint.FAINT, "      " + Names.fit(Printable.line(line), 74))));
        }
    }

    static String why(StallReport.Why why) {
        return switch (why) {
            case PAUSE -> "made long by a pause";
            case STALL -> "made long by a wait for memory";
            case SLOW_PATH -> "no pause and no stall: only a slow path";
        };
    }

    private void lanes() {
        if (report.lanes().isEmpty()) {
            return;
        }
        heading("Threads");
        out.line(out.paint(
                Paint.FAINT, String.format("  %-" + NAME + "s %12s %12s %7s", "", "FOR MEMORY", "IN ALL", "SPANS")));
        report.lanes().stream()
                .limit(style.top())
                .forEach(lane -> out.line(String.format(
                        "  %-" + NAME + "s %12s %12s %7s",
                        Names.fit(Printable.line(lane.name()), NAME),
                        Figures.duration(lane.allocationSeconds()),
                        Figures.duration(lane.stalledSeconds()),
                        Figures.count(lane.spans().size()))));
    }

    private void notes() {
        List<String> notes = new ArrayList<>(report.notes());
        if (report.leftOut() > 0) {
            notes.add(Figures.count(report.leftOut())
                    + " spans are counted but not shown, being shorter than those shown.");
        }
        if (notes.isEmpty()) {
            return;
        }
        heading("To know about these figures");
        notes.forEach(note -> out.paragraph(Paint.FAINT, "  · ", Printable.line(note)));
    }
}
