package dev.cistern.cache;

import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** What a cache counts outside its locks. */
final class CacheCounters {
    private final @Nullable StripedCounter hits;
    private final @Nullable StripedCounter misses;
    private final @Nullable LongAdder exactHits;
    private final @Nullable LongAdder exactMisses;
    private final @Nullable HotKeys hotKeys;
    final LongAdder loads = new LongAdder();
    final LongAdder failedLoads = new LongAdder();
    final LongAdder loadNanos = new LongAdder();

    CacheCounters(boolean exact, @Nullable HotKeys hotKeys) {
        hits = exact ? null : new StripedCounter();
        misses = exact ? null : new StripedCounter();
        exactHits = exact ? new LongAdder() : null;
        exactMisses = exact ? new LongAdder() : null;
        this.hotKeys = hotKeys;
    }

    /** {@return whether hits are only estimated} */
    boolean isPlain() {
        return hits != null;
    }

    /** A hit that {@link HitSample} drew, which stands for {@value HitSample#RATE}. */
    void drawnHit(Object key) {
        if (hits != null) {
            hits.add(HitSample.RATE);
        }
        if (hotKeys != null) {
            hotKeys.see(key);
        }
    }

    /** A hit that counts for itself. */
    void hit(Object key) {
        if (hits != null) {
            hits.increment();
        } else if (exactHits != null) {
            exactHits.increment();
        }
        if (hotKeys != null) {
            sample(hotKeys, key);
        }
    }

    void miss(Object key) {
        if (misses != null) {
            misses.increment();
        } else if (exactMisses != null) {
            exactMisses.increment();
        }
        if (hotKeys != null) {
            sample(hotKeys, key);
        }
    }

    private static void sample(HotKeys hotKeys, Object key) {
        if (HitSample.draws()) {
            hotKeys.see(key);
        }
    }

    long hits() {
        return hits != null ? hits.sum() : exactHits != null ? exactHits.sum() : 0;
    }

    long misses() {
        return misses != null ? misses.sum() : exactMisses != null ? exactMisses.sum() : 0;
    }
}
