package dev.cistern.cache;

/**
 * What a cache did since it was built; a snapshot, not a consistent cut.
 *
 * <p>Unless the cache was built with {@link CacheBuilder#recordStats()} both hits and misses are estimates. Of the hits on entries
 * that are hot, one in sixteen is drawn and counted sixteenfold: after a million hits the count is right within 1 % (two standard
 * deviations). Misses and the other hits are counted one by one, but without atomic operations: threads that share a counter may
 * lose counts.
 *
 * @param name the name of the cache
 * @param hits lookups that found a value
 * @param misses lookups that did not
 * @param loads calls that gave values: of a loader, a refresh, a function given to {@link Cache#get} or to an {@link AsyncCache}; one
 *     of a {@link BulkCacheLoader} counts once, whatever it found
 * @param failedLoads calls of these that threw, or returned null for a key
 * @param loadNanos time spent in them, in nanoseconds; for an {@link AsyncCache} until the value was there
 * @param evictions entries that left because of size, weight or age
 * @param evictedWeight what they weighed together
 * @param size entries at this moment, expired ones that were not met yet included
 * @param weight what they weigh together; 0 where nothing is weighed
 */
public record CacheStats(
        String name,
        long hits,
        long misses,
        long loads,
        long failedLoads,
        long loadNanos,
        long evictions,
        long evictedWeight,
        long size,
        long weight) {

    /** {@return hits and misses together} */
    public long requests() {
        return hits + misses;
    }

    /** {@return hits ÷ requests, or 0 before the first request} */
    public double hitRatio() {
        return requests() == 0 ? 0 : (double) hits / requests();
    }

    /** {@return the mean time of a load in nanoseconds, or 0 before the first one} */
    public double meanLoadNanos() {
        long all = loads + failedLoads;
        return all == 0 ? 0 : (double) loadNanos / all;
    }
}
