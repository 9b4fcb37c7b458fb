package dev.cistern.cache;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A bounded map of values that can be had again.
 *
 * <p>Entries vanish when there is no room for them or when their time is over. All methods are thread-safe, on platform and on
 * virtual threads. Neither keys nor values may be null; keys must not change while they are in the cache.
 *
 * <p><b>Cost.</b> A hit takes no lock, allocates nothing and, once the entry is known to be in use, writes nothing but a
 * counter of the reading thread. Storing a new value for a present key takes no lock either, unless entries are weighed or
 * expire. An insertion takes the lock of one of the cache's stripes for a short time and evicts there and then: there is no
 * background thread, and the bounds hold whenever a method returns.
 *
 * <p><b>Functions.</b> A function passed to {@link #get(Object, Function)} or to a method of {@link #asMap} runs at most once a call and
 * holds up only those who want to change the same key: readers see the value from before, if there is one, other keys know
 * nothing of it. If it throws, the exception reaches its caller, the entry stays as it was, and one of those who wait
 * tries its own. If it changes the same key again, the cache throws an {@link IllegalStateException}. Two functions that each
 * change the other's key wait for each other for ever.
 *
 * <p>{@snippet :
 * Cache<Long, Customer> customers = Cache.<Long, Customer>builder()
 *         .maximumSize(10_000)
 *         .expireAfterWrite(Duration.ofMinutes(5))
 *         .build();
 *
 * Customer customer = customers.get(42L, id -> database.find(id));
 * }
 *
 * @param <K> the type of the keys
 * @param <V> the type of the values
 */
public sealed interface Cache<K, V> extends AutoCloseable permits BoundedCache, LoadingCache, SerializedCache {
    /**
     * {@return a builder of a cache}
     *
     * @param <K> the type of the keys
     * @param <V> the type of the values
     */
    static <K, V> CacheBuilder<K, V> builder() {
        return new CacheBuilder<>();
    }

    /** {@return the name the cache has in statistics, events and errors} */
    String name();

    /**
     * {@return the value of a key, or null if there is none}
     *
     * @param key the key
     */
    @Nullable
    V getIfPresent(K key);

    /**
     * {@return the value of a key, which is computed and stored if there is none}
     *
     * <p>While it is computed others that want the same key wait for it; see above.
     *
     * @param key the key
     * @param function computes the value; null means that there is none, and nothing is stored then
     * @throws IllegalStateException if this thread is just computing the value of the same key
     */
    @Nullable
    V get(K key, Function<? super K, ? extends @Nullable V> function);

    /**
     * {@return the values of those of the keys that have one}
     *
     * @param keys the keys; one that comes twice counts once
     */
    default Map<K, V> getAllPresent(Iterable<? extends K> keys) {
        Map<K, V> present = new LinkedHashMap<>();
        for (K key : keys) {
            if (!present.containsKey(key)) {
                V value = getIfPresent(key);
                if (value != null) {
                    present.put(key, value);
                }
            }
        }
        return present;
    }

    /**
     * Stores a value.
     *
     * @param key the key
     * @param value its value from now on
     */
    void put(K key, V value);

    /**
     * Stores a value with a time to live of its own.
     *
     * @param key the key
     * @param value its value from now on
     * @param timeToLive how long, instead of {@link CacheBuilder#expireAfterWrite}; longer than 0
     * @throws IllegalArgumentException if the time to live is not positive
     * @throws IllegalStateException if the cache was built without any expiry; see {@link CacheBuilder#expirePerEntry}
     */
    void put(K key, V value, Duration timeToLive);

    /**
     * Stores values one after the other.
     *
     * @param entries keys and values
     */
    default void putAll(Map<? extends K, ? extends V> entries) {
        entries.forEach(this::put);
    }

    /**
     * Takes a key out, if it is there. Waits for the end of a function that computes its value.
     *
     * @param key the key
     */
    void invalidate(K key);

    /**
     * Takes keys out.
     *
     * @param keys the keys
     */
    default void invalidateAll(Iterable<? extends K> keys) {
        keys.forEach(this::invalidate);
    }

    /** Takes out all that is there; what is stored meanwhile may stay. */
    void invalidateAll();

    /**
     * {@return the number of entries}
     *
     * <p>Exact while nobody writes. Entries that expired count until somebody meets them or {@link #cleanUp} is called.
     */
    long estimatedSize();

    /** {@return what the cache did so far} */
    CacheStats stats();

    /** {@return this cache as a map; changes of one are seen in the other} */
    ConcurrentMap<K, V> asMap();

    /** {@return what the cache is built with, to look at and to change} */
    CachePolicy<K> policy();

    /** Takes out what has expired. Never needed for the bounds, which hold in any case. */
    void cleanUp();

    /**
     * Takes out all entries and ends what runs in the background. A cache need not be closed, unless it was built with
     * {@link CacheBuilder#writeBehind} or {@link CacheBuilder#expirePromptly}.
     *
     * @throws UnstoredChangesException if the store behind the cache did not take all changes in time
     */
    @Override
    void close();
}
