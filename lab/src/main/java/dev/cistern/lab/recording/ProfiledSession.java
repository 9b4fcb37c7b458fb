package dev.cistern.lab.recording;

import java.util.List;

/**
 * What the profiler's file tells of one session.
 *
 * @param startEpochNanos when sampling began
 * @param endEpochNanos when sampling ended
 * @param intervalBytes the mean number of bytes between two samples
 * @param tracked whether sampled objects were followed
 * @param allocations the samples in order of time
 * @param survivors the followed objects that no collection had reclaimed
 * @param collections the number of the target's latest collection at several moments
 */
record ProfiledSession(
        long startEpochNanos,
        long endEpochNanos,
        long intervalBytes,
        boolean tracked,
        List<RawAllocation> allocations,
        List<SurvivorSample> survivors,
        List<CollectionCount> collections) {

    /** The number of the latest collection at one moment. */
    record CollectionCount(long epochNanos, long latestId) {}

    double seconds() {
        return (endEpochNanos - startEpochNanos) / 1e9;
    }

    /** Allocated bytes a second by the samples alone, for planning. */
    double bytesPerSecond() {
        double bytes = 0;
        for (RawAllocation allocation : allocations) {
            bytes += SampleWeights.weight(allocation.sizeBytes(), intervalBytes);
        }
        return bytes / Math.max(seconds(), 1e-3);
    }
}
