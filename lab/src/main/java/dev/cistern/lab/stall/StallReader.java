package dev.cistern.lab.stall;

import dev.cistern.lab.LabException;
import dev.cistern.lab.recording.AllocationRounds;
import dev.cistern.lab.recording.FlightFile;
import dev.cistern.lab.recording.FlightStacks;
import dev.cistern.lab.recording.FlightSubject;
import dev.cistern.lab.recording.Frame;
import dev.cistern.lab.recording.Progress;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jdk.jfr.consumer.RecordedClass;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedThread;
import org.jspecify.annotations.Nullable;

/** Reads from flight recordings when threads stood still, one event at a time. */
public final class StallReader {
    private static final int MOST_TICKS = 200_000;
    private static final int MOST_LEVELS = 4_000;

    final AllocationGrid.Grid grid;
    final AllocationGrid allocation;
    final Spans spans;
    /** Threads that waited for memory, and pauses that allocation asked for. */
    final Intervals byAllocation = new Intervals();
    /** Waits of threads for memory alone. */
    final Intervals stalls = new Intervals();

    final Intervals pauses = new Intervals();
    final List<StallReport.Band> bands = new ArrayList<>();
    final List<StallReport.HeapLevel> heap = new ArrayList<>();
    final FlightSubject subject = new FlightSubject();
    final List<RawSpan> waits = new ArrayList<>();

    private final long minNanos;
    private final FlightStacks stacks = new FlightStacks();
    private final AllocationRounds rounds;
    private final Map<Long, String> threadNames = new HashMap<>();
    private final List<Tick> ticks = new ArrayList<>();
    private final List<RawPause> rawPauses = new ArrayList<>();
    private final Map<Long, String> collections = new HashMap<>();
    private final Set<String> kinds = new HashSet<>();

    StallReader(long startNanos, long endNanos, StallOptions options) {
        minNanos = options.minSpan().toNanos();
        grid = new AllocationGrid.Grid(startNanos, endNanos);
        allocation = new AllocationGrid(grid);
        spans = new Spans(minNanos);
        rounds = new AllocationRounds((from, to, byThread) -> byThread.forEach((thread, bytes) ->
                allocation.thread(threadNames.getOrDefault(thread, "thread " + thread), from, to, bytes)));
    }

    /** An allocation that needed a collection. */
    private record Tick(long nanos, long gcId, long bytes, String thread, List<Frame> path) {}

    private record RawPause(long fromNanos, long toNanos, long gcId, String name) {}

    /**
     * Reads files as one observation.
     *
     * @param files the files, at least one, of one JVM
     * @param options what to look for
     * @param progress is told how far it has come
     * @return the report
     * @throws LabException.BadInput if one is not there, unreadable, empty, damaged or no recording
     * @throws LabException.NoConclusion if they have no event that tells of stalls or pauses
     */
    public static StallReport read(List<Path> files, StallOptions options, Progress progress) {
        long start = Long.MAX_VALUE;
        long end = Long.MIN_VALUE;
        for (Path file : files) {
            FlightFile.Extent extent = FlightFile.check(file);
            start = Math.min(start, extent.startEpochNanos());
            end = Math.max(end, extent.endEpochNanos());
        }
        StallReader reader = new StallReader(start, end, options);
        FlightFile.Extent extent = FlightFile.read(files, progress, reader::accept);
        List<String> notes = new ArrayList<>();
        if (extent.truncated()) {
            notes.add("The end of the recording is missing; it was read as far as it is whole.");
        }
        List<String> names = files.stream().map(Path::toString).toList();
        return new StallAnalysis(reader.finished(), reader.subject.facts(), options)
                .report(false, names, extent.startEpochNanos(), extent.endEpochNanos(), extent.truncated(), notes);
    }

    void accept(RecordedEvent event) {
        String kind = event.getEventType().getName();
        switch (kind) {
            case "jdk.ZAllocationStall" -> zStall(event);
            case "jdk.AllocationRequiringGC" -> tick(event);
            case "jdk.GCPhasePause" -> pause(event);
            case "jdk.GarbageCollection" -> collection(event);
            case "jdk.ExecuteVMOperation" -> operation(event);
            case "jdk.JavaMonitorEnter" -> span(event, StallKind.LOCK, type(event, "monitorClass"));
            case "jdk.ThreadPark" -> park(event);
            case "dev.cistern.PoolWait" -> span(event, StallKind.POOL_WAIT, text(event, "pool"));
            case "dev.cistern.CacheLoad" -> span(event, StallKind.CACHE_LOAD, text(event, "cache"));
            case "jdk.ObjectAllocationSample" -> sample(event);
            case "jdk.ThreadAllocationStatistics" -> count(event);
            case "jdk.GCHeapSummary" -> level(event);
            default -> {}
        }
        kinds.add(kind);
        subject.accept(event);
    }

    private void zStall(RecordedEvent event) {
        if (FlightStacks.observes(event.getThread())) {
            return;
        }
        long from = nanos(event.getStartTime());
        long to = nanos(event.getEndTime());
        stalls.add(from, to);
        byAllocation.add(from, to);
        waited(event, from, to, event.getLong("size"), stacks.path(event.getStackTrace()));
    }

    private void waited(RecordedEvent event, long from, long to, long bytes, List<Frame> path) {
        waited(FlightStacks.threadName(event.getThread()), from, to, bytes, path);
    }

    private void waited(String thread, long from, long to, long bytes, List<Frame> path) {
        RawSpan span = new RawSpan(thread, from, to, StallKind.ALLOCATION, size(bytes), path);
        spans.add(span);
        if (waits.size() < MOST_TICKS) {
            waits.add(span);
        }
    }

