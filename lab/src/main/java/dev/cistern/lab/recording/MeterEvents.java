package dev.cistern.lab.recording;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedThread;

/**
 * Gathers what a meter needs from flight recorder events: exact allocation, pauses, the heap after collections and the
 * events that are operations.
 *
 * <p>Events may come from another thread than the one that asks.
 */
final class MeterEvents {
    /** Each thread's count has a time of its own on JDK 17; those of one round are microseconds apart. */
    private static final long ROUND_NANOS = 50_000_000L;
    /** Where the heap filled faster than this many times what the threads counted, they did not count it all. */
    private static final double CLEARLY_MORE = 1.25;

    private static final int ENOUGH_COLLECTIONS = 5;

    private final String operationEvent;
    private final TreeMap<Long, Map<Long, Long>> rounds = new TreeMap<>();
    private final List<MeteredRun.Pause> pauses = new ArrayList<>();
    private final List<MeteredRun.HeapAfter> heap = new ArrayList<>();
    private final TreeMap<Long, Long> heapBefore = new TreeMap<>();
    private final List<Long> operations = new ArrayList<>();

    MeterEvents(String operationEvent) {
        this.operationEvent = operationEvent;
    }

    /** Which events to record, as settings of a recording. */
    static Map<String, Map<String, String>> settings(String operationEvent) {
        Map<String, Map<String, String>> events = new LinkedHashMap<>();
        events.put("jdk.GCPhasePause", Map.of("enabled", "true"));
        events.put("jdk.ZAllocationStall", Map.of("enabled", "true"));
        events.put("jdk.GCHeapSummary", Map.of("enabled", "true"));
        events.put("jdk.ThreadAllocationStatistics", Map.of("period", "500 ms", "enabled", "true"));
        if (!operationEvent.isEmpty()) {
            events.put(operationEvent, Map.of("enabled", "true"));
        }
        return events;
    }

    synchronized void accept(RecordedEvent event) {
        String name = event.getEventType().getName();
        switch (name) {
            case "jdk.GCPhasePause" -> pause(event, false);
            case "jdk.ZAllocationStall" -> pause(event, true);
            case "jdk.GCHeapSummary" -> heap(event);
            case "jdk.ThreadAllocationStatistics" -> allocated(event);
            default -> {
                if (name.equals(operationEvent)) {
                    operations.add(EventTimes.epochNanos(event.getEndTime()));
                }
            }
        }
    }

    private void pause(RecordedEvent event, boolean stall) {
        pauses.add(new MeteredRun.Pause(
                EventTimes.epochNanos(event.getStartTime()), event.getDuration().toNanos(), stall));
    }

    private void heap(RecordedEvent event) {
        long time = EventTimes.epochNanos(event.getStartTime());
        long used = event.getLong("heapUsed");
        if ("After GC".equals(event.getString("when"))) {
            heap.add(new MeteredRun.HeapAfter(time, used, event.getLong("heapSpace.committedSize")));
        } else {
            heapBefore.put(time, used);
        }
    }

    private void allocated(RecordedEvent event) {
        RecordedThread thread = event.getValue("thread");
        if (thread == null || ObserverThreads.isOne(RecordedThreads.name(thread))) {
            return;
        }
        long time = EventTimes.epochNanos(event.getStartTime());
        Long round = rounds.floorKey(time);
        long key = round != null && time - round <= ROUND_NANOS ? round : time;
        rounds.computeIfAbsent(key, unused -> new HashMap<>())
                .merge(RecordedThreads.id(thread), event.getLong("allocated"), Math::max);
    }

    /** Drops what happened before, for a meter that runs for long. */
    synchronized void forgetBefore(long epochNanos) {
        rounds.headMap(epochNanos).clear();
        heapBefore.headMap(epochNanos).clear();
        pauses.removeIf(pause -> pause.epochNanos() < epochNanos);
        heap.removeIf(after -> after.epochNanos() < epochNanos);
        operations.removeIf(operation -> operation < epochNanos);
    }

    synchronized List<MeteredRun.Pause> pauses(long from, long to) {
        return pauses.stream()
                .filter(pause -> pause.epochNanos() >= from && pause.epochNanos() <= to)
                .sorted((one, other) -> Long.compare(one.epochNanos(), other.epochNanos()))
                .toList();
    }

    synchronized List<MeteredRun.HeapAfter> heap(long from, long to) {
        return heap.stream()
                .filter(after -> after.epochNanos() >= from && after.epochNanos() <= to)
                .sorted((one, other) -> Long.compare(one.epochNanos(), other.epochNanos()))
                .toList();
    }

