package dev.cistern.lab.recording;

import dev.cistern.lab.recording.ThreadAllocations.ThreadSample;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Scales the samples of each thread to the bytes that the JVM counted for that thread.
 *
 * <p>Before JDK 25 the JVM's sampler counts a thread's whole buffer as allocated when the buffer is handed out. At a
 * collection the unused rest is lost, so threads that allocate little between two collections are sampled too often: a
 * site of 5 MB/s was read 39 % too high at a collection every 43 ms. The exact counts by thread take that away, and with
 * it part of the noise. Threads with few samples are scaled together.
 */
final class ThreadScales {
    /** From this many on the noise of a thread's samples is smaller than what scaling corrects. */
    private static final int ENOUGH_SAMPLES = 100;

    private final Map<Long, Double> factors = new HashMap<>();
    private double others = 1;

    ThreadScales(ThreadAllocations.ByThread exact, List<ThreadSample> samples) {
        Map<Long, Sum> sums = new HashMap<>();
        for (ThreadSample sample : samples) {
            if (exact.covers(sample)) {
                sums.computeIfAbsent(sample.threadId(), thread -> new Sum()).add(sample.bytes());
            }
        }
        Sum rest = new Sum();
        double exactRest = 0;
        for (Map.Entry<Long, Sum> thread : sums.entrySet()) {
            double counted = exact.bytes().getOrDefault(thread.getKey(), 0.0);
            if (thread.getValue().samples >= ENOUGH_SAMPLES) {
                factors.put(thread.getKey(), counted / thread.getValue().bytes);
            } else {
                rest.add(thread.getValue());
                exactRest += counted;
            }
        }
        if (rest.samples >= ENOUGH_SAMPLES) {
            others = exactRest / rest.bytes;
        }
    }

    AllocationSample scale(AllocationSample sample, long threadId) {
        double factor = factors.getOrDefault(threadId, others);
        return new AllocationSample(
                sample.epochNanos(),
                sample.className(),
                sample.path(),
                sample.thread(),
                sample.sizeBytes(),
                sample.weightBytes() * factor);
    }

    private static final class Sum {
        private double bytes;
        private int samples;

        void add(double more) {
            bytes += more;
            samples++;
        }

        void add(Sum other) {
            bytes += other.bytes;
            samples += other.samples;
        }
    }
}
