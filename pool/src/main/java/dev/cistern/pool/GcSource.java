package dev.cistern.pool;

import java.util.function.Consumer;

/** Where the clock hears of collections. */
interface GcSource {
    /** {@return how full the heap is apart from garbage, as far as that is known} */
    HeapPressure pressure();

    /** Looks whether there was a collection, where nobody tells. */
    void poll();

    /** Stops telling. */
    void stop();

    /** {@return the best source this JVM has, which tells the listener from now on} */
    static GcSource start(Consumer<GcCycle> listener) {
        boolean told = ModuleLayer.boot().findModule("java.management").isPresent()
                && ModuleLayer.boot().findModule("jdk.management").isPresent();
        try {
            return told ? new GcNotifications(listener) : new GcCanary(listener);
        } catch (RuntimeException | LinkageError e) {
            // A runtime whose management is there but does not work, as in a trimmed image.
            return new GcCanary(listener);
        }
    }
}
