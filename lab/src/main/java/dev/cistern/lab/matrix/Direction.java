package dev.cistern.lab.matrix;

import dev.cistern.lab.Estimate;
import org.jspecify.annotations.Nullable;

/** Which way a figure went, of which less is better. */
public enum Direction {
    /** Worse: the whole interval lies above zero. */
    UP,
    /** The interval includes zero. */
    LEVEL,
    /** Better: the whole interval lies below zero. */
    BETTER,
    /** It was not measured, or too seldom for an interval. */
    UNKNOWN;

    /**
     * The direction of a difference.
     *
     * @param difference by how much the figure is larger; null where it was not measured
     * @param resolution differences up to this, on either side, are no differences; not negative
     * @return the direction
     */
    public static Direction of(@Nullable Estimate difference, double resolution) {
        if (difference == null || Double.isInfinite(difference.low()) || Double.isInfinite(difference.high())) {
            return UNKNOWN;
        }
        if (difference.low() > resolution) {
            return UP;
        }
        return difference.high() < -resolution ? BETTER : LEVEL;
    }

    /**
     * The direction of two figures that tell of the same thing: worse when one of them is, better when one is and the
     * other is not worse.
     */
    Direction with(Direction other) {
        if (this == UP || other == UP) {
            return UP;
        }
        if (this == UNKNOWN || other == UNKNOWN) {
            return UNKNOWN;
        }
        return this == BETTER || other == BETTER ? BETTER : LEVEL;
    }
}
