package dev.cistern.cli;

import dev.cistern.experiments.boundaries.Finding;
import dev.cistern.lab.shell.TerminalStyle;
import dev.cistern.lab.shell.TerminalWriter;
import dev.cistern.lab.shell.TerminalWriter.Paint;
import java.util.Locale;

/** A finding of the boundaries for a terminal: expected and seen in words, and bars. */
final class FindingText {
    private static final int LABEL_WIDTH = 36;
    private static final int BAR_WIDTH = 26;

    private FindingText() {}

    static String render(Finding finding, TerminalStyle style) {
        TerminalWriter out = new TerminalWriter(style);
        out.line(out.paint(Paint.STRONG, finding.boundary() + " " + finding.title()));
        out.paragraph(Paint.FAINT, "  expected  ", finding.expected());
        out.paragraph(
                finding.asExpected() ? Paint.GOOD : Paint.BAD,
                finding.asExpected() ? "  seen    ✓ " : "  seen    ✗ ",
                finding.seen());
        for (Finding.Chart chart : finding.charts()) {
            out.blank();
            out.line("  " + chart.caption() + (chart.unit().isEmpty() ? "" : ", " + chart.unit()));
            double longest =
                    chart.bars().stream().mapToDouble(Finding.Bar::value).max().orElse(0);
            for (Finding.Bar bar : chart.bars()) {
                int length = longest == 0 ? 0 : (int) Math.round(BAR_WIDTH * bar.value() / longest);
                out.line(String.format("  %-" + LABEL_WIDTH + "s %10s ", bar.label(), number(bar.value()))
                        + "#".repeat(length));
            }
        }
        finding.notes().forEach(note -> out.paragraph(Paint.FAINT, "  · ", note));
        out.blank();
        return out.toString();
    }

    /** {@return a figure with three digits, or all of a whole number} */
    static String number(double value) {
        if (value == Math.rint(value)) {
            return String.format(Locale.ROOT, "%,.0f", value);
        }
        return String.format(Locale.ROOT, value < 10 ? "%.2f" : value < 100 ? "%.1f" : "%,.0f", value);
    }
}
