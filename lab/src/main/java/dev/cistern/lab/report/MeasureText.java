package dev.cistern.lab.report;

import dev.cistern.lab.Estimate;
import dev.cistern.lab.matrix.Direction;
import dev.cistern.lab.matrix.Measure;
import dev.cistern.lab.matrix.Shift;
import dev.cistern.lab.shell.Figures;
import java.util.function.DoubleFunction;
import org.jspecify.annotations.Nullable;

/** Writes the figures of the matrix for people. */
final class MeasureText {
    private MeasureText() {}

    /** {@return the name of a figure with what it is counted by} */
    static String label(Measure measure, boolean perSecond) {
        return measure == Measure.BYTES
                ? measure.label() + (perSecond ? " a second" : " an operation")
                : measure.label();
    }

    /** {@return a figure in its unit, {@code ?} where it is not known} */
    static String figure(Measure measure, @Nullable Double value) {
        return value == null ? "?" : unit(measure).apply(value);
    }

    /** {@return a difference with its interval, {@code −1.05 kB (−1.07 kB to −1.02 kB)}, or why there is none} */
    static String difference(Shift shift) {
        Estimate difference = shift.difference();
        return difference == null ? shift.why() : signed(shift.measure(), difference);
    }

    /** {@return an estimate of a difference in the unit of its measure} */
    static String signed(Measure measure, Estimate difference) {
        DoubleFunction<String> unit = unit(measure);
        String value = signed(unit, difference.value());
        return difference.low() == difference.high()
                ? value
                : value + " (" + end(unit, difference.low()) + " to " + end(unit, difference.high()) + ")";
    }

    private static String end(DoubleFunction<String> unit, double value) {
        return Double.isInfinite(value) ? (value < 0 ? "−∞" : "∞") : signed(unit, value);
    }

    private static String signed(DoubleFunction<String> unit, double value) {
        return (value > 0 ? "+" : "") + unit.apply(value);
    }

    /** {@return the difference as per cent of what was before, empty where that is zero or not known} */
    static String relative(Shift shift) {
        Double share = shift.relative();
        return share == null || Math.abs(share) > 99 ? "" : (share > 0 ? "+" : "") + percent(share);
    }

    private static String percent(double share) {
        return Math.abs(share) < 0.0005 ? "0 %" : Figures.percent(share).replace("<", "");
    }

    /** {@return a word for a direction} */
    static String word(Direction direction) {
        return switch (direction) {
            case UP -> "worse";
            case LEVEL -> "level";
            case BETTER -> "better";
            case UNKNOWN -> "unknown";
        };
    }

    private static DoubleFunction<String> unit(Measure measure) {
        return switch (measure) {
            case BYTES -> Figures::bytes;
            case PAUSE_MEDIAN, PAUSE_P99 -> nanos -> Figures.duration(nanos / 1e9);
            case MEMORY_SLOPE -> Figures::byteRate;
        };
    }
}