    /** Sizes by powers of two, so that there are few causes. */
    private static String size(long bytes) {
        long power = Math.max(16, Long.highestOneBit(Math.max(1, bytes - 1)) * 2);
        String shown =
                power >= 1 << 20 ? (power >> 20) + " MiB" : power >= 1 << 10 ? (power >> 10) + " KiB" : power + " B";
        return "waits for up to " + shown;
    }

    private void tick(RecordedEvent event) {
        if (ticks.size() < MOST_TICKS && !FlightStacks.observes(event.getThread())) {
            ticks.add(new Tick(
                    nanos(event.getStartTime()),
                    event.getLong("gcId"),
                    event.getLong("size"),
                    FlightStacks.threadName(event.getThread()),
                    stacks.path(event.getStackTrace())));
        }
    }

    private void pause(RecordedEvent event) {
        rawPauses.add(new RawPause(
                nanos(event.getStartTime()), nanos(event.getEndTime()), event.getLong("gcId"), text(event, "name")));
    }

    private void collection(RecordedEvent event) {
        String cause = text(event, "cause");
        collections.put(event.getLong("gcId"), text(event, "name") + (cause.isEmpty() ? "" : " (" + cause + ")"));
    }

    /** Operations for which the program stands still, but for those of collectors, which are known already. */
    private void operation(RecordedEvent event) {
        String name = text(event, "operation");
        boolean collects =
                name.matches("G1.*|Z[A-Z].*|Shenandoah.*|Parallel.*|Gen.*|CGC.*|.*Collect.*|XMark.*|XReloc.*");
        if (event.getBoolean("safepoint") && !collects) {
            rawPauses.add(
                    new RawPause(nanos(event.getStartTime()), nanos(event.getEndTime()), -1, "safepoint " + name));
        }
    }

    private void park(RecordedEvent event) {
        String type = type(event, "parkedClass");
        boolean lock = type.endsWith("Sync") && !type.contains("Condition");
        span(event, lock ? StallKind.LOCK : StallKind.PARK, type);
    }

    private void span(RecordedEvent event, StallKind kind, String detail) {
        if (FlightStacks.observes(event.getThread())) {
            return;
        }
        long from = nanos(event.getStartTime());
        long to = nanos(event.getEndTime());
        List<Frame> path = spans.shows(to - from) ? stacks.path(event.getStackTrace()) : List.of();
        spans.add(new RawSpan(FlightStacks.threadName(event.getThread()), from, to, kind, detail, path));
    }

    private void sample(RecordedEvent event) {
        RecordedThread thread = event.getThread();
        if (FlightStacks.observes(thread) || !allocation.trusted(FlightStacks.threadId(thread))) {
            return;
        }
        RecordedClass type = event.getClass("objectClass");
        allocation.sample(
                nanos(event.getStartTime()),
                (double) event.getLong("weight"),
                stacks.className(type),
                stacks.path(event.getStackTrace()));
    }

    private void count(RecordedEvent event) {
        RecordedThread thread = event.getValue("thread");
        threadNames.computeIfAbsent(FlightStacks.threadId(thread), fresh -> FlightStacks.threadName(thread));
        rounds.accept(event);
    }

    private void level(RecordedEvent event) {
        if (heap.size() < MOST_LEVELS) {
            heap.add(new StallReport.HeapLevel(
                    grid.sinceStart(nanos(event.getStartTime())),
                    event.getLong("heapUsed"),
                    event.getLong("heapSpace.committedSize")));
        }
    }

    /** Joins what needs the names and ends of collections. */
    StallReader finished() {
        rounds.finish();
        Set<Long> asked = new HashSet<>();
        ticks.forEach(tick -> asked.add(tick.gcId));
        Map<Long, Long> ends = new HashMap<>();
        for (RawPause pause : rawPauses) {
            ends.merge(pause.gcId, pause.toNanos, Math::max);
            join(pause, pause.gcId >= 0 && asked.contains(pause.gcId));
        }
        for (Tick tick : ticks) {
            long end = ends.getOrDefault(tick.gcId, tick.nanos);
            if (end > tick.nanos) {
                waited(tick.thread, tick.nanos, end, tick.bytes, tick.path);
            }
        }
        ticks.clear();
        return this;
    }

    private void join(RawPause pause, boolean asked) {
        String collection = collections.getOrDefault(pause.gcId, "");
        boolean whole = pause.name.startsWith("GC Pause") || pause.name.isEmpty();
        String name = whole && !collection.isEmpty() ? collection : pause.name;
        // A collection for want of memory is allocation's doing even where no thread is known to have asked for it.
        boolean wanted = asked || collection.contains("Allocation Failure") || collection.contains("Out of Memory");
        pauses.add(pause.fromNanos, pause.toNanos);
        spans.count(StallKind.PAUSE, name, pause.toNanos - pause.fromNanos);
        if (wanted) {
            byAllocation.add(pause.fromNanos, pause.toNanos);
        }
        if (pause.toNanos - pause.fromNanos >= minNanos) {
            bands.add(new StallReport.Band(
                    grid.sinceStart(pause.fromNanos), (pause.toNanos - pause.fromNanos) / 1e9, name, wanted));
        }
    }

    boolean has(String kind) {
        return kinds.contains(kind);
    }

    private static String text(RecordedEvent event, String field) {
        String value = event.hasField(field) ? event.getString(field) : null;
        return value == null ? "" : value;
    }

    private String type(RecordedEvent event, String field) {
        @Nullable RecordedClass type = event.hasField(field) ? event.getClass(field) : null;
        return stacks.className(type);
    }

    private static long nanos(Instant instant) {
        return instant.getEpochSecond() * 1_000_000_000L + instant.getNano();
    }
}
