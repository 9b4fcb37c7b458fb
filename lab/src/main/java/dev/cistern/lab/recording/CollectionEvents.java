package dev.cistern.lab.recording;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jdk.jfr.consumer.RecordedEvent;

/** Gathers the events of each collection into one fact, whatever the collector. */
final class CollectionEvents {
    private final List<RecordedEvent> collections = new ArrayList<>();
    private final Map<Long, Long> cpuNanos = new HashMap<>();
    private final Map<Long, Long> usedBefore = new HashMap<>();
    private final Map<Long, Long> usedAfter = new HashMap<>();
    private final Set<Long> mixed = new HashSet<>();

    void collection(RecordedEvent event) {
        collections.add(event);
    }

    void cpuTime(RecordedEvent event) {
        long nanos = nanos(event.getDuration("userTime")) + nanos(event.getDuration("systemTime"));
        cpuNanos.put(event.getLong("gcId"), nanos);
    }

    void heapSummary(RecordedEvent event) {
        Map<Long, Long> used = "Before GC".equals(event.getString("when")) ? usedBefore : usedAfter;
        used.put(event.getLong("gcId"), event.getLong("heapUsed"));
    }

    void g1Collection(RecordedEvent event) {
        if (event.getString("type").contains("Mixed")) {
            mixed.add(event.getLong("gcId"));
        }
    }

    List<Collection> inOrder() {
        return collections.stream()
                .map(this::fact)
                .sorted(Comparator.comparingLong(Collection::startEpochNanos))
                .distinct()
                .toList();
    }

    private Collection fact(RecordedEvent event) {
        long id = event.getLong("gcId");
        String name = event.getString("name");
        CollectorNames.Kind kind = CollectorNames.kind(name);
        return new Collection(
                id,
                name,
                EventTimes.epochNanos(event.getStartTime()),
                EventTimes.epochNanos(event.getEndTime()),
                nanos(event.getDuration("sumOfPauses")),
                cpuNanos.getOrDefault(id, -1L),
                usedBefore.getOrDefault(id, -1L),
                usedAfter.getOrDefault(id, -1L),
                kind.reclaimsYoung(),
                kind.major() || mixed.contains(id));
    }

    private static long nanos(Duration duration) {
        return duration.isNegative() ? 0 : duration.toNanos();
    }
}
