package dev.cistern.cache;

import org.jspecify.annotations.Nullable;

/** Where a cache tells the flight recorder what happens; does nothing where there is no flight recorder. */
class CacheEvents {
    static CacheEvents get() {
        return Chosen.EVENTS;
    }

    /** Chosen when the first event is due. */
    private static final class Chosen {
        static final CacheEvents EVENTS =
                ModuleLayer.boot().findModule("jdk.jfr").isPresent() ? JfrCacheEvents.create() : new CacheEvents();
    }

    /** How a load ended. */
    enum Outcome {
        LOADED,
        NEGATIVE,
        FAILED,
        STALE
    }

    /** {@return something that knows when a load began; null if nobody wants to know} */
    @Nullable
    Object beginLoad() {
        return null;
    }

    void endLoad(@Nullable Object begun, String cache, Outcome outcome) {}

    /** Tells every second what a cache evicted, as long as somebody records and somebody holds the cache. */
    void watch(BoundedCache<?, ?> cache) {}

    void forget(BoundedCache<?, ?> cache) {}
}
