package dev.cistern.lab.gc;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the lines of each collector mean, JDK 17 to 25.
 *
 * <p>Serial, Parallel and G1 tell everything in one line a pause. Shenandoah tells each phase, of which the cleanups have
 * the heap; ZGC tells a cycle in one line and, with {@code gc*}, its pauses and a table of the heap.
 */
final class LogEvents {
    private final GcHistory history;
    private final HeapLedger ledger;
    private final Map<Integer, Cycle> cycles = new HashMap<>();
    private final Map<String, BitSet> finished = new HashMap<>();
    private final BitSet counted = new BitSet();
    private String collector = "";
    private String version = "";
    private long recognised;
    private long startLines;
    private int collectorLines;
    private int lastCleanup = -1;
    private boolean youngTold;
    private int twice = -1;

    LogEvents(GcHistory history) {
        this.history = history;
        this.ledger = new HeapLedger(history);
    }

    /** What is known so far of one cycle of a concurrent collector. */
    private static final class Cycle {
        private long startNanos = -1;
        private boolean major;
        private double committed = Double.NaN;
        private double allocated = -1;
    }

    String collector() {
        return collector;
    }

    String version() {
        return version;
    }

    /** How many lines told something. */
    long recognised() {
        return recognised;
    }

    /** How often a JVM has introduced itself. */
    int introductions() {
        return collectorLines;
    }

    /** The number of a collection that was finished twice, which only two JVMs can do; -1 where none was. */
    int finishedTwice() {
        return twice;
    }

    void accept(LogLine line, long nanos) {
        String text = line.text();
        if (line.id() >= 0) {
            collection(line, nanos);
        } else if (text.startsWith("Using ") && (line.tagged("gc") || line.tagged("gc,init"))) {
            introduction(text.substring(6));
        } else if (text.startsWith("Version: ") && line.tagged("gc,init")) {
            version = text.substring(9);
        } else if (text.startsWith("Safepoint \"")) {
            safepoint(text, nanos);
        } else if (text.startsWith("Allocation Stall (")) {
            stall(text, nanos);
        } else if (text.startsWith("Trigger: Explicit GC request")) {
            history.sign(Sign.EXPLICIT_COLLECTION);
        }
    }

    private void introduction(String words) {
        String name = words.startsWith("The Z ") ? "ZGC" : words;
        if (name.indexOf(' ') < 0) { // not the number of workers or the like
            collector = name;
            collectorLines++;
        }
    }

    private void stall(String text, long nanos) {
        long duration = LogNumbers.duration(text);
        if (duration >= 0) {
            recognised++;
            history.stall(nanos - duration, duration);
        }
    }

    private void collection(LogLine line, long nanos) {
        String text = line.plainText();
        if (text.startsWith("Pause ")) {
            pause(line, text, nanos);
        } else if (text.startsWith("Concurrent cleanup")) {
            cleanup(line.id(), text, nanos);
        } else if (text.startsWith("Garbage Collection (")
                || text.startsWith("Minor Collection (")
                || text.startsWith("Major Collection (")) {
            cycle(line.id(), text, nanos);
        } else if (text.startsWith("Young Generation ") && "Y".equals(line.generation())) {
            young(line.id(), text, nanos);
        } else if (line.tagged("gc,heap")) {
            table(line, text);
        } else if (text.startsWith("Allocation Stall (")) {
            stall(text, nanos);
        } else if (text.startsWith("To-space exhausted") || text.contains("Evacuation Failure")) {
            history.sign(Sign.EVACUATION_FAILURE);
        }
    }

    private void pause(LogLine line, String text, long nanos) {
        long duration = LogNumbers.duration(text);
        if (duration < 0) {
            return; // the line that says that it begins
        }
        recognised++;
        LogNumbers.@Nullable Change change = LogNumbers.change(text);
        String name = LogNumbers.name(text, change);
        history.pause(nanos - duration, duration, line.generation() == null ? name : name + " (" + side(line) + ")");
        boolean full = name.startsWith("Pause Full");
        boolean young = name.startsWith("Pause Young");
        if (full || young || name.startsWith("Pause Degenerated")) {
            collected(line.id(), full ? "full" : "young", nanos - duration);
            signs(name, full);
        } else if (name.startsWith("Pause Init Mark")) {
            collected(line.id(), "mark", nanos - duration);
        }
        if (change != null) {
            guess(name);
            ledger.stopped(nanos - duration, nanos, change, full || name.contains("(Mixed)"));
        }
    }

    private static String side(LogLine line) {
        return "Y".equals(line.generation()) ? "young" : "old";
    }

    private void signs(String name, boolean full) {
        if (name.contains("(System.gc())")) {
            // Parallel collects the young objects first, as a collection of its own.
            if (full || name.contains("(Concurrent Start)")) {
                history.sign(Sign.EXPLICIT_COLLECTION);
            }
        } else if (full) {
            history.sign(Sign.FULL_COLLECTION);
        }
        if (name.contains("Evacuation Failure")) {
            history.sign(Sign.EVACUATION_FAILURE);
        }
        if (name.contains("(G1 Humongous Allocation)")) {
            history.sign(Sign.HUMONGOUS_ALLOCATION);
        }
        if (name.startsWith("Pause Degenerated")) {
            history.sign(Sign.DEGENERATED);
        }
    }

