package dev.cistern.lab.report;

import dev.cistern.lab.Estimate;
import dev.cistern.lab.matrix.Direction;
import dev.cistern.lab.matrix.JointVerdict;
import dev.cistern.lab.matrix.Measure;
import dev.cistern.lab.matrix.Trends;
import dev.cistern.lab.shell.Figures;
import dev.cistern.lab.shell.TerminalStyle;
import dev.cistern.lab.shell.TerminalWriter;
import dev.cistern.lab.shell.TerminalWriter.Paint;
import org.jspecify.annotations.Nullable;

/** The three series of a running process as text. */
public final class TrendsReport {
    private static final String COLUMNS = "  %6s  %12s  %-22s  %10s  %s";

    private TrendsReport() {}

    /** {@return the head over the lines of {@link #line}} */
    public static String head() {
        return String.format(COLUMNS, "TIME", "ALLOCATES", "PAUSES MEDIAN P99", "RESIDENT", "GROWS A SECOND");
    }

    /**
     * One line: what the window up to now shows.
     *
     * @param seconds since the watching began
     * @param trends of the window
     * @return the line without its end
     */
    public static String line(double seconds, Trends trends) {
        String pauses = trends.pauses() == 0
                ? "none"
                : trends.pauses() + ": " + Figures.duration(trends.pauseMedianNanos() / 1e9) + ", "
                        + Figures.duration(trends.pauseP99Nanos() / 1e9);
        Long memory = trends.memoryBytes();
        return String.format(
                        COLUMNS,
                        Math.round(seconds) + " s",
                        Figures.byteRate(trends.bytesPerSecond()),
                        pauses,
                        memory == null ? "?" : Figures.bytes(memory),
                        kilobytes(trends.memoryTrend()))
                .stripTrailing();
    }

    private static String kilobytes(@Nullable Estimate slope) {
        return slope == null
                ? ""
                : String.format(
                        "%+.0f KB (%+.0f to %+.0f)", slope.value() / 1e3, slope.low() / 1e3, slope.high() / 1e3);
    }

    /**
     * The verdict on the last window with its reasons.
     *
     * @param trends of the window
     * @param style how
     * @return the text, ended by a line feed
     */
    public static String verdict(Trends trends, TerminalStyle style) {
        TerminalWriter out = new TerminalWriter(style);
        JointVerdict verdict = trends.verdict();
        out.line(out.paint(paint(verdict), verdict.level().name()) + ": " + verdict.meaning());
        String window = " through the last " + Figures.duration(trends.seconds());
        out.paragraph(
                Paint.FAINT,
                "  allocation  ",
                word(trends.bytes()) + window + ", " + Figures.byteRate(trends.bytesPerSecond())
                        + trend(Measure.BYTES, trends.bytesTrend(), "/s each second"));
        out.paragraph(Paint.FAINT, "  pauses      ", pauses(trends, window));
        out.paragraph(Paint.FAINT, "  memory      ", memory(trends, window));
        trends.notes().forEach(note -> out.paragraph(Paint.FAINT, "· ", note));
        return out.toString();
    }

    private static String pauses(Trends trends, String window) {
        if (trends.pauses() == 0) {
            return "none" + window;
        }
        if (trends.pauseTrend() == null) {
            return trends.pauses() + window + ", too few for a trend; watch for longer";
        }
        return word(trends.pause()) + window + ", " + trends.pauses() + " with a median of "
                + Figures.duration(trends.pauseMedianNanos() / 1e9) + " and a P99 of "
                + Figures.duration(trends.pauseP99Nanos() / 1e9)
                + trend(Measure.PAUSE_MEDIAN, trends.pauseTrend(), " each second");
    }

    private static String memory(Trends trends, String window) {
        if (trends.memoryTrend() == null) {
            return "no slope: it takes 10 s, a system that tells the resident memory, and nothing swapped out";
        }
        Double heap = trends.heapSlope();
        String apart = heap == null
                ? ""
                : "; the heap " + MeasureText.signed(Measure.MEMORY_SLOPE, Estimate.exactly(heap)) + ", so outside it "
                        + MeasureText.signed(
                                Measure.MEMORY_SLOPE,
                                Estimate.exactly(trends.memoryTrend().value() - heap));
        return word(trends.memory()) + window + trend(Measure.MEMORY_SLOPE, trends.memoryTrend(), "") + apart;
    }

    private static String trend(Measure measure, @Nullable Estimate trend, String per) {
        return trend == null ? "" : ": " + MeasureText.signed(measure, trend) + per;
    }

    static String word(Direction direction) {
        return switch (direction) {
            case UP -> "rises";
            case LEVEL -> "level";
            case BETTER -> "falls";
            case UNKNOWN -> "unknown";
        };
    }

    private static Paint paint(JointVerdict verdict) {
        return switch (verdict.level()) {
            case RED -> Paint.BAD;
            case AMBER, INFO, UNDECIDED -> Paint.OPEN;
            case GREEN, PROVEN -> Paint.GOOD;
        };
    }
}
