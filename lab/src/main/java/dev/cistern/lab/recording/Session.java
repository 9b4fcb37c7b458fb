package dev.cistern.lab.recording;

import java.util.List;

/**
 * A stretch of time in which the profiler sampled at one interval.
 *
 * @param window the number of the window the session belongs to, from 0
 * @param startEpochNanos when sampling began, nanoseconds since the epoch
 * @param endEpochNanos when sampling ended
 * @param intervalBytes the mean number of bytes between two samples; 0 where the engine does not sample by bytes
 * @param survivors which samples were still reachable at the end; {@link Survivors#NOT_TRACKED} where not asked
 * @param samples the sampled allocations in order of time
 */
public record Session(
        int window,
        long startEpochNanos,
        long endEpochNanos,
        long intervalBytes,
        Survivors survivors,
        List<AllocationSample> samples) {

    /** {@return the length of the session in seconds} */
    public double seconds() {
        return (endEpochNanos - startEpochNanos) / 1e9;
    }

    /**
     * The survivors of one session.
     *
     * <p>A tracked session that spans several windows is listed as one part a window, so that each window has its own
     * samples; the survivors of all its parts stand with the last one, and {@code sinceEpochNanos} is when the first
     * began. All other sessions have it equal to their own start.
     *
     * @param tracked whether the engine looked for survivors at all
     * @param complete false when the engine's table of followed objects overflowed, so that later ones were not followed
     * @param sinceEpochNanos when following began, nanoseconds since the epoch; what was allocated before is not followed
     * @param decidedEpochNanos when the last collection began that tells dead from living among the followed objects;
     *     of an object allocated later nothing is known. At most {@code sinceEpochNanos} when there was none
     * @param samples the objects still reachable, or not yet found to be dead
     */
    public record Survivors(
            boolean tracked,
            boolean complete,
            long sinceEpochNanos,
            long decidedEpochNanos,
            List<SurvivorSample> samples) {
        /** No survivors were looked for. */
        public static final Survivors NOT_TRACKED = new Survivors(false, true, 0, 0, List.of());
    }
}
