package dev.cistern.lab.recording;

import dev.cistern.lab.LabException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jdk.jfr.EventType;
import jdk.jfr.consumer.RecordedClass;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedObject;
import jdk.jfr.consumer.RecordedThread;
import jdk.jfr.consumer.RecordingFile;
import org.jspecify.annotations.Nullable;

/**
 * Reads one kind of profile out of a recording file, event by event; what it keeps grows with the number of different
 * stacks and threads, not with the size of the file.
 *
 * <p>Reads the files of the JDK's Flight Recorder and those of async-profiler.
 */
public final class ProfileFile {
    private static final int PROGRESS_EVENTS = 65_536;

    private final Path path;
    private final ProfileKind kind;
    private final ProfileSink sink;
    private final FileBounds bounds;
    private final ClassNames classNames = new ClassNames();
    private final StackReader stacks;
    private final FlightMachine machine = new FlightMachine();
    private final Map<ProfileKind, Long> present = new EnumMap<>(ProfileKind.class);
    private final StreamedTotals totals = new StreamedTotals();
    private final HeldSamples held = new HeldSamples(this::allocated);
    private final List<String> notes = new ArrayList<>();
    private ProfileSettings settings = new ProfileSettings(Map.of());
    private double weight;
    private long samples;
    private boolean timed;
    private boolean partial;

    private ProfileFile(Path path, ProfileKind kind, ProfileSink sink) {
        this.path = path;
        this.kind = kind;
        this.sink = sink;
        this.bounds = FileBounds.read(path);
        this.stacks = new StackReader(classNames, sink);
    }

    /**
     * Reads a file.
     *
     * @param path the file
     * @param kind what to read of it
     * @param sink takes the stacks and weights, which are to be multiplied by the factor that is returned
     * @param progress is told how far it has come
     * @return what is known beside the stacks; without samples where the file has none of this kind
     * @throws LabException.BadInput if it is not there, no recording, empty, truncated or damaged before its first sample
     */
    public static ProfileFacts read(Path path, ProfileKind kind, ProfileSink sink, Progress progress) {
        ProfileFile file = new ProfileFile(path, kind, sink);
        try (RecordingFile events = new RecordingFile(path)) {
            file.readEvents(events, progress);
        } catch (IOException e) {
            file.damaged(String.valueOf(e.getMessage()), e);
        } catch (RuntimeException e) {
            // The JDK's parser trusts what it reads and fails in many ways on bytes that no JVM wrote.
            file.damaged("an event in it cannot be understood (" + e + ")", e);
        }
        return file.facts();
    }

    private void damaged(String what, Exception cause) {
        if (samples == 0) {
            throw FileBounds.damaged(path, what, cause);
        }
        partial = true;
        notes.add(path.getFileName() + " is damaged: " + what + "; what lies behind that point is missing.");
    }

    private void readEvents(RecordingFile events, Progress progress) throws IOException {
        Map<Long, String> names = new HashMap<>();
        for (EventType type : events.readEventTypes()) {
            names.put(type.getId(), type.getName());
        }
        settings = new ProfileSettings(names);
        String phase = "reading " + path.getFileName();
        double done = 0;
        for (long count = 0; events.hasMoreEvents(); count++) {
            RecordedEvent event = events.readEvent();
            accept(event);
            if (count % PROGRESS_EVENTS == 0) {
                double at = EventTimes.epochNanos(event.getEndTime()) - bounds.startEpochNanos();
                done = Math.max(done, at / Math.max(1, bounds.endEpochNanos() - bounds.startEpochNanos()));
                progress.report(phase, Math.clamp(done, 0, 1));
            }
        }
    }

