package dev.cistern.pool;

import org.jspecify.annotations.Nullable;

/** A collection that took place. */
record GcCycle(TrimOccasion occasion, HeapPressure pressure) {
    /**
     * {@return what a collection means to the pools, judged by what the JVM reports of it; null if nothing}
     *
     * @param collector the name of the collector's bean
     * @param action what it did, in the JVM's words
     * @param cause why
     * @param number how many collections this bean has reported, with this one
     * @param oldSpared whether there is an old generation of which the collection gave nothing back
     */
    static @Nullable TrimOccasion occasion(
            String collector, String action, String cause, long number, boolean oldSpared) {
        if (collector.endsWith("Pauses")) {
            // The concurrent collectors report each cycle, and besides each of its pauses.
            return null;
        }
        return switch (collector) {
            case "Copy", "PS Scavenge", "G1 Young Generation", "ZGC Minor Cycles" -> TrimOccasion.YOUNG_CYCLE;
            // G1 reports the two pauses of a concurrent cycle, remark and cleanup: the second one ends it.
            case "G1 Concurrent GC" -> number % 2 == 0 ? TrimOccasion.MAJOR_CYCLE : null;
            case "MarkSweepCompact", "PS MarkSweep", "G1 Old Generation", "ZGC Major Cycles", "ZGC Cycles" ->
                major(cause);
            // Generational Shenandoah reports young cycles under this name too, and says nowhere that they are.
            case "Shenandoah Cycles" -> {
                TrimOccasion major = major(cause);
                yield oldSpared && major == TrimOccasion.MAJOR_CYCLE ? TrimOccasion.YOUNG_CYCLE : major;
            }
            default -> action.contains("major") ? major(cause) : TrimOccasion.YOUNG_CYCLE;
        };
    }

    private static TrimOccasion major(String cause) {
        boolean explicit = cause.equals("System.gc()")
                || cause.equals("Diagnostic Command")
                || cause.startsWith("Heap Inspection")
                || cause.startsWith("Heap Dump");
        return explicit ? TrimOccasion.EXPLICIT_CYCLE : TrimOccasion.MAJOR_CYCLE;
    }
}
