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
        boolean plain = !exact && hotKeys == null;
        hits = plain ? new StripedCounter() : null;
        misses = plain ? new StripedCounter() : null;
        exactHits = exact ? new LongAdder() : null;
        exactMisses = exact ? new LongAdder() : null;
        this.hotKeys = hotKeys;
    }

    /** {@return whether hits are only estimated} */
    boolean isPlain() {
        return hits != null;
    }

    /** A hit that was drawn from so many. */
    void hits(int count) {
        if (hits != null) {
            hits.add(count);
        }
    }

    void hit(Object key) {
        if (hits != null) {
            hits.increment();
        } else {
            noteHit(key);
        }
    }

    /** Not on the way of a cache that only counts, and counts plainly. */
    private void noteHit(Object key) {
        if (exactHits != null) {
            exactHits.increment();
        }
        if (hotKeys != null) {
            hotKeys.hit(key);
        }
    }

    void miss(Object key) {
        if (misses != null) {
            misses.increment();
            return;
        }
        if (exactMisses != null) {
            exactMisses.increment();
        }
        if (hotKeys != null) {
            hotKeys.miss(key);
        }
    }

    long hits() {
        if (hits != null) {
            return hits.sum();
        }
        return exactHits != null ? exactHits.sum() : hotKeys != null ? hotKeys.hits() : 0;
    }

    long misses() {
        if (misses != null) {
            return misses.sum();
        }
        return exactMisses != null ? exactMisses.sum() : hotKeys != null ? hotKeys.misses() : 0;
    }
}
