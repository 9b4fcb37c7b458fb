package dev.cistern.lab.stall;

import dev.cistern.lab.LabException;
import java.time.Duration;

/**
 * What to look for.
 *
 * @param minSpan spans shorter than this are counted but not shown, 0 to an hour; 5 ms by default
 */
public record StallOptions(Duration minSpan) {
    private static final Duration LONGEST = Duration.ofHours(1);

    /**
     * Checks the option.
     *
     * @throws LabException.BadInput if it lies outside its range
     */
    public StallOptions {
        if (minSpan.isNegative() || minSpan.compareTo(LONGEST) > 0) {
            throw new LabException.BadInput(
                    "--min must be between 0ms and 1h, but was " + minSpan.toMillis() + "ms; 5ms suits most programs");
        }
    }

    /** {@return spans of 5 ms and more} */
    public static StallOptions defaults() {
        return new StallOptions(Duration.ofMillis(5));
    }
}
