package dev.cistern.lab.recording;

/**
 * Decides how long the next session lasts, how finely it samples and whether it follows the sampled objects.
 *
 * <p>The profiler can follow about a thousand objects at a time and forgets the dead ones at a collection. A session
 * that follows must therefore sample so coarsely that few are alive or not yet collected at once. Where collections are
 * far apart that is too coarse for rates, and sessions that do not follow are put in between. The last third of the time
 * is one long session that follows, since only a long one sees lives of many seconds.
 *
 * <p>No clock and no thread: the same questions get the same answers.
 */
final class SamplingPlan {
    /** Samples in the whole observation, so that a site of 1 % of the bytes gets 240. */
    private static final double ENOUGH_SAMPLES = 24_000;

    /** Samples a second; even the most of them cost the target about one per cent of a core. */
    private static final double LOWEST_RATE = 400;

    private static final double HIGHEST_RATE = 800;

    /** Sessions that do not follow may make up for those that must sample coarsely. */
    private static final double MORE_IN_BETWEEN = 1.5;

    /** Of the 1,024 places in the profiler's table, with room for uneven allocation. */
    private static final double FOLLOWED_AT_ONCE = 700;

    private static final long SHORTEST_SESSION = 500_000_000L;

    /** Each end and start costs the target some milliseconds, so sessions are this long unless the table is too small. */
    private static final long USUAL_SESSION = 2_000_000_000L;

    private static final long SMALLEST_INTERVAL = 32 * 1024;
    private static final long LARGEST_INTERVAL = 256L * 1024 * 1024;
    private static final double WORTH_A_CHANGE = 1.3;

    private final long windowNanos;
    private final int windows;
    private final int windowsBeforeLong;
    private final double samplesPerSecond;
    private boolean follows = true;
    private long lastInterval;

    /** What to do next: sample until then, at this interval, following or not. */
    record Step(long endNanos, long intervalBytes, boolean tracked) {}

    SamplingPlan(RecordingOptions options) {
        windowNanos = options.windowNanos();
        windows = options.windows();
        windowsBeforeLong = windows - Math.max(1, windows / 3);
        samplesPerSecond = Math.clamp(ENOUGH_SAMPLES / (endNanos() / 1e9), LOWEST_RATE, HIGHEST_RATE);
    }

    /** Leaves following out, for a JVM that does not tell which of the followed objects are dead. */
    void neverFollow() {
        follows = false;
    }

    long endNanos() {
        return windowNanos * windows;
    }

    long windowNanos() {
        return windowNanos;
    }

    /** The window that a moment belongs to. */
    int window(long elapsedNanos) {
        return (int) Math.min(windows - 1, elapsedNanos / windowNanos);
    }

    /** The interval at which a pilot learns the rest of a pace that it knows by a first look. */
    static long pilotInterval(TargetPace pace) {
        double ideal = Math.min(pace.bytesPerSecond() / HIGHEST_RATE, LARGEST_INTERVAL);
        return Math.max(SampleWeights.JVM_DEFAULT_INTERVAL, (long) ideal);
    }

    /** The next step at a moment before {@link #endNanos()}. */
    Step next(long elapsedNanos, TargetPace pace) {
        int window = window(elapsedNanos);
        if (!follows) {
            long rest = windowNanos * (window + 1) - elapsedNanos;
            return new Step(elapsedNanos + evenPart(rest, USUAL_SESSION), interval(pace, samplesPerSecond), false);
        }
        if (window >= windowsBeforeLong) {
            double seconds = (endNanos() - elapsedNanos) / 1e9;
            double rate = Math.min(samplesPerSecond, followedRate(pace, seconds, seconds));
            return new Step(endNanos(), interval(pace, rate), true);
        }
        long left = windowNanos * (window + 1) - elapsedNanos;
        double gap = pace.collectionSeconds();
        if (followedRate(pace, gap, 3 * gap) >= samplesPerSecond) {
            long sufficing = Math.min(followedNanos(pace, gap), Math.max(USUAL_SESSION, (long) (3e9 * gap)));
            long wanted = Math.max(SHORTEST_SESSION, sufficing);
            return new Step(elapsedNanos + evenPart(left, wanted), interval(pace, samplesPerSecond), true);
        }
        if (gap < 0.7 * windowNanos / 1e9 && window % 2 == 0) {
            return new Step(elapsedNanos + left, interval(pace, followedRate(pace, gap, left / 1e9)), true);
        }
        return new Step(
                elapsedNanos + evenPart(left, USUAL_SESSION),
                interval(pace, MORE_IN_BETWEEN * samplesPerSecond),
                false);
    }

    /** Samples a second at which the table suffices for one gap between collections and what survives the session. */
    private static double followedRate(TargetPace pace, double gapAtMost, double seconds) {
        double gap = Math.min(gapAtMost, pace.collectionSeconds());
        return FOLLOWED_AT_ONCE / Math.max(1e-3, gap + pace.survivingShare() * seconds);
    }

    /** For how long the table suffices at the full rate. */
    private long followedNanos(TargetPace pace, double gap) {
        double placesForSurvivors = FOLLOWED_AT_ONCE - samplesPerSecond * gap;
        return (long) (1e9 * placesForSurvivors / (samplesPerSecond * Math.max(1e-3, pace.survivingShare())));
    }

    /** Divides what is left of a window into equal parts of about the wanted length. */
    private static long evenPart(long left, long wanted) {
        long parts = Math.max(1, Math.round((double) left / wanted));
        return left / parts;
    }

    /** The interval for a rate; the last one again when it is about the same, as each change costs some precision. */
    private long interval(TargetPace pace, double rate) {
        double ideal = Math.clamp(pace.bytesPerSecond() / rate, SMALLEST_INTERVAL, LARGEST_INTERVAL);
        double change = lastInterval / ideal;
        if (change > WORTH_A_CHANGE || change < 1 / WORTH_A_CHANGE) {
            lastInterval = (long) ideal;
        }
        return lastInterval;
    }
}
