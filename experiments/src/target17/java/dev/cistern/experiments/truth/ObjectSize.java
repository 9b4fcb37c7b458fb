package dev.cistern.experiments.truth;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.function.Supplier;

/** How many bytes this JVM really takes: by its own count of what each thread allocated. */
final class ObjectSize {
    private static final int SPECIMENS = 64;
    private static final int ROUNDS = 5;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private ObjectSize() {}

    /**
     * The bytes of one object of the kind the supplier makes.
     *
     * <p>The smallest of several rounds: loading a class or linking a call also allocates, but not every time.
     */
    static long of(Supplier<Object> supplier) {
        Object[] kept = new Object[SPECIMENS];
        long smallest = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < SPECIMENS; i++) {
                kept[i] = supplier.get();
            }
            smallest = Math.min(smallest, THREADS.getCurrentThreadAllocatedBytes() - before);
        }
        return smallest / SPECIMENS;
    }

    /** {@return the bytes allocated so far by all threads that are alive} */
    static long allocatedByAllThreads() {
        long total = 0;
        for (long bytes : THREADS.getThreadAllocatedBytes(THREADS.getAllThreadIds())) {
            total += Math.max(0, bytes);
        }
        return total;
    }
}
