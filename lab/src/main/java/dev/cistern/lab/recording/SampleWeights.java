package dev.cistern.lab.recording;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * How many allocated bytes each sample of async-profiler stands for.
 *
 * <p>The JVM draws each thread's next sampling point after the last one, with the interval then in force, and keeps it
 * while nobody samples. So a thread's first sample under a new interval was drawn with the old one and stands for as
 * many bytes as a sample of the old one. Threads that were there before anybody sampled drew theirs with the JVM's
 * own 512 KiB.
 */
final class SampleWeights {
    static final long JVM_DEFAULT_INTERVAL = 512 * 1024;

    private final Map<Long, Long> drawnWith = new HashMap<>();

    SampleWeights(Set<Long> threadsBefore) {
        for (Long thread : new HashSet<>(threadsBefore)) {
            drawnWith.put(thread, JVM_DEFAULT_INTERVAL);
        }
    }

    /** Weighs a sample; samples of one thread must come in order of time. */
    AllocationSample weigh(RawAllocation allocation, long interval) {
        Long drawn = drawnWith.put(allocation.threadId(), interval);
        return allocation.weighing(weight(allocation.sizeBytes(), drawn == null ? interval : drawn));
    }

    /**
     * The bytes one sample stands for: an object of this size is sampled with the probability 1 − e^(−size/interval).
     */
    static double weight(long sizeBytes, long interval) {
        return sizeBytes <= 0 ? interval : sizeBytes / -Math.expm1(-(double) sizeBytes / interval);
    }
}
