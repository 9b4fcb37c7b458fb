package dev.cistern.lab.gc;

import dev.cistern.lab.shell.Figures;
import dev.cistern.lab.shell.Names;
import dev.cistern.lab.shell.Printable;
import dev.cistern.lab.shell.TerminalStyle;
import dev.cistern.lab.shell.TerminalWriter;
import dev.cistern.lab.shell.TerminalWriter.Paint;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Shows a heap's report in a terminal: the verdict first, then what it rests on, pauses and windows, in 80 columns. */
public final class GcText {
    private static final int NAME = 34;

    private final GcReport report;
    private final TerminalStyle style;
    private final TerminalWriter out;

    private GcText(GcReport report, TerminalStyle style) {
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
    public static String render(GcReport report, TerminalStyle style) {
        return new GcText(report, style).render();
    }

    private String render() {
        head();
        verdict();
        if (!style.verdictsOnly()) {
            pauses();
            windows();
            list("What the collector complained of", signs());
            list("To know about these figures", report.notes());
        }
        return out.toString();
    }

    private void head() {
        List<String> title = new ArrayList<>(List.of("cistern gc"));
        GcWords.target(report).forEach(part -> title.add(Printable.line(part)));
        out.line(out.paint(Paint.STRONG, Names.fit(String.join(" · ", title), TerminalWriter.WIDTH)));
        if (style.verdictsOnly()) {
            return;
        }
        List<String> parts = new ArrayList<>();
        if (!report.target().jvm().isEmpty()) {
            parts.add(Printable.line(report.target().jvm()));
        }
        if (!report.target().collector().isEmpty()) {
            parts.add(report.target().collector());
        }
        long independent =
                report.windows().stream().filter(GcReport.Window::independent).count();
        parts.add(Figures.duration(report.seconds()) + " in " + independent + " windows");
        out.paragraph(Paint.FAINT, "", String.join(" · ", parts));
    }

    private void verdict() {
        out.blank();
        if (report.partial()) {
            out.paragraph(Paint.OPEN, "PARTIAL  ", "Something of what was asked for is missing; see below.");
        }
        Paint paint = switch (report.verdict()) {
            case PAYS -> Paint.GOOD;
            case DOES_NOT_PAY -> Paint.BAD;
            case UNDECIDED -> Paint.OPEN;
        };
        out.line(out.paint(paint, report.verdict().name()) + "  " + GcWords.headline(report));
        out.paragraph(Paint.FAINT, "  ", report.reason());
        report.conditions().forEach(condition -> out.paragraph(Paint.OPEN, "  if ", condition));
        if (style.verdictsOnly()) {
            return;
        }
        out.blank();
        for (String[] row : GcWords.facts(report)) {
            out.line(String.format("  %-24s %s", row[0], row[1]));
        }
        list("What to tune", report.tuning());
    }

    private void pauses() {
        if (report.pauses().isEmpty()) {
            return;
        }
        out.blank();
        out.line(out.paint(Paint.STRONG, "Pauses"));
        out.line(out.paint(
                Paint.FAINT,
                String.format("  %-" + NAME + "s %6s %8s %8s %8s %8s", "", "COUNT", "P50", "P99", "MAX", "OF TIME")));
        report.pauses().stream().limit(style.top()).forEach(this::pause);
    }

    private void pause(GcReport.PauseRow row) {
        out.line(String.format(
                "  %-" + NAME + "s %6s %8s %8s %8s %8s",
                Names.fit(Printable.line(row.name()), NAME),
                Figures.count(row.count()),
                Figures.duration(row.p50()),
                Figures.duration(row.p99()),
                Figures.duration(row.max()),
                Figures.percent(row.totalSeconds() / report.seconds())));
    }

    private void windows() {
        out.blank();
        out.line(out.paint(Paint.STRONG, "Windows"));
        out.line(out.paint(
                Paint.FAINT, String.format("  %8s %26s %26s %5s %8s", "FROM", "R_ALLOC", "R_IDLE", "GCS", "PAUSED")));
        report.windows().stream()
                .filter(GcReport.Window::independent)
                .limit(style.top())
                .forEach(window -> out.line(String.format(
                        Locale.ROOT,
                        "  %8s %26s %26s %5d %8s",
                        Figures.duration(window.startSeconds()),
                        window.bytesPerSecond() == null ? "?" : Figures.byteRate(window.bytesPerSecond()),
                        window.idleBytesPerSecond() == null
                                ? "?"
                                : GcJudgement.bytes(window.idleBytesPerSecond().value()) + "/s",
                        window.collections(),
                        Figures.percent(window.pauseSeconds() / window.seconds()))));
    }

    private List<String> signs() {
        return report.signs().stream()
                .map(sign -> sign.count() + " × " + sign.name())
                .toList();
    }

    private void list(String title, List<String> sentences) {
        if (sentences.isEmpty()) {
            return;
        }
        out.blank();
        out.line(out.paint(Paint.STRONG, title));
        sentences.forEach(sentence -> out.paragraph(Paint.STRONG, "  · ", Printable.line(sentence)));
    }
}
