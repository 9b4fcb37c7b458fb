package dev.cistern.experiments.truth;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
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

    /**
     * {@return the bytes allocated so far by all threads that are alive, but for those that only serve an observer}
     *
     * <p>The Flight Recorder's threads and the attach listener are not part of the program that is looked at; an
     * observer that counted them would blame the program for its own work.
     */
    static long allocatedByProgram() {
        long[] ids = THREADS.getAllThreadIds();
        long[] bytes = THREADS.getThreadAllocatedBytes(ids);
        ThreadInfo[] infos = THREADS.getThreadInfo(ids);
        long total = 0;
        for (int i = 0; i < ids.length; i++) {
            String name = infos[i] == null ? "" : infos[i].getThreadName();
            if (!name.startsWith("JFR ") && !name.equals("Attach Listener")) {
                total += Math.max(0, bytes[i]);
            }
        }
        return total;
    }
}
