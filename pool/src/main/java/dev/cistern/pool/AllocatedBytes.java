package dev.cistern.pool;

/** How many bytes a thread allocated, where the JVM has the module that tells. */
final class AllocatedBytes {
    private static final boolean KNOWN =
            ModuleLayer.boot().findModule("jdk.management").isPresent();

    private AllocatedBytes() {}

    /** {@return bytes allocated so far by the current thread, or -1 where that is not known} */
    static long ofCurrentThread() {
        return KNOWN ? Counter.read() : -1;
    }

    /** Loaded only where the module is present. */
    private static final class Counter {
        private static long read() {
            return java.lang.management.ManagementFactory.getThreadMXBean()
                            instanceof com.sun.management.ThreadMXBean threads
                    ? threads.getCurrentThreadAllocatedBytes()
                    : -1;
        }
    }
}
