package dev.cistern.lab.probe;

import dev.cistern.lab.LabException;
import java.time.Duration;

/**
 * How a target is to be probed.
 *
 * @param sites how many sites at most, 1 to 20
 * @param every one object in so many is followed, 1 to 1,000,000
 * @param duration how long, 3 s to 10 min
 */
public record ProbeOptions(int sites, int every, Duration duration) {
    private static final int USUAL_SITES = 5;
    private static final int USUAL_EVERY = 16;
    private static final int MOST_SITES = 20;
    private static final int RAREST = 1_000_000;
    private static final Duration USUAL_DURATION = Duration.ofSeconds(15);
    private static final Duration SHORTEST = Duration.ofSeconds(3);
    private static final Duration LONGEST = Duration.ofMinutes(10);

    /**
     * Checks the bounds.
     *
     * @throws LabException.BadInput if a figure lies outside of them
     */
    public ProbeOptions {
        if (sites < 1 || sites > MOST_SITES) {
            throw new LabException.BadInput("--probe-sites must be 1 to " + MOST_SITES + ", but was " + sites);
        }
        if (every < 1 || every > RAREST) {
            throw new LabException.BadInput("--probe-every must be 1 to " + RAREST + ", but was " + every);
        }
        if (duration.compareTo(SHORTEST) < 0 || duration.compareTo(LONGEST) > 0) {
            throw new LabException.BadInput(
                    "--probe-duration must be 3s to 10m, but was " + duration.toMillis() / 1e3 + " s");
        }
    }

    /** {@return five sites, one object in sixteen, for 15 s} */
    public static ProbeOptions usual() {
        return new ProbeOptions(USUAL_SITES, USUAL_EVERY, USUAL_DURATION);
    }
}
