package dev.cistern.lab.gc;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** What to change in a collector's settings, from what it complained of and from how the heap changes. */
final class GcTuning {
    private static final double LONG_PAUSE_NANOS = 100e6;
    private static final double MOSTLY_IDLE = 0.7;

    private final GcHistory history;
    private final GcReport.Heap heap;
    private final GcReport.Allocation allocation;
    private final String collector;
    private final List<String> advice = new ArrayList<>();

    private GcTuning(GcHistory history, GcReport.Allocation allocation, GcReport.Heap heap) {
        this.history = history;
        this.allocation = allocation;
        this.heap = heap;
        this.collector = history.target().collector();
    }

    static List<String> of(GcHistory history, GcReport.Allocation allocation, GcReport.Heap heap) {
        GcTuning tuning = new GcTuning(history, allocation, heap);
        tuning.complaints();
        tuning.changes();
        tuning.levels();
        return List.copyOf(tuning.advice);
    }

    private long count(Sign sign) {
        return history.signs.getOrDefault(sign, 0L);
    }

    private void complaints() {
        if (count(Sign.ALLOCATION_STALL) > 0) {
            advice.add("Threads waited for memory " + times(Sign.ALLOCATION_STALL)
                    + ": give the heap more room (-Xmx), so that " + named() + " can finish before it is full, or more"
                    + " threads to collect with (-XX:ConcGCThreads). cistern stall names who allocates.");
        }
        if (count(Sign.DEGENERATED) > 0) {
            advice.add("Shenandoah fell back to stopping the program " + times(Sign.DEGENERATED)
                    + ": raise -Xmx or start cycles earlier (-XX:ShenandoahMinFreeThreshold).");
        }
        if (count(Sign.FULL_COLLECTION) > 0 && !collector.equals("ZGC")) {
            advice.add("The whole heap had to be collected in one pause " + times(Sign.FULL_COLLECTION)
                    + ": the live set hardly fits; raise -Xmx, or keep less (an unbounded cache?)"
                    + (collector.equals("G1")
                            ? ", or let G1 mark earlier (-XX:InitiatingHeapOccupancyPercent)."
                            : "."));
        }
        if (count(Sign.EVACUATION_FAILURE) > 0) {
            advice.add("G1 found no room to copy to " + times(Sign.EVACUATION_FAILURE)
                    + ": raise -Xmx or -XX:G1ReservePercent.");
        }
        if (count(Sign.HUMONGOUS_ALLOCATION) > 0) {
            advice.add("Objects of half a region and more made G1 collect " + times(Sign.HUMONGOUS_ALLOCATION)
                    + ": raise -XX:G1HeapRegionSize, or reuse those objects; cistern advise names their sites.");
        }
        if (count(Sign.EXPLICIT_COLLECTION) > 0) {
            advice.add("The program called System.gc() " + times(Sign.EXPLICIT_COLLECTION)
                    + ": find out who does, or start it with -XX:+ExplicitGCInvokesConcurrent (G1, Shenandoah) or"
                    + " -XX:+DisableExplicitGC.");
        }
    }

    private String times(Sign sign) {
        long count = count(sign);
        return count == 1 ? "once" : count + " times";
    }

    private String named() {
        return collector.isEmpty() ? "the collector" : collector;
    }

    private void changes() {
        if (heap.liveBytesPerSecond() != null && heap.liveBytesPerSecond().low() > 0) {
            advice.add("What survives collections of the whole heap grows by "
                    + GcJudgement.bytes(heap.liveBytesPerSecond().value())
                    + "/s: something is kept, by a cache without a bound or a leak; no setting helps for long.");
        } else if (heap.idleBytesPerSecond() != null
                && heap.idleBytesPerSecond().high() < GcJudgement.SHRINKS) {
            advice.add("Idle memory shrinks by "
                    + GcJudgement.bytes(-heap.idleBytesPerSecond().value())
                    + "/s: trim pools and caches at the collector's pace, or bound them, before the heap is full.");
        }
        if (allocation.trend() != null && allocation.trend().low() > 0 && allocation.bytesPerOperation() == null) {
            advice.add(
                    "Allocation rises by "
                            + GcJudgement.bytes(allocation.trend().value())
                            + "/s each second: see whether traffic does (--rate, --ops); if not, cistern advise names the sites.");
        }
    }

    private void levels() {
        Double committed = heap.committedBytes();
        Double idle = heap.idleBytes();
        if (committed != null && idle != null && idle > MOSTLY_IDLE * committed && count(Sign.FULL_COLLECTION) == 0) {
            advice.add("After collections " + Math.round(100 * idle / committed)
                    + " % of the committed heap is idle: that is what buys rare collections; where memory is dear, lower"
                    + " -Xmx" + (collector.equals("ZGC") ? " or -XX:SoftMaxHeapSize" : "") + ".");
        }
        double longest = 0;
        String kind = "";
        for (Map.Entry<String, Histogram> pauses : history.pausesByKind.entrySet()) {
            if (pauses.getKey().startsWith("Pause") || !pauses.getKey().startsWith("Reaching")) {
                double p99 = pauses.getValue().getValueAtPercentile(99);
                kind = p99 > longest ? pauses.getKey() : kind;
                longest = Math.max(longest, p99);
            }
        }
        boolean stopsLong = collector.equals("Serial") || collector.equals("Parallel") || collector.equals("G1");
        if (longest > LONG_PAUSE_NANOS && stopsLong && !kind.startsWith("Safepoint")) {
            advice.add("One in a hundred of \"" + kind + "\" takes " + Math.round(longest / 1e6) + " ms and more: "
                    + (collector.equals("G1")
                            ? "lower -XX:MaxGCPauseMillis or try ZGC (-XX:+UseZGC)."
                            : "try G1 or ZGC (-XX:+UseG1GC, -XX:+UseZGC)."));
        }
    }
}