    private void accept(RecordedEvent event) {
        String name = event.getEventType().getName();
        switch (name) {
            case "jdk.ActiveRecording" -> settings.recording(event);
            case "jdk.ActiveSetting" -> settings.setting(event);
            case "jdk.ThreadAllocationStatistics" -> totals.counts().count(event);
            case "jdk.ExecutionSample" -> {
                if (!settings.countsCpuTime() && !"STATE_SLEEPING".equals(event.getString("state"))) {
                    time(ProfileKind.CPU, event, "sampledThread", settings.cpuNanos(), 1);
                }
            }
            case "jdk.CPUTimeSample" -> {
                if (event.getStackTrace() != null) {
                    time(
                            ProfileKind.CPU,
                            event,
                            "eventThread",
                            event.getDuration("samplingPeriod").toNanos(),
                            1);
                }
            }
            case "profiler.WallClockSample" -> {
                int count = event.getInt("samples");
                time(ProfileKind.WALL, event, "sampledThread", settings.wallNanos(), Math.max(1, count));
            }
            case "jdk.JavaMonitorEnter" -> waited(event, "monitorClass");
            case "jdk.ThreadPark" -> parked(event);
            default -> memory(name, event);
        }
    }

    private void memory(String name, RecordedEvent event) {
        switch (name) {
            case "jdk.ObjectAllocationSample" -> flightAllocation(event);
            case ProfilerFile.IN_NEW_TLAB -> profiled(event, event.getLong("tlabSize"));
            case ProfilerFile.OUTSIDE_TLAB -> profiled(event, event.getLong("allocationSize"));
            case ProfilerFile.LIVE_OBJECT -> live(event);
            case "jdk.OldObjectSample" -> oldObject(event);
            default -> machine.accept(name, event);
        }
    }

    private void time(ProfileKind its, RecordedEvent event, String threadField, long nanos, long count) {
        if (counts(its, count) && !isObserver(event, threadField)) {
            timed |= nanos > 0;
            add(stacks.number(event.getStackTrace(), ""), (nanos > 0 ? nanos : 1) * (double) count, count);
        }
    }

    private void parked(RecordedEvent event) {
        // A park without a lock's own queue is a thread that waits for work, which nobody keeps from it.
        RecordedClass parked = event.getValue("parkedClass");
        if (settings.byProfiler() || (parked != null && isLock(parked.getName()))) {
            waited(event, "parkedClass");
        }
    }

    private static boolean isLock(String className) {
        return className.startsWith("java.util.concurrent.locks.Reentrant")
                || className.startsWith("java.util.concurrent.locks.StampedLock")
                || className.startsWith("java.util.concurrent.Semaphore");
    }

    private void waited(RecordedEvent event, String classField) {
        if (counts(ProfileKind.LOCK, 1)) {
            timed = true;
            RecordedClass type = event.getValue(classField);
            add(
                    stacks.number(event.getStackTrace(), type == null ? "" : classNames.source(type.getName())),
                    (double) event.getDuration().toNanos(),
                    1);
        }
    }

    private void flightAllocation(RecordedEvent event) {
        if (counts(ProfileKind.ALLOC, 1) && !isObserver(event, "eventThread")) {
            RecordedThread thread = event.getThread();
            boolean virtual = thread != null && thread.isVirtual();
            HeldSamples.Sample sample = new HeldSamples.Sample(
                    stacks.number(event.getStackTrace(), type(event.getValue("objectClass"))),
                    EventTimes.epochNanos(event.getStartTime()),
                    virtual ? -1 : RecordedThreads.id(thread),
                    event.getLong("weight"));
            if (virtual) {
                held.onVirtualThread(sample);
            } else {
                held.onPlatformThread(sample);
            }
        }
    }

    private void profiled(RecordedEvent event, long bufferBytes) {
        if (counts(ProfileKind.ALLOC, 1) && !isObserver(event, "eventThread")) {
            double bytes = settings.byProfiler()
                    ? SampleWeights.weight(event.getLong("allocationSize"), settings.allocationInterval(bufferBytes))
                    : bufferBytes;
            RecordedThread thread = event.getValue("eventThread");
            allocated(new HeldSamples.Sample(
                    stacks.number(event.getStackTrace(), type(event.getValue("objectClass"))),
                    EventTimes.epochNanos(event.getStartTime()),
                    RecordedThreads.id(thread),
                    bytes));
        }
    }

