package dev.cistern.lab.recording;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Counts the target's heap by class now and then.
 *
 * <p>Counting stops the program while it walks the heap, so it is done right after a collection, when there is little
 * garbage to walk, and no more often than a small share of the time allows.
 */
final class HeapLooks {
    /** One look at a heap in use of this size takes a tenth of a second at the worst. */
    private static final long LARGEST_FIRST_LOOK = 512L << 20;

    private static final double SHARE_OF_TIME = 0.003;
    private static final long POLL_NANOS = 5_000_000L;

    private final TargetConnection target;
    private final Path counters;
    private final ClassNames classNames = new ClassNames();
    private final List<ClassLiveBytes> found = new ArrayList<>();
    private final long begunNanos = System.nanoTime();
    private final long plannedNanos;
    private long spentNanos;
    private long looks;
    private boolean tooLarge;

    HeapLooks(TargetConnection target, long plannedNanos) {
        this.target = target;
        this.counters = PerfCounters.file(target.pid());
        this.plannedNanos = plannedNanos;
    }

    /** Waits for the next collection, but no longer than given, and looks. */
    void lookAfterCollection(StopSignal stop, long longestWaitNanos) throws IOException {
        if (!affordable()) {
            return;
        }
        PerfCounters now = PerfCounters.read(counters);
        if (looks == 0 && now.heapUsed() > LARGEST_FIRST_LOOK) {
            tooLarge = true;
            return;
        }
        long before = now.collections();
        long deadline = System.nanoTime() + longestWaitNanos;
        while (!stop.isRaised()
                && System.nanoTime() < deadline
                && PerfCounters.read(counters).collections() == before) {
            stop.await(POLL_NANOS);
        }
        if (!stop.isRaised()) {
            look();
        }
    }

    private void look() throws IOException {
        long before = System.nanoTime();
        String table = target.command("GC.class_histogram -all");
        spentNanos += System.nanoTime() - before;
        looks++;
        found.addAll(ClassHistogram.parse(table, EventTimes.now(), classNames));
    }

    private boolean affordable() {
        double budget = SHARE_OF_TIME * Math.max(plannedNanos / 2.0, (double) (System.nanoTime() - begunNanos));
        return !tooLarge && (looks == 0 || spentNanos + (double) spentNanos / looks < budget);
    }

    List<ClassLiveBytes> found() {
        return List.copyOf(found);
    }

    /** Whether the heap was left alone because walking it would have stopped the program for too long. */
    boolean heapTooLarge() {
        return tooLarge;
    }
}