    /** Some names only one collector has; a log without its beginning does not introduce itself. */
    private void guess(String name) {
        if (collector.isEmpty() && (name.contains("(G1 ") || name.contains("(Normal)"))) {
            collector = "G1";
        }
    }

    /** A cleanup frees at once what the cycle found dead; between two of one cycle objects are copied. */
    private void cleanup(int id, String text, long nanos) {
        LogNumbers.@Nullable Change change = LogNumbers.change(text);
        if (change == null) {
            return;
        }
        recognised++;
        if (collector.isEmpty()) {
            collector = "Shenandoah";
        }
        if (id == lastCleanup) {
            ledger.forget();
        }
        lastCleanup = id;
        boolean major = !text.contains("(Young)");
        ledger.stopped(nanos, nanos, change, major);
    }

    private void cycle(int id, String text, long nanos) {
        LogNumbers.@Nullable Change change = LogNumbers.change(text);
        if (change == null) {
            Cycle begun = cycles.computeIfAbsent(id, fresh -> new Cycle());
            begun.startNanos = nanos;
            begun.major = !text.startsWith("Minor");
            startLines++;
            return;
        }
        recognised++;
        if (collector.isEmpty()) {
            collector = "ZGC";
        }
        Cycle cycle = cycles.getOrDefault(id, new Cycle());
        cycles.remove(id);
        long duration = Math.max(0, LogNumbers.duration(text));
        long start = cycle.startNanos >= 0 ? cycle.startNanos : nanos - duration;
        collected(id, "cycle", start);
        if (text.contains("(System.gc())")) {
            history.sign(Sign.EXPLICIT_COLLECTION);
        }
        if (!youngTold) {
            boolean timed = cycle.startNanos >= 0 || duration > 0;
            if (!timed) {
                ledger.forget(); // without its beginning nothing can be said of how long the heap filled up
            }
            ledger.concurrent(start, nanos, withCommitted(change, cycle), cycle.allocated, !text.startsWith("Minor"));
        }
    }

    /** The young part of a cycle of generational ZGC, of which a major one has an old part beside it. */
    private void young(int id, String text, long nanos) {
        LogNumbers.@Nullable Change change = LogNumbers.change(text);
        if (change == null) {
            return;
        }
        youngTold = true;
        recognised++;
        Cycle cycle = cycles.getOrDefault(id, new Cycle());
        long start = nanos - Math.max(0, LogNumbers.duration(text));
        ledger.concurrent(start, nanos, withCommitted(change, cycle), cycle.allocated, cycle.major);
        cycle.allocated = -1;
    }

    private static LogNumbers.Change withCommitted(LogNumbers.Change change, Cycle cycle) {
        return new LogNumbers.Change(change.before(), change.after(), cycle.committed, change.error(), change.at());
    }

    /** The columns of ZGC's table are the heap when marking began and ended and when relocation began and ended. */
    private void table(LogLine line, String text) {
        String row = text.strip();
        if (row.startsWith("Capacity:")) {
            cycles.computeIfAbsent(line.id(), fresh -> new Cycle()).committed = LogNumbers.column(row, 3);
        } else if (row.startsWith("Allocated:") && !"O".equals(line.generation())) {
            cycles.computeIfAbsent(line.id(), fresh -> new Cycle()).allocated = LogNumbers.column(row, 3);
        } else if (row.startsWith("Reclaimed:") && "O".equals(line.generation())) {
            ledger.reclaimedMeanwhile(Math.max(0, LogNumbers.column(row, 3)));
        }
    }

    private void collected(int id, String kind, long nanos) {
        BitSet ids = finished.computeIfAbsent(kind, fresh -> new BitSet());
        if (ids.get(id)) {
            twice = id;
        }
        ids.set(id);
        if (!counted.get(id)) {
            counted.set(id);
            history.collections.add(nanos, id);
        }
    }

    /** How long threads took to reach a safepoint, which comes before the pause that the collector states. */
    private void safepoint(String text, long nanos) {
        long reaching = nanosAfter(text, "Reaching safepoint: ");
        long total = nanosAfter(text, "Total: ");
        if (reaching < 0 || total < 0) {
            return;
        }
        recognised++;
        String operation = text.substring(11, Math.max(11, text.indexOf('"', 11)));
        boolean collects = operation.matches("G1.*|Z[A-Z].*|Shenandoah.*|Parallel.*|Gen.*|CGC.*|.*Collect.*|SerialC.*");
        if (collects) {
            history.safepoint(reaching);
        } else {
            history.pause(nanos - total, total, "Safepoint " + operation);
        }
    }

    private static long nanosAfter(String text, String label) {
        int at = text.indexOf(label);
        if (at < 0) {
            return -1;
        }
        int from = at + label.length();
        int end = text.indexOf(' ', from);
        double value = end < 0 ? -1 : LogNumbers.decimal(text, from, end);
        return value < 0 ? -1 : (long) value;
    }

    /** Whether ZGC's pauses and committed heap are missing, as they are without the tags {@code gc*}. */
    boolean bare() {
        return collector.equals("ZGC") && history.committed.size() == 0;
    }

    /** Whether cycles said when they began. */
    boolean timed() {
        return startLines > 0;
    }
}
