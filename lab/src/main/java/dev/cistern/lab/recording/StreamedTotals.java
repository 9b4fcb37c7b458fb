package dev.cistern.lab.recording;

import dev.cistern.lab.recording.ThreadAllocations.ThreadSample;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Compares the allocation samples that stream by with what the JVM counted, keeping sums instead of samples.
 *
 * <p>The sums are by thread and tenth of a second, which is far shorter than the time between two counts.
 */
final class StreamedTotals {
    private static final long BIN_NANOS = 100_000_000L;

    private record Bin(long number, long threadId) {}

    private final ThreadAllocations counts = new ThreadAllocations();
    private final Map<Bin, double[]> sums = new HashMap<>();
    private double sampled;

    ThreadAllocations counts() {
        return counts;
    }

    void sampled(long epochNanos, long threadId, double bytes) {
        sampled += bytes;
        sums.computeIfAbsent(new Bin(Math.floorDiv(epochNanos, BIN_NANOS), threadId), unseen -> new double[1])[0] +=
                bytes;
    }

    double sampledTotal() {
        return sampled;
    }

    /**
     * What the JVM counted of the time from the first to the last count, and what was sampled in it.
     *
     * @param exact the counted bytes; 0 where there are fewer than two counts
     * @param sampled the bytes sampled in the same time
     */
    record Compared(double exact, double sampled) {
        /** By how much the weight of each sample is to be multiplied. */
        double factor() {
            return exact > 0 && sampled > 0 ? exact / sampled : 1;
        }
    }

    Compared compared() {
        List<ThreadSample> samples = new ArrayList<>(sums.size());
        sums.forEach((bin, bytes) ->
                samples.add(new ThreadSample(bin.number() * BIN_NANOS + BIN_NANOS / 2, bin.threadId(), bytes[0])));
        samples.sort(Comparator.comparingLong(ThreadSample::epochNanos));
        List<Recording.AllocatedBytes> stretches = counts.totals(samples).stretches();
        if (stretches.isEmpty()) {
            return new Compared(0, 0);
        }
        long from = stretches.getFirst().startEpochNanos();
        long to = stretches.getLast().endEpochNanos();
        double exact =
                stretches.stream().mapToDouble(Recording.AllocatedBytes::bytes).sum();
        double within = samples.stream()
                .filter(sample -> sample.epochNanos() > from && sample.epochNanos() <= to)
                .mapToDouble(ThreadSample::bytes)
                .sum();
        return new Compared(exact, within);
    }
}
