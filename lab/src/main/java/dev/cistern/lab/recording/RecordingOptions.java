package dev.cistern.lab.recording;

import dev.cistern.lab.LabException;
import java.time.Duration;

/**
 * How to observe.
 *
 * @param duration how long, at least 3 s and at most 24 h; 60 s by default
 * @param windows into how many windows of equal length the time is divided, 2 to 1000 and each at least 1 s long; 6 by
 *     default
 * @param engine which engine samples allocations; {@link EngineChoice#AUTO} by default
 */
public record RecordingOptions(Duration duration, int windows, EngineChoice engine) {
    private static final Duration SHORTEST = Duration.ofSeconds(3);
    private static final Duration LONGEST = Duration.ofHours(24);
    private static final Duration SHORTEST_WINDOW = Duration.ofSeconds(1);
    private static final int MOST_WINDOWS = 1000;

    /**
     * Checks the options.
     *
     * @throws LabException.BadInput if the duration or the number of windows lies outside its range, or a window would
     *     be shorter than a second
     */
    public RecordingOptions {
        if (duration.compareTo(SHORTEST) < 0 || duration.compareTo(LONGEST) > 0) {
            throw new LabException.BadInput(
                    "duration must be between 3s and 24h, but was " + words(duration) + "; 60s suits most programs");
        }
        checkWindows(windows);
        if (duration.dividedBy(windows).compareTo(SHORTEST_WINDOW) < 0) {
            throw new LabException.BadInput("a window must last at least 1s, but " + windows + " windows in "
                    + words(duration) + " are shorter; give a longer duration or fewer windows");
        }
    }

    /** {@return 60 s in 6 windows with the best engine the target allows} */
    public static RecordingOptions defaults() {
        return new RecordingOptions(Duration.ofSeconds(60), 6, EngineChoice.AUTO);
    }

    static void checkWindows(int windows) {
        if (windows < 2 || windows > MOST_WINDOWS) {
            throw new LabException.BadInput("windows must be between 2 and " + MOST_WINDOWS + ", but was " + windows
                    + "; every interval comes from comparing windows, and 6 or more make it a useful one");
        }
    }

    long windowNanos() {
        return duration.dividedBy(windows).toNanos();
    }

    private static String words(Duration duration) {
        return duration.isNegative() || duration.toMillis() % 1000 != 0
                ? duration.toMillis() + "ms"
                : duration.toSeconds() + "s";
    }
}
