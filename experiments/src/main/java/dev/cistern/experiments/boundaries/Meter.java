package dev.cistern.experiments.boundaries;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.function.IntConsumer;

/** Measures an operation of this process: what it allocates, and the CPU time of all threads, the collector's too. */
final class Meter {
    private static final int BATCH = 5_000;
    private static final long WARM_MILLIS = 400;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    /**
     * What an operation took.
     *
     * @param cpuNanos CPU time of the whole process
     * @param bytes allocated by the thread that did it
     * @param collections how many there were meanwhile
     * @param pauseMillis their time, as the JVM counts it
     */
    record Cost(double cpuNanos, double bytes, long collections, long pauseMillis) {}

    private Meter() {}

    /** Runs batches of an operation for about so long; the operation is told how often to repeat itself. */
    static Cost of(IntConsumer operations, long millis) {
        repeat(operations, WARM_MILLIS);
        long collections = collections();
        long pauses = pauseMillis();
        long allocated = THREADS.getCurrentThreadAllocatedBytes();
        long cpu = SYSTEM.getProcessCpuTime();
        double done = repeat(operations, millis);
        return new Cost(
                (SYSTEM.getProcessCpuTime() - cpu) / done,
                (THREADS.getCurrentThreadAllocatedBytes() - allocated) / done,
                collections() - collections,
                pauseMillis() - pauses);
    }

    private static long repeat(IntConsumer operations, long millis) {
        long end = System.nanoTime() + millis * 1_000_000;
        long done = 0;
        do {
            operations.accept(BATCH);
            done += BATCH;
        } while (System.nanoTime() < end);
        return done;
    }

    static long collections() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
                .mapToLong(GarbageCollectorMXBean::getCollectionCount)
                .sum();
    }

    private static long pauseMillis() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
                .mapToLong(GarbageCollectorMXBean::getCollectionTime)
                .sum();
    }
}
