package dev.cistern.lab.recording;

import java.util.ArrayList;
import java.util.List;
import jdk.jfr.consumer.RecordedEvent;

/**
 * The allocation events that async-profiler writes into its files, and old settings of the Flight Recorder too.
 *
 * <p>async-profiler gives as size of the buffer the larger of its sampling interval and the object, so the smallest one
 * is the interval. With the Flight Recorder each event stands for all that its buffer held.
 */
final class TlabAllocations {
    private final ProfilerFile reader = new ProfilerFile();
    private final List<RawAllocation> allocations = new ArrayList<>();
    private final List<SurvivorSample> survivors = new ArrayList<>();
    private long intervalBytes = Long.MAX_VALUE;

    void inBuffer(RecordedEvent event) {
        long buffer = event.getLong("tlabSize");
        intervalBytes = Math.min(intervalBytes, buffer);
        add(reader.allocation(event), buffer);
    }

    void outside(RecordedEvent event) {
        RawAllocation allocation = reader.allocation(event);
        add(allocation, allocation.sizeBytes());
    }

    private void add(RawAllocation allocation, long weightBytes) {
        if (!ObserverThreads.isOne(allocation.thread())) {
            allocations.add(allocation.weighed((double) weightBytes));
        }
    }

    void live(RecordedEvent event) {
        survivors.add(reader.survivor(event));
    }

    List<RawAllocation> allocations() {
        return List.copyOf(allocations);
    }

    List<SurvivorSample> survivors() {
        return List.copyOf(survivors);
    }

    /** The profiler's sampling interval. */
    long intervalBytes() {
        return intervalBytes == Long.MAX_VALUE ? SampleWeights.JVM_DEFAULT_INTERVAL : Math.max(1, intervalBytes);
    }
}
