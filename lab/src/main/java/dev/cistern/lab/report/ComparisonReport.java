package dev.cistern.lab.report;

import dev.cistern.lab.matrix.Comparison;
import dev.cistern.lab.matrix.Direction;
import dev.cistern.lab.matrix.JointVerdict;
import dev.cistern.lab.matrix.Measure;
import dev.cistern.lab.matrix.Shift;
import dev.cistern.lab.shell.Figures;
import dev.cistern.lab.shell.Printable;
import dev.cistern.lab.shell.TerminalStyle;
import dev.cistern.lab.shell.TerminalWriter;
import dev.cistern.lab.shell.TerminalWriter.Paint;
import java.util.List;

/** Comparisons of runs as text: for a terminal, and as Markdown. */
public final class ComparisonReport {
    private static final String ROW = "  %-28s %10s %10s  %8s  %s";

    private ComparisonReport() {}

    /**
     * The comparisons for a terminal.
     *
     * @param comparisons what to show
     * @param notes what a reader has to know
     * @param style how
     * @return the text, ended by a line feed
     */
    public static String terminal(List<Comparison> comparisons, List<String> notes, TerminalStyle style) {
        TerminalWriter out = new TerminalWriter(style);
        for (Comparison comparison : comparisons) {
            terminal(out, comparison);
        }
        for (String note : notes) {
            out.paragraph(Paint.FAINT, "· ", note);
        }
        return out.toString();
    }

    private static void terminal(TerminalWriter out, Comparison comparison) {
        out.line(
                out.paint(Paint.STRONG, comparison.name()) + ": " + out.paint(paint(comparison), headline(comparison)));
        out.line(out.paint(Paint.FAINT, String.format(ROW, "", "BEFORE", "AFTER", "CHANGE", "")));
        for (Shift shift : comparison.shifts()) {
            out.line(String.format(
                    ROW,
                    MeasureText.label(shift.measure(), comparison.indicative()),
                    MeasureText.figure(shift.measure(), shift.before()),
                    MeasureText.figure(shift.measure(), shift.after()),
                    MeasureText.relative(shift),
                    out.paint(paint(shift.direction()), MeasureText.word(shift.direction()))));
            out.paragraph(Paint.FAINT, "    ", MeasureText.difference(shift));
        }
        out.paragraph(Paint.FAINT, "  ", method(comparison));
        out.blank();
    }

    /** {@return the verdict in words, with what keeps it from being firm} */
    static String headline(Comparison comparison) {
        JointVerdict verdict = comparison.verdict();
        if (verdict == JointVerdict.UNDECIDED) {
            List<Shift> worse = comparison.worse();
            boolean allKnown = comparison.shifts().stream().noneMatch(shift -> shift.direction() == Direction.UNKNOWN);
            return worse.isEmpty()
                    ? allKnown ? "nothing that was compared is worse" : "UNDECIDED: not all figures are known"
                    : "worse: "
                            + String.join(
                                    ", ",
                                    worse.stream()
                                            .map(shift -> shift.measure().label())
                                            .toList());
        }
        return verdict.level() + (comparison.indicative() ? ", indicative: " : ": ") + verdict.meaning();
    }

    /** {@return of how many runs the figures are, and how sure their intervals} */
    static String method(Comparison comparison) {
        String runs = comparison.runsBefore() == comparison.runsAfter()
                ? comparison.runsBefore() + " runs of each"
                : comparison.runsBefore() + " runs before and " + comparison.runsAfter() + " after";
        String indicative = comparison.indicative()
                ? " Bytes are those of a second, so both sides must have the same load; name --ops for a firm verdict."
                : "";
        boolean pauses = comparison.shifts().stream()
                .anyMatch(shift -> shift.measure() == Measure.PAUSE_MEDIAN || shift.measure() == Measure.PAUSE_P99);
        return runs + "; intervals of " + Figures.percent(1 - comparison.alpha())
                + (pauses ? ", those of the pauses of " + Figures.percent(1 - comparison.alpha() / 2) : "") + "."
                + indicative;
    }

    /**
     * The comparisons as Markdown, such as a summary of a pull request takes.
     *
     * @param comparisons what to show
     * @param notes what a reader has to know
     * @return the text, ended by a line feed
     */
    public static String markdown(List<Comparison> comparisons, List<String> notes) {
        StringBuilder text = new StringBuilder();
        for (Comparison comparison : comparisons) {
            text.append("### ").append(escaped(comparison.name())).append("\n\n**");
            text.append(headline(comparison)).append("**\n\n");
            text.append("| figure | before | after | change | difference with interval | |\n");
            text.append("|---|---:|---:|---:|---|---|\n");
            for (Shift shift : comparison.shifts()) {
                text.append(row(shift, comparison.indicative()));
            }
            text.append('\n').append(method(comparison)).append("\n\n");
        }
        notes.forEach(note -> text.append("- ").append(escaped(note)).append('\n'));
        return text.toString().stripTrailing() + "\n";
    }

    private static String row(Shift shift, boolean perSecond) {
        return "| "
                + String.join(
                        " | ",
                        MeasureText.label(shift.measure(), perSecond),
                        MeasureText.figure(shift.measure(), shift.before()),
                        MeasureText.figure(shift.measure(), shift.after()),
                        MeasureText.relative(shift),
                        MeasureText.difference(shift),
                        MeasureText.word(shift.direction()))
                + " |\n";
    }

    /** Names come from elsewhere, and Markdown would obey what stands in them. */
    private static String escaped(String text) {
        return Printable.line(text).replaceAll("([\\\\`*_<>\\[\\]|#])", "\\\\$1");
    }

    private static Paint paint(Comparison comparison) {
        return switch (comparison.verdict().level()) {
            case RED -> Paint.BAD;
            case PROVEN, GREEN -> Paint.GOOD;
            case AMBER, INFO, UNDECIDED -> comparison.worse().isEmpty() ? Paint.OPEN : Paint.BAD;
        };
    }

    private static Paint paint(Direction direction) {
        return switch (direction) {
            case UP -> Paint.BAD;
            case BETTER -> Paint.GOOD;
            case LEVEL -> Paint.FAINT;
            case UNKNOWN -> Paint.OPEN;
        };
    }
}
