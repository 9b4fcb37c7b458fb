package dev.cistern.lab.recording;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/** What one or several Flight Recorder files tell. */
final class FlightFacts {
    private final ClassNames classNames = new ClassNames();
    private final FlightAllocations allocations = new FlightAllocations(classNames, new CallPaths(classNames));
    private final TlabAllocations tlabs = new TlabAllocations();
    private final CollectionEvents collections = new CollectionEvents();
    private final ThreadAllocations threads = new ThreadAllocations();
    private final InliningEvents inlining = new InliningEvents(classNames);
    private final FlightMachine machine = new FlightMachine();
    private final Set<String> kinds = new HashSet<>();

    /** Nothing recorded. */
    FlightFacts() {}

    /** Reads a file that is known to be there. */
    static FlightFacts read(Path file) throws IOException {
        FlightFacts facts = new FlightFacts();
        try (RecordingFile events = new RecordingFile(file)) {
            while (events.hasMoreEvents()) {
                facts.accept(events.readEvent());
            }
        }
        return facts;
    }

    void accept(RecordedEvent event) {
        String kind = event.getEventType().getName();
        kinds.add(kind);
        switch (kind) {
            case "jdk.ObjectAllocationSample" -> allocations.sample(event);
            case "jdk.GarbageCollection" -> collections.collection(event);
            case "jdk.GCHeapSummary" -> collections.heapSummary(event);
            case "jdk.GCCPUTime" -> collections.cpuTime(event);
            case "jdk.G1GarbageCollection" -> collections.g1Collection(event);
            case "jdk.ThreadAllocationStatistics" -> threads.count(event);
            case ProfilerFile.IN_NEW_TLAB -> tlabs.inBuffer(event);
            case ProfilerFile.OUTSIDE_TLAB -> tlabs.outside(event);
            case ProfilerFile.LIVE_OBJECT -> tlabs.live(event);
            case "jdk.CompilerInlining" -> inlining.decision(event);
            default -> machine.accept(kind, event);
        }
    }

    /** Whether the files have an event of this kind. */
    boolean has(String kind) {
        return kinds.contains(kind);
    }

    FlightAllocations allocations() {
        return allocations;
    }

    TlabAllocations tlabs() {
        return tlabs;
    }

    List<Collection> collections() {
        return collections.inOrder();
    }

    ThreadAllocations threads() {
        return threads;
    }

    List<Recording.InliningRefusal> inlining() {
        return inlining.refusals();
    }

    FlightMachine machine() {
        return machine;
    }
}
