package dev.cistern.lab.recording;

import dev.cistern.lab.LabException;
import java.time.Duration;

/**
 * How long to measure a process.
 *
 * @param warmUp what is left out at the beginning, not negative
 * @param duration what is measured after it, at least a second
 */
public record MeterOptions(Duration warmUp, Duration duration) {
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofHours(24);

    /** Checks both. */
    public MeterOptions {
        if (warmUp.isNegative() || warmUp.compareTo(LONGEST) > 0) {
            throw new LabException.BadInput("--warmup must be 0s to 24h, but was " + warmUp.toMillis() / 1e3 + " s");
        }
        if (duration.compareTo(SHORTEST) < 0 || duration.compareTo(LONGEST) > 0) {
            throw new LabException.BadInput(
                    "--duration must be 1s to 24h, but was " + duration.toMillis() / 1e3 + " s");
        }
    }
}
