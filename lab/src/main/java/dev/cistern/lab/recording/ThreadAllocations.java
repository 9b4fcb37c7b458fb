package dev.cistern.lab.recording;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedThread;

/**
 * The JVM's exact count of the bytes each thread has allocated, taken at regular moments.
 *
 * <p>What a thread allocated between the last count and its end is never told. It is estimated from the samples of
 * threads that are missing at the next count.
 */
final class ThreadAllocations {
    /** JDK 17 stamps each thread's count with a time of its own; those of one round are microseconds apart. */
    private static final long ROUND_NANOS = 50_000_000L;

    private final TreeMap<Long, Map<Long, Long>> countsByTime = new TreeMap<>();

    void count(RecordedEvent event) {
        RecordedThread thread = event.getValue("thread");
        if (thread != null && !ObserverThreads.isOne(RecordedThreads.name(thread))) {
            count(EventTimes.epochNanos(event.getStartTime()), RecordedThreads.id(thread), event.getLong("allocated"));
        }
    }

    void count(long epochNanos, long threadId, long allocatedBytes) {
        Long round = countsByTime.floorKey(epochNanos);
        Long later = countsByTime.ceilingKey(epochNanos);
        long time = round != null && epochNanos - round <= ROUND_NANOS
                ? round
                : later != null && later - epochNanos <= ROUND_NANOS ? later : epochNanos;
        countsByTime.computeIfAbsent(time, key -> new HashMap<>()).merge(threadId, allocatedBytes, Math::max);
    }

    /** The threads that were there at the first count. */
    Set<Long> first() {
        return countsByTime.isEmpty()
                ? Set.of()
                : countsByTime.firstEntry().getValue().keySet();
    }

    /** The bytes by thread between the first and the last count that lie within a stretch of time. */
    ByThread byThread(long fromEpochNanos, long toEpochNanos) {
        Map<Long, Double> bytes = new HashMap<>();
        NavigableMap<Long, Map<Long, Long>> within = countsByTime.subMap(fromEpochNanos, true, toEpochNanos, true);
        if (within.size() < 2) {
            return new ByThread(0, 0, bytes);
        }
        Map<Long, Long> last = within.lastEntry().getValue();
        within.firstEntry().getValue().forEach((thread, before) -> {
            Long after = last.get(thread);
            if (after != null && after > before) {
                bytes.put(thread, (double) after - before);
            }
        });
        return new ByThread(within.firstKey(), within.lastKey(), bytes);
    }

    /**
     * The bytes allocated between each two counts.
     *
     * @param samples the weighed samples, in order of time, of every session
     */
    Totals totals(List<ThreadSample> samples) {
        List<Stretch> stretches = stretches(samples);
        double exact = stretches.stream().mapToDouble(Stretch::counted).sum();
        double sampled = stretches.stream().mapToDouble(Stretch::sampledCounted).sum();
        double factor = sampled > 0 && exact > 0 ? exact / sampled : 1;
        double ended =
                factor * stretches.stream().mapToDouble(Stretch::sampledEnded).sum();
        List<Recording.AllocatedBytes> totals = stretches.stream()
                .map(stretch -> new Recording.AllocatedBytes(
                        stretch.from(), stretch.to(), stretch.counted() + factor * stretch.sampledEnded()))
                .toList();
        return new Totals(totals, exact + ended > 0 ? ended / (exact + ended) : 0);
    }

    private List<Stretch> stretches(List<ThreadSample> samples) {
        List<Stretch> stretches = new ArrayList<>();
        int next = 0;
        Map.Entry<Long, Map<Long, Long>> before = null;
        for (Map.Entry<Long, Map<Long, Long>> count : countsByTime.entrySet()) {
            double counted = 0;
            double ended = 0;
            while (next < samples.size() && samples.get(next).epochNanos() <= count.getKey()) {
                ThreadSample sample = samples.get(next++);
                if (sample.threadId() < 0 || count.getValue().containsKey(sample.threadId())) {
                    counted += sample.bytes();
                } else {
                    ended += sample.bytes();
                }
            }
            if (before != null) {
                double exact = allocatedBetween(before.getValue(), count.getValue());
                stretches.add(new Stretch(before.getKey(), count.getKey(), exact, counted, ended));
            }
            before = count;
        }
        return stretches;
    }

    private static double allocatedBetween(Map<Long, Long> before, Map<Long, Long> after) {
        double bytes = 0;
        for (Map.Entry<Long, Long> thread : after.entrySet()) {
            bytes += Math.max(0, thread.getValue() - before.getOrDefault(thread.getKey(), 0L));
        }
        return bytes;
    }

    /** A weighed sample and the thread it was taken on. */
    record ThreadSample(long epochNanos, long threadId, double bytes) {}

    /** What each thread that was there at the first and the last of two counts allocated between them. */
    record ByThread(long fromEpochNanos, long toEpochNanos, Map<Long, Double> bytes) {
        boolean covers(ThreadSample sample) {
            return sample.epochNanos() > fromEpochNanos
                    && sample.epochNanos() <= toEpochNanos
                    && bytes.containsKey(sample.threadId());
        }
    }

    /** The exact totals and which share of them had to be estimated because the threads had ended. */
    record Totals(List<Recording.AllocatedBytes> stretches, double estimatedShare) {}

    private record Stretch(long from, long to, double counted, double sampledCounted, double sampledEnded) {}
}
