package dev.cistern.pool;

import java.util.OptionalDouble;

/** Reuse within a GC cycle: hits ÷ acquires between two collections. Single-threaded. */
final class ReuseMeter {
    private long hitsAtCycle;
    private long acquiresAtCycle;
    private OptionalDouble lastCycle = OptionalDouble.empty();

    /** Takes note of a collection. */
    void cycle(long hits, long acquires) {
        OptionalDouble ended = between(hits, acquires);
        if (ended.isPresent()) {
            lastCycle = ended;
        }
        hitsAtCycle = hits;
        acquiresAtCycle = acquires;
    }

    /** {@return the reuse in the last cycle with acquires; before the first such cycle ended, that since the start} */
    OptionalDouble reuse(long hits, long acquires) {
        return lastCycle.isPresent() ? lastCycle : between(hits, acquires);
    }

    private OptionalDouble between(long hits, long acquires) {
        long delta = acquires - acquiresAtCycle;
        return delta <= 0 ? OptionalDouble.empty() : OptionalDouble.of((double) (hits - hitsAtCycle) / delta);
    }
}
