package dev.cistern.lab.recording;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import jdk.jfr.consumer.RecordedClass;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedThread;
import jdk.jfr.consumer.RecordingFile;

/** Reads the allocations and the survivors out of a file that async-profiler wrote. */
final class ProfilerFile {
    static final String IN_NEW_TLAB = "jdk.ObjectAllocationInNewTLAB";
    static final String OUTSIDE_TLAB = "jdk.ObjectAllocationOutsideTLAB";
    static final String LIVE_OBJECT = "profiler.LiveObject";

    private final ClassNames classNames = new ClassNames();
    private final CallPaths paths = new CallPaths(classNames);

    /** Reads one session whose bounds were taken by the clock around it. */
    ProfiledSession read(Path file, long startEpochNanos, long endEpochNanos, long intervalBytes, boolean tracked)
            throws IOException {
        List<RawAllocation> allocations = new ArrayList<>();
        List<SurvivorSample> survivors = new ArrayList<>();
        List<ProfiledSession.CollectionCount> collections = new ArrayList<>();
        try (RecordingFile events = new RecordingFile(file)) {
            while (events.hasMoreEvents()) {
                RecordedEvent event = events.readEvent();
                switch (event.getEventType().getName()) {
                    case IN_NEW_TLAB, OUTSIDE_TLAB -> {
                        RawAllocation allocation = allocation(event);
                        if (!ObserverThreads.isOne(allocation.thread())) {
                            allocations.add(allocation);
                        }
                    }
                    case LIVE_OBJECT -> {
                        if (!ObserverThreads.isOne(RecordedThreads.name(event.getValue("eventThread")))) {
                            survivors.add(survivor(event));
                        }
                    }
                    case "jdk.GCHeapSummary" ->
                        collections.add(new ProfiledSession.CollectionCount(
                                EventTimes.epochNanos(event.getStartTime()), event.getLong("gcId")));
                    default -> {} // facts of the machine, which are taken from the Flight Recorder
                }
            }
        }
        allocations.sort(Comparator.comparingLong(RawAllocation::epochNanos));
        return new ProfiledSession(
                startEpochNanos, endEpochNanos, intervalBytes, tracked, allocations, survivors, collections);
    }

    RawAllocation allocation(RecordedEvent event) {
        RecordedThread thread = event.getValue("eventThread");
        return new RawAllocation(
                EventTimes.epochNanos(event.getStartTime()),
                className(event),
                paths.path(event.getStackTrace()),
                RecordedThreads.name(thread),
                RecordedThreads.id(thread),
                event.getLong("allocationSize"),
                0);
    }

    SurvivorSample survivor(RecordedEvent event) {
        return new SurvivorSample(
                EventTimes.epochNanos(event.getInstant("allocationTime")),
                EventTimes.epochNanos(event.getStartTime()),
                className(event),
                paths.path(event.getStackTrace()),
                event.getLong("allocationSize"));
    }

    private String className(RecordedEvent event) {
        RecordedClass type = event.getValue("objectClass");
        return type == null ? "(unknown)" : classNames.source(type.getName());
    }
}
