package dev.cistern.cache;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Looks into a cache and changes its bounds while it runs. Thread-safe.
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

    /** {@return the number of stripes that the entries are divided among; 1 means that evictions are in exact order} */
    int stripes();
}
