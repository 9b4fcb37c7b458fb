package dev.cistern.lab.recording;

import dev.cistern.lab.LabException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/** What one file tells, as a recording of a single window. */
final class RecordedFile {
    private static final String PROFILER = "async-profiler";

    private final Path path;
    private final FileBounds bounds;
    private final FlightFacts facts = new FlightFacts();
    private boolean byProfiler;

    private RecordedFile(Path path) {
        this.path = path;
        this.bounds = FileBounds.read(path);
    }

    /** Reads a file event by event. */
    static RecordedFile read(Path path) {
        RecordedFile file = new RecordedFile(path);
        try (RecordingFile events = new RecordingFile(path)) {
            while (events.hasMoreEvents()) {
                file.accept(events.readEvent());
            }
        } catch (IOException e) {
            throw FileBounds.damaged(path, String.valueOf(e.getMessage()), e);
        } catch (RuntimeException e) {
            // The JDK's parser trusts what it reads and fails in many ways on bytes that no JVM wrote.
            throw FileBounds.damaged(path, "an event in it cannot be understood (" + e + ")", e);
        }
        return file;
    }

    private void accept(RecordedEvent event) {
        if (event.getEventType().getName().equals("jdk.ActiveRecording")) {
            String name = event.getString("name");
            byProfiler |= name != null && name.startsWith(PROFILER);
        }
        facts.accept(event);
    }

    FlightFacts facts() {
        return facts;
    }

    Path path() {
        return path;
    }

    /** Whether async-profiler sampled the allocations in it. */
    boolean byProfiler() {
        return byProfiler && !facts.tlabs().allocations().isEmpty();
    }

    /** The file's own recording. */
    Recording recording() {
        TargetFacts target = facts.machine().target(facts.collections());
        if (target.javaVersion() != 0 && target.javaVersion() < Jvms.OLDEST) {
            throw new LabException.BadInput(path + " was recorded in a Java " + target.javaVersion()
                    + ", but Cistern judges Java " + Jvms.OLDEST + " and newer; record the program on a newer JVM");
        }
        return byProfiler() ? profiled(target) : flown(target);
    }

    private Recording profiled(TargetFacts target) {
        TlabAllocations sampled = facts.tlabs();
        ProfiledSession session = new ProfiledSession(
                bounds.startEpochNanos(),
                bounds.endEpochNanos(),
                sampled.intervalBytes(),
                !sampled.survivors().isEmpty(),
                sampled.allocations(),
                sampled.survivors(),
                List.of());
        return assembly(target, List.of(session)).profiled(List.of(), List.of());
    }

    private Recording flown(TargetFacts target) {
        if (!facts.has("jdk.ObjectAllocationSample")) {
            facts.allocations().exact(facts.tlabs().allocations());
        }
        return assembly(target, List.of()).flown(List.of());
    }

    private RecordingAssembly assembly(TargetFacts target, List<ProfiledSession> sessions) {
        Observed observed = new Observed(bounds.startEpochNanos(), bounds.endEpochNanos(), sessions, false, List.of());
        return new RecordingAssembly(target, observed, facts, 1, false);
    }
}