    private void allocated(HeldSamples.Sample sample) {
        totals.sampled(sample.epochNanos(), sample.threadId(), sample.bytes());
        add(sample.stack(), sample.bytes(), 1);
    }

    private void live(RecordedEvent event) {
        if (counts(ProfileKind.LIVE, 1) && !isObserver(event, "eventThread")) {
            long size = event.getLong("allocationSize");
            double bytes = SampleWeights.weight(size, settings.allocationInterval(SampleWeights.JVM_DEFAULT_INTERVAL));
            add(stacks.number(event.getStackTrace(), type(event.getValue("objectClass"))), bytes, 1);
        }
    }

    private void oldObject(RecordedEvent event) {
        if (counts(ProfileKind.LIVE, 1)) {
            RecordedObject object = event.getValue("object");
            RecordedClass type = object == null ? null : object.getValue("type");
            add(stacks.number(event.getStackTrace(), type(type)), 1, 1);
        }
    }

    private String type(@Nullable RecordedClass type) {
        return type == null ? "(unknown)" : classNames.source(type.getName());
    }

    /** Notes that the file has samples of a kind; says whether it is the one that is wanted. */
    private boolean counts(ProfileKind its, long count) {
        present.merge(its, count, Long::sum);
        return its == kind;
    }

    private static boolean isObserver(RecordedEvent event, String field) {
        RecordedThread thread = event.getValue(field);
        return ObserverThreads.isOne(RecordedThreads.name(thread));
    }

    private void add(int stack, double more, long count) {
        weight += more;
        samples += count;
        sink.add(stack, more, count);
    }

    private ProfileFacts facts() {
        int dropped = kind == ProfileKind.ALLOC ? held.finish(machine.cores()) : 0;
        StreamedTotals.Compared compared =
                kind == ProfileKind.ALLOC ? totals.compared() : new StreamedTotals.Compared(0, 0);
        return new ProfileFacts(
                machine.target(List.of()),
                settings.byProfiler() ? Engine.ASYNC_PROFILER.label() : Engine.JFR.label(),
                unit(),
                bounds.startEpochNanos(),
                (bounds.endEpochNanos() - bounds.startEpochNanos()) / 1e9,
                samples,
                dropped,
                compared.factor(),
                compared.exact() > 0 ? compared.sampled() : weight,
                compared.exact() > 0 ? compared.exact() : Double.NaN,
                Map.copyOf(present),
                partial,
                notes(compared));
    }

    private ProfileUnit unit() {
        return switch (kind) {
            case ALLOC -> ProfileUnit.BYTES;
            case LIVE -> settings.byProfiler() ? ProfileUnit.BYTES : ProfileUnit.SAMPLES;
            case CPU, WALL, LOCK -> timed ? ProfileUnit.NANOSECONDS : ProfileUnit.SAMPLES;
        };
    }

    private List<String> notes(StreamedTotals.Compared compared) {
        if (samples == 0) {
            return List.copyOf(notes);
        }
        if (kind == ProfileKind.ALLOC && compared.exact() == 0) {
            notes.add(path.getFileName() + " does not tell how much the JVM allocated in all, so the bytes are as they"
                    + " were sampled. Record with the settings of 'cistern settings'.");
        }
        if (kind == ProfileKind.ALLOC && !settings.byProfiler()) {
            notes.add("The Flight Recorder prefers some sites to others in regular code: a site can be drawn 73 % too"
                    + " wide or 37 % too narrow.");
        }
        if (kind == ProfileKind.LIVE && !settings.byProfiler()) {
            notes.add("The Flight Recorder follows only a few hundred objects, so this counts samples, not bytes.");
        }
        if (kind == ProfileKind.CPU && !settings.byProfiler() && !settings.countsCpuTime()) {
            notes.add(
                    "The Flight Recorder samples a few threads at a time, so this is where the program is, not how much"
                            + " CPU time it takes.");
        }
        return List.copyOf(notes);
    }
}
