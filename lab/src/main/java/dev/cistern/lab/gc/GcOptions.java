package dev.cistern.lab.gc;

import dev.cistern.lab.LabException;
import org.jspecify.annotations.Nullable;

/**
 * How to judge a heap.
 *
 * @param windows into how many windows of equal length the time is divided, 6 to 1000; 12 by default
 * @param rate how many operations the program finishes a second, stated by the user; null where not stated
 * @param operationEvent the name of the event of which each stands for one operation, {@code jdk.VirtualThreadEnd}; null
 *     where operations are not counted
 */
public record GcOptions(
        int windows, @Nullable Double rate, @Nullable String operationEvent) {
    private static final int FEWEST = 6;
    private static final int MOST = 1000;

    /**
     * Checks the options.
     *
     * @throws LabException.BadInput if one lies outside its range, or both ways to know operations are given
     */
    public GcOptions {
        if (windows < FEWEST || windows > MOST) {
            throw new LabException.BadInput("windows must be between " + FEWEST + " and " + MOST + ", but was "
                    + windows + "; a trend needs some, and 12 suit most");
        }
        if (rate != null && (!(rate > 0) || rate.isInfinite())) {
            throw new LabException.BadInput("--rate must be a number of operations a second above 0, but was " + rate);
        }
        if (rate != null && operationEvent != null) {
            throw new LabException.BadInput("--rate states the operations and --ops counts them; give one of them");
        }
    }

    /** {@return 12 windows, nothing known of operations} */
    public static GcOptions defaults() {
        return new GcOptions(12, null, null);
    }
}
