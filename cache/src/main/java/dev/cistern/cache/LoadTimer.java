package dev.cistern.cache;

import org.jspecify.annotations.Nullable;

/** Counts and times one load, and tells the flight recorder of it. */
final class LoadTimer {
    private final String cache;
    private final CacheCounters counters;
    private final @Nullable Object event = CacheEvents.get().beginLoad();
    private final long start = System.nanoTime();

    /** Begins now. */
    LoadTimer(BoundedCache<?, ?> cache) {
        this.cache = cache.name();
        counters = cache.store().counters;
    }

    void end(CacheEvents.Outcome outcome) {
        (outcome == CacheEvents.Outcome.LOADED ? counters.loads : counters.failedLoads).increment();
        counters.loadNanos.add(System.nanoTime() - start);
        CacheEvents.get().endLoad(event, cache, outcome);
    }
}
