package dev.cistern.cache;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Looks into a cache and changes its settings while it runs. Thread-safe.
 *
 * @param <K> the type of the keys
 */
public sealed interface CachePolicy<K> permits StorePolicy {
    /** {@return the bound on the number of entries; empty if there is none} */
    OptionalLong maximumSize();

    /**
     * Changes the bound on the number of entries, and evicts what is too much before it returns.
     *
     * @param value from 0 to 2⁶²
     * @throws IllegalArgumentException if the value is out of range
     * @throws IllegalStateException if the cache was built without such a bound
     */
    void maximumSize(long value);

    /** {@return the bound on the weight of all entries; empty if there is none} */
    OptionalLong maximumWeight();

    /**
     * Changes the bound on the weight of all entries, and evicts what is too much before it returns.
     *
     * @param value from 0 to 2⁶²
     * @throws IllegalArgumentException if the value is out of range
     * @throws IllegalStateException if the cache was built without such a bound
     */
    void maximumWeight(long value);

    /** {@return what all entries weigh at this moment; empty where nothing is weighed} */
    OptionalLong weight();

    /**
     * {@return how long an entry will live if nobody touches it; empty if it never expires or is not there}
     *
     * @param key its key
     */
    Optional<Duration> expiresIn(K key);

    /**
     * {@return keys that would be evicted next, about in this order}
     *
     * <p>Cost: proportional to the cache; holds the lock of one stripe after the other.
     *
     * @param limit the most keys to return, at least 0
     */
    List<K> coldest(int limit);

    /** {@return the settings that are in force} */
    CacheSettings settings();

    /**
     * Changes settings while the cache runs; its contents stay, except for what a lower bound has no room for, which is evicted
     * before this returns.
     *
     * <p>Times to live hold for what is written, and times to idle for what is read or written, from then on. Another policy of
     * eviction ranks the entries as if they had come in one after the other, the next to be evicted first; what the old one
     * had learnt is lost. Calls that run meanwhile see each setting old or new. Changing the policy holds up writers, not
     * readers, for a time proportional to the cache; the number of {@link #stripes()} stays.
     *
     * @param settings what is to be in force; best made from {@link #settings()}
     * @return the report, which goes on counting
     * @throws IllegalStateException if a bound is to come or to go, or a time that needs larger entries than the cache was built
     *     with: any expiry in a cache without one, refreshAfterWrite in a cache without it
     */
    Reload reload(CacheSettings settings);

    /** {@return the report of the last change of settings, by {@link #reload} or one of the bounds; empty if there was none} */
    Optional<Reload> lastReload();

    /**
     * What the misses would be at a quarter of to four times the size, learnt from a sample of the requests of this cache.
     *
     * <p>A bound on the number of entries counts; where there is only one on the weight, the sizes are weights, and the
     * entries are taken to weigh the same on average at any size. Forgotten when a bound is changed by more than a quarter.
     * docs/results/cache.md says how far such curves were from the truth.
     *
     * @return the curve; empty if the cache was built without {@link CacheBuilder#missRatioCurve}, and while fewer than 500 requests of
     *     the sample were seen
     */
    Optional<MissRatioCurve> missRatioCurve();

    /**
     * The keys that are asked for most, found in a sample of one in 16 requests. The past counts less: whenever 100 times as many
     * requests of the sample were seen as there are counters, of which there are 4 for each of the keys of {@link CacheBuilder#trackHotKeys},
     * at least 64, and at least 10,000 requests, all counts are halved.
     *
     * @param limit the most keys to return, at least 0; there are never more than {@link CacheBuilder#trackHotKeys} was told
     * @return the hottest first; empty if the cache was built without {@link CacheBuilder#trackHotKeys}
     */
    List<HotKey<K>> hotKeys(int limit);

    /** {@return the number of stripes that the entries are divided among; 1 means that evictions are in exact order} */
    int stripes();
}