    /** What was allocated in a stretch of time, as exactly as the counts in it tell. */
    synchronized MeteredRun.Allocated allocated(long from, long to, List<String> notes) {
        var within = rounds.subMap(from, true, to, true);
        if (within.isEmpty()) {
            return new MeteredRun.Allocated(from, from, 0, 0);
        }
        Map<Long, Long> before = within.firstEntry().getValue();
        Map<Long, Long> last = new HashMap<>();
        within.values().forEach(last::putAll);
        double bytes = 0;
        for (Map.Entry<Long, Long> thread : last.entrySet()) {
            bytes += Math.max(0, thread.getValue() - before.getOrDefault(thread.getKey(), 0L));
        }
        Map<Long, Long> ever = new HashMap<>();
        rounds.headMap(to, true).values().forEach(ever::putAll);
        double sinceStart =
                ever.values().stream().mapToDouble(Long::doubleValue).sum();
        MeteredRun.Allocated counted = new MeteredRun.Allocated(within.firstKey(), within.lastKey(), bytes, sinceStart);
        return byHeapWhereThreadsEnd(counted, from, to, notes);
    }

    /** The same count by count. */
    synchronized List<MeteredRun.AllocatedSoFar> allocation(long from, long to) {
        List<MeteredRun.AllocatedSoFar> series = new ArrayList<>();
        Map<Long, Long> last = new HashMap<>();
        double bytes = 0;
        for (Map.Entry<Long, Map<Long, Long>> round :
                rounds.subMap(from, true, to, true).entrySet()) {
            boolean first = last.isEmpty();
            for (Map.Entry<Long, Long> thread : round.getValue().entrySet()) {
                Long before = last.put(thread.getKey(), thread.getValue());
                bytes += first ? 0 : Math.max(0, thread.getValue() - (before == null ? 0 : before));
            }
            series.add(new MeteredRun.AllocatedSoFar(round.getKey(), bytes));
        }
        return series;
    }

    /** Threads that end between two counts take theirs along; then the filling of the heap tells more. */
    private MeteredRun.Allocated byHeapWhereThreadsEnd(
            MeteredRun.Allocated counted, long from, long to, List<String> notes) {
        List<MeteredRun.HeapAfter> after = heap(from, to);
        if (after.size() < ENOUGH_COLLECTIONS) {
            return counted;
        }
        double filled = 0;
        for (int i = 0; i + 1 < after.size(); i++) {
            Map.Entry<Long, Long> next = heapBefore.higherEntry(after.get(i).epochNanos());
            if (next != null && next.getKey() <= after.get(i + 1).epochNanos()) {
                filled += Math.max(0, next.getValue() - after.get(i).usedBytes());
            }
        }
        // The two must be of the same stretch: a program may work much faster at one time than at another.
        double threads = between(
                allocation(from, to),
                after.getFirst().epochNanos(),
                after.getLast().epochNanos());
        if (threads <= 0 || filled <= CLEARLY_MORE * threads) {
            return counted;
        }
        notes.add("Allocated bytes are scaled to those by which the heap filled between collections, since threads that"
                + " end take their own count along.");
        double scale = filled / threads;
        return new MeteredRun.Allocated(
                counted.fromEpochNanos(),
                counted.toEpochNanos(),
                scale * counted.bytes(),
                scale * counted.sinceStart());
    }

    private static double between(List<MeteredRun.AllocatedSoFar> series, long from, long to) {
        return at(series, to) - at(series, from);
    }

    /** The count at a moment between two counts, as if the bytes between them had come evenly. */
    private static double at(List<MeteredRun.AllocatedSoFar> series, long epochNanos) {
        MeteredRun.AllocatedSoFar before = series.getFirst();
        for (MeteredRun.AllocatedSoFar count : series) {
            if (count.epochNanos() >= epochNanos) {
                double span = Math.max(1, count.epochNanos() - before.epochNanos());
                double share = Math.clamp((epochNanos - before.epochNanos()) / span, 0, 1);
                return before.bytes() + share * (count.bytes() - before.bytes());
            }
            before = count;
        }
        return before.bytes();
    }

    /** The operations that are events, as readings at the counts of allocation. */
    synchronized List<OperationSource.Reading> operations(long from, long to) {
        if (operationEvent.isEmpty()) {
            return List.of();
        }
        long within = operations.stream()
                .filter(operation -> operation > from && operation <= to)
                .count();
        return List.of(new OperationSource.Reading(from, 0), new OperationSource.Reading(to, within));
    }
}
