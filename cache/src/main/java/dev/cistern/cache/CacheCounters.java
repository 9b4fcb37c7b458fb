package dev.cistern.cache;

import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** What a cache counts outside its locks. */
final class CacheCounters {
    private final @Nullable StripedCounter hits;
    private final @Nullable StripedCounter misses;
    private final @Nullable LongAdder exactHits;
    private final @Nullable LongAdder exactMisses;
    final LongAdder loads = new LongAdder();
    final LongAdder failedLoads = new LongAdder();
    final LongAdder loadNanos = new LongAdder();

    CacheCounters(boolean exact) {
        hits = exact ? null : new StripedCounter();
        misses = exact ? null : new StripedCounter();
        exactHits = exact ? new LongAdder() : null;
        exactMisses = exact ? new LongAdder() : null;
    }

    void hit() {
        if (hits != null) {
            hits.increment();
        } else if (exactHits != null) {
            exactHits.increment();
        }
    }

    void miss() {
        if (misses != null) {
            misses.increment();
        } else if (exactMisses != null) {
            exactMisses.increment();
        }
    }

    long hits() {
        return hits != null ? hits.sum() : exactHits != null ? exactHits.sum() : 0;
    }

    long misses() {
        return misses != null ? misses.sum() : exactMisses != null ? exactMisses.sum() : 0;
    }
}
