package dev.cistern.cache;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A cache that knows where its values come from.
 *
 * <p><b>Loading.</b> A value that is missing is loaded by the thread that wants it; others that want it wait, other keys know
 * nothing of it. A loader that returns null says that there is no value: {@link #get} returns null and nothing is stored. What it
 * throws reaches the caller: unchecked exceptions and errors as they are, checked ones as the cause of a
 * {@link java.util.concurrent.CompletionException}; nothing is stored, and one of those who wait tries itself. A loader that asks
 * the cache for the very key that it loads gets an {@link IllegalStateException}.
 *
 * <p><b>What is known beside the values.</b> If the builder was told so, the cache remembers for a while which keys have no value
 * ({@link CacheBuilder#cacheAbsence}), which loads failed ({@link CacheBuilder#cacheFailures}: the same exception is thrown
 * again) and which values expired ({@link CacheBuilder#staleOnError}: returned by {@code get} and {@code getAll}, and by
 * nothing else, when a load fails, but not for an error). All three are kept apart, count toward no bound but
 * {@link CacheBuilder#maximumAside}, and end when the key is stored or invalidated.
 *
 * <p>{@snippet :
 * LoadingCache<Long, String> customers = Cache.<Long, String>builder()
 *         .maximumSize(10_000)
 *         .expireAfterWrite(Duration.ofMinutes(10))
 *         .refreshAfterWrite(Duration.ofMinutes(1))
 *         .cacheAbsence(Duration.ofSeconds(30))
 *         .cacheFailures(Duration.ofSeconds(5))
 *         .staleOnError(Duration.ofHours(1))
 *         .build(database::find);
 *
 * String customer = customers.get(42L);
 * }
 *
 * @param <K> the type of the keys
 * @param <V> the type of the values
 */
public sealed interface LoadingCache<K, V> extends Cache<K, V> permits LoadedCache {
    /**
     * {@return the value of a key, which is loaded if it is missing; null if there is none}
     *
     * @param key the key
     * @throws IllegalStateException if this thread is just loading the same key
     * @throws java.util.concurrent.CompletionException if the loader throws a checked exception
     */
    @Nullable
    V get(K key);

    /**
     * {@return the values of those of the keys that have one, in the order of the keys}
     *
     * <p>What is missing is loaded, all at once if the loader is a {@link BulkCacheLoader}: keys that others are loading already are
     * left to them and waited for afterwards, so two calls never wait for each other. If a load fails, its exception is thrown;
     * what was loaded before stays.
     *
     * @param keys the keys; one that comes twice counts once
     * @throws java.util.concurrent.CompletionException if the loader throws a checked exception
     */
    Map<K, V> getAll(Iterable<? extends K> keys);

    /**
     * Loads the value of a key again in the background, or for the first time. The value so far is there until then. At most
     * one refresh of a key runs at a time.
     *
     * @param key the key
     */
    void refresh(K key);
}
