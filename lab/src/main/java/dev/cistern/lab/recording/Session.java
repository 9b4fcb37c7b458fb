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
     * @param tracked whether the engine looked for survivors at all
     * @param complete false when the engine's table of followed objects overflowed, so that later ones were not followed
     * @param samples the objects still reachable
     */
    public record Survivors(boolean tracked, boolean complete, List<SurvivorSample> samples) {
        /** No survivors were looked for. */
        public static final Survivors NOT_TRACKED = new Survivors(false, true, List.of());
    }
}
