package dev.cistern.lab.gc;

import dev.cistern.lab.LabException;
import dev.cistern.lab.recording.AllocationRounds;
import dev.cistern.lab.recording.FlightFile;
import dev.cistern.lab.recording.FlightSubject;
import dev.cistern.lab.recording.Progress;
import java.nio.file.Path;
import java.time.Instant;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import jdk.jfr.consumer.RecordedEvent;
import org.jspecify.annotations.Nullable;

/**
 * Reads the heap and its collections from flight recordings, one event at a time.
 *
 * <p>Allocation is exact where the recording has the allocation statistics of threads, which the settings of {@code
 * cistern settings} ask for; otherwise it follows from the heap before and after collections, as in a log.
 */
public final class GcFlightReader {
    private static final long BUCKET_NANOS = 100_000_000L;

    private final GcHistory history;
    private final FlightSubject subject = new FlightSubject();
    private final Map<Long, Summary> open = new HashMap<>();
    private final BitSet major = new BitSet();
    private final Map<Long, String> names = new HashMap<>();
    private final Pairs pairs = new Pairs();
    private final TimeSeries pauseNanos = new TimeSeries();
    private final TimeSeries pauseIds = new TimeSeries();
    private final TreeMap<Long, long[]> operations = new TreeMap<>();
    private final Map<String, String> phases = new HashMap<>();
    private final AllocationRounds rounds;
    private final @Nullable String operationEvent;
    private boolean finished;

    GcFlightReader(GcHistory history, GcOptions options) {
        this.history = history;
        this.operationEvent = options.operationEvent();
        this.rounds = new AllocationRounds((from, to, byThread) -> history.allocated.add(
                from, to, byThread.values().stream().mapToDouble(bytes -> bytes).sum()));
    }

    private record Summary(long nanos, double used, double committed) {}

    /** Heaps before and after collections, for where nothing tells allocation exactly. */
    private static final class Pairs {
        private final TimeSeries before = new TimeSeries();
        private final TimeSeries after = new TimeSeries();
        private final TimeSeries committed = new TimeSeries();
        private final TimeSeries ids = new TimeSeries();

        private void add(long id, Summary first, long nanos, double used, double committedBytes) {
            before.add(first.nanos, first.used);
            after.add(nanos, used);
            committed.add(nanos, committedBytes);
            ids.add(nanos, id);
        }
    }

    /**
     * Reads files as one history.
     *
     * @param files the files, at least one, of one JVM
     * @param options what counts as an operation
     * @param progress is told how far it has come
     * @return what they tell
     * @throws LabException.BadInput if one is not there, unreadable, empty, damaged or no recording
     * @throws LabException.NoConclusion if there is no collection in them
     */
    public static GcHistory read(List<Path> files, GcOptions options, Progress progress) {
        GcHistory history = new GcHistory(GcHistory.Source.RECORDING);
        GcFlightReader reader = new GcFlightReader(history, options);
        FlightFile.Extent extent = FlightFile.read(files, progress, reader::accept);
        files.forEach(file -> history.input(file.toString()));
        history.span(extent.startEpochNanos(), extent.endEpochNanos());
        if (extent.truncated()) {
            history.markPartial("The end of the recording is missing; it was read as far as it is whole.");
        }
        history.target(reader.subject.facts());
        String names = String.join(", ", files.stream().map(Path::toString).toList());
        reader.finish(names + " has no collection in it; record for longer under load, with the settings of 'cistern"
                + " settings'");
        return history;
    }

    void accept(RecordedEvent event) {
        String kind = event.getEventType().getName();
        switch (kind) {
            case "jdk.GCHeapSummary" -> summary(event);
            case "jdk.GarbageCollection" -> collection(event);
            case "jdk.GCPhasePause" -> pause(event);
            case "jdk.ThreadAllocationStatistics" -> rounds.accept(event);
            case "jdk.GCHeapMemoryUsage" ->
                history.heap(nanos(event.getStartTime()), (double) event.getLong("used"), (double)
                        event.getLong("committed"));
            case "jdk.ResidentSetSize" -> history.rss.add(nanos(event.getStartTime()), event.getLong("size"));
            case "jdk.ZAllocationStall" ->
                history.stall(nanos(event.getStartTime()), event.getDuration().toNanos());
            case "jdk.EvacuationFailed" -> history.sign(Sign.EVACUATION_FAILURE);
            default -> {}
        }
        subject.accept(event);
        if (kind.equals(operationEvent)) {
            operations.computeIfAbsent(nanos(event.getEndTime()) / BUCKET_NANOS, fresh -> new long[1])[0]++;
        }
    }

