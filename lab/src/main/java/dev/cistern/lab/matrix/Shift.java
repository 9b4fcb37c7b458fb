package dev.cistern.lab.matrix;

import dev.cistern.lab.Estimate;
import org.jspecify.annotations.Nullable;

/**
 * By how much one figure differs between the runs before and those after.
 *
 * @param measure the figure
 * @param before the median before; null where it is not known
 * @param after the median after; null where it is not known
 * @param difference after minus before with its interval; null where it is not known
 * @param direction which way it went
 * @param why why the direction is not known; empty where it is
 */
public record Shift(
        Measure measure,
        @Nullable Double before,
        @Nullable Double after,
        @Nullable Estimate difference,
        Direction direction,
        String why) {

    static Shift unknown(Measure measure, @Nullable Double before, @Nullable Double after, String why) {
        return new Shift(measure, before, after, null, Direction.UNKNOWN, why);
    }

    /** {@return the difference as a share of the figure before; null where that is zero or not known} */
    public @Nullable Double relative() {
        return difference == null || before == null || before == 0 ? null : difference.value() / Math.abs(before);
    }
}
