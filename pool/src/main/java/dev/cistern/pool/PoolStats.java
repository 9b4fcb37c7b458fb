package dev.cistern.pool;

import java.util.OptionalDouble;

/**
 * What a pool did since it was built; a snapshot.
 *
 * @param name the name of the pool
 * @param hits acquires that were served by an idle object
 * @param steals those of the hits that were not served by the caller's own stripe
 * @param misses acquires that had to create
 * @param bypassed those of the misses that were not even tried, because pooling is bypassed or off
 * @param drops what became of the objects that were not kept
 * @param retained idle objects at this moment
 * @param maximumRetained the most objects that may be idle; never exceeded
 * @param reuse hits ÷ acquires within the last GC cycle that saw acquires, or since the last cycle
 * @param releaseMode how objects are taken back
 */
public record PoolStats(
        String name,
        long hits,
        long steals,
        long misses,
        long bypassed,
        Drops drops,
        int retained,
        int maximumRetained,
        OptionalDouble reuse,
        ReleaseMode releaseMode) {

    /**
     * Objects that were not kept, by reason.
     *
     * @param full there was no room
     * @param overweight heavier than the limit for one object
     * @param refused {@code reset} returned false or threw
     * @param discarded given up by {@code discard} or taken out by {@code detach}
     * @param trimmed given back by a trim, at a garbage collection or after a time without use
     * @param other released after the close, while bypassed, or dropped by chaos mode
     */
    public record Drops(long full, long overweight, long refused, long discarded, long trimmed, long other) {
        /** {@return all drops together} */
        public long total() {
            return full + overweight + refused + discarded + trimmed + other;
        }
    }

    /** {@return hits and misses together} */
    public long acquires() {
        return hits + misses;
    }

    /** {@return hits ÷ acquires, or 0 before the first acquire} */
    public double hitRatio() {
        return acquires() == 0 ? 0 : (double) hits / acquires();
    }

    /**
     * {@return an estimate from above of the objects that a lossy release overwrote}
     *
     * <p>Objects created but neither idle nor dropped: those in use at this moment, those never released, and those
     * overwritten. Take it while nobody uses the pool. Always 0 unless the release is lossy.
     */
    public long lossyDropsAtMost() {
        return releaseMode == ReleaseMode.LOSSY ? Math.max(0, misses - retained - drops.total()) : 0;
    }
}