    private void summary(RecordedEvent event) {
        long id = event.getLong("gcId");
        long nanos = nanos(event.getStartTime());
        double used = event.getLong("heapUsed");
        double committed = event.getLong("heapSpace.committedSize");
        if ("Before GC".equals(event.getString("when"))) {
            open.put(id, new Summary(nanos, used, committed));
            history.heap(nanos, used, committed);
            return;
        }
        Summary before = open.remove(id);
        if (before != null) {
            pairs.add(id, before, nanos, used, committed);
        }
    }

    private void collection(RecordedEvent event) {
        String name = event.getString("name");
        String cause = event.getString("cause");
        int id = (int) event.getLong("gcId");
        history.collections.add(nanos(event.getStartTime()), id);
        if (FlightSubject.looksAtOld(name)) {
            major.set(id);
        }
        String words = name + (cause == null ? "" : " (" + cause + ")");
        names.put((long) id, phases.computeIfAbsent(words, same -> same));
        boolean full = name.equals("G1Full") || name.equals("SerialOld") || name.equals("ParallelOld");
        if ("System.gc()".equals(cause) && !name.equals("ParallelScavenge") && !name.equals("DefNew")) {
            history.sign(Sign.EXPLICIT_COLLECTION);
        } else if (full || name.contains("Full")) {
            history.sign(Sign.FULL_COLLECTION);
        }
        if (name.contains("Degenerated")) {
            history.sign(Sign.DEGENERATED);
        }
        if ("G1 Humongous Allocation".equals(cause)) {
            history.sign(Sign.HUMONGOUS_ALLOCATION);
        }
    }

    private void pause(RecordedEvent event) {
        long nanos = nanos(event.getStartTime());
        pauseNanos.add(nanos, event.getDuration().toNanos());
        pauseIds.add(nanos, event.getLong("gcId"));
        pausePhases.add(phases.computeIfAbsent(event.getString("name"), same -> same));
    }

    private final List<String> pausePhases = new java.util.ArrayList<>();

    /** Joins what had to wait for the names of collections. */
    void finish(String nothing) {
        if (finished) {
            return;
        }
        finished = true;
        rounds.finish();
        pauses();
        heaps();
        count();
        history.finish();
        if (history.collections.size() == 0) {
            throw new LabException.NoConclusion(nothing);
        }
    }

    private void pauses() {
        for (int i = 0; i < pauseNanos.size(); i++) {
            String phase = pausePhases.get(i);
            String name = names.getOrDefault((long) pauseIds.value(i), "");
            // Only a collector that stops the program once a collection calls that by no name of its own.
            boolean whole = phase.startsWith("GC Pause") || phase.isEmpty();
            String kind = whole && !name.isEmpty() ? name : phase;
            history.pause(pauseNanos.nanos(i), (long) pauseNanos.value(i), kind);
        }
    }

    private void heaps() {
        boolean exact = history.allocated.size() > 0;
        if (exact) {
            history.countedAllocation();
        }
        String collector = subject.facts().collector();
        String concurrent = collector.isEmpty() ? history.target().collector() : collector;
        boolean stops = !concurrent.equals("ZGC") && !concurrent.equals("Shenandoah");
        HeapLedger ledger = new HeapLedger(history);
        for (int i = 0; i < pairs.after.size(); i++) {
            long before = pairs.before.nanos(i);
            long after = pairs.after.nanos(i);
            boolean old = major.get((int) pairs.ids.value(i));
            double committed = pairs.committed.value(i);
            if (exact) {
                history.heapAfter(after, pairs.after.value(i), committed, old);
                continue;
            }
            LogNumbers.Change change =
                    new LogNumbers.Change(pairs.before.value(i), pairs.after.value(i), committed, 0, 0);
            if (stops) {
                ledger.stopped(before, after, change, old);
            } else {
                ledger.concurrent(before, after, change, -1, old);
            }
        }
    }

    private void count() {
        if (operationEvent == null) {
            return;
        }
        if (operations.isEmpty()) {
            throw new LabException.BadInput("--ops counts the event " + operationEvent
                    + ", but not one was recorded; check its name, and that it is enabled in the recording");
        }
        long sum = 0;
        history.operations.add(history.startNanos(), 0);
        for (Map.Entry<Long, long[]> bucket : operations.entrySet()) {
            sum += bucket.getValue()[0];
            history.operations.add((bucket.getKey() + 1) * BUCKET_NANOS, sum);
        }
    }

    private static long nanos(Instant instant) {
        return instant.getEpochSecond() * 1_000_000_000L + instant.getNano();
    }
}
