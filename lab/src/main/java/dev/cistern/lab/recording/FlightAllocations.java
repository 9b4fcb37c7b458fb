package dev.cistern.lab.recording;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import jdk.jfr.consumer.RecordedClass;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedThread;

/**
 * The Flight Recorder's sampled allocations.
 *
 * <p>The weight of a sample is what its thread allocated since that thread's sample before, so the first sample of each
 * thread weighs all that came before the recording and has to go (JDK-8307488). A virtual thread's samples are weighed
 * by its carrier, which they do not name; there the heaviest go, as many as there can be carriers.
 */
final class FlightAllocations {
    private final ClassNames classNames;
    private final CallPaths paths;
    private final List<RawAllocation> onPlatformThreads = new ArrayList<>();
    private final List<RawAllocation> onVirtualThreads = new ArrayList<>();
    private final List<RawAllocation> withExactWeight = new ArrayList<>();

    FlightAllocations(ClassNames classNames, CallPaths paths) {
        this.classNames = classNames;
        this.paths = paths;
    }

    void sample(RecordedEvent event) {
        RecordedThread thread = event.getThread();
        RecordedClass type = event.getValue("objectClass");
        if (ObserverThreads.isOne(RecordedThreads.name(thread))) {
            return;
        }
        boolean virtual = thread != null && thread.isVirtual();
        (virtual ? onVirtualThreads : onPlatformThreads)
                .add(new RawAllocation(
                        EventTimes.epochNanos(event.getStartTime()),
                        type == null ? "(unknown)" : classNames.source(type.getName()),
                        paths.path(event.getStackTrace()),
                        RecordedThreads.name(thread),
                        virtual ? -1 : RecordedThreads.id(thread),
                        0,
                        event.getLong("weight")));
    }

    /** Adds allocations whose weight is exact, as those of one buffer each are. */
    void exact(List<RawAllocation> allocations) {
        withExactWeight.addAll(allocations);
    }

    /** The samples in order of time without those whose weight is known to be wrong. */
    List<RawAllocation> trustworthy(int cores) {
        List<RawAllocation> kept = new ArrayList<>(withExactWeight);
        Set<Long> seen = new HashSet<>();
        onPlatformThreads.sort(Comparator.comparingLong(RawAllocation::epochNanos));
        for (RawAllocation sample : onPlatformThreads) {
            if (!seen.add(sample.threadId())) {
                kept.add(sample);
            }
        }
        onVirtualThreads.stream()
                .sorted(Comparator.comparingDouble(RawAllocation::weightBytes).reversed())
                .skip(Math.max(1, cores))
                .forEach(kept::add);
        kept.sort(Comparator.comparingLong(RawAllocation::epochNanos));
        return kept;
    }

    int count() {
        return onPlatformThreads.size() + onVirtualThreads.size() + withExactWeight.size();
    }
}
