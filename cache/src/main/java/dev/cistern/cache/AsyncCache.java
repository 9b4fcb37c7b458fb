package dev.cistern.cache;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A cache whose values are computed elsewhere: nobody waits who does not want to.
 *
 * <p>One computation of a key is under way at a time; who asks meanwhile gets the same future, and whoever cancels or completes it
 * does so for all. A value becomes an entry when it is complete: weight and time to live count from then. A computation that
 * fails, is cancelled or ends with null leaves nothing behind. Thread-safe.
 *
 * <p>A function that waits for the future of its own key waits for ever.
 *
 * @param <K> the type of the keys
 * @param <V> the type of the values
 */
public sealed interface AsyncCache<K, V> extends AutoCloseable permits SingleFlightCache {
    /**
     * {@return the future of a value that is there or under way; null if there is none}
     *
     * @param key the key
     */
    @Nullable
    CompletableFuture<V> getIfPresent(K key);

    /**
     * {@return the future of a value, which is computed on the cache's executor if it is neither there nor under way}
     *
     * @param key the key
     * @param function computes the value; null means that there is none
     * @see CacheBuilder#executor
     */
    CompletableFuture<V> get(K key, Function<? super K, ? extends @Nullable V> function);

    /**
     * {@return the future of a value, whose computation is begun if it is neither there nor under way}
     *
     * @param key the key
     * @param function begins the computation, on the caller's thread
     */
    CompletableFuture<V> getAsync(K key, Function<? super K, ? extends CompletionStage<? extends V>> function);

    /**
     * Stores a value as soon as it is complete. What was under way before is delivered, but not stored; a value that was there
     * before stays until then.
     *
     * @param key the key
     * @param value the value to come
     */
    void put(K key, CompletionStage<? extends V> value);

    /**
     * Takes a key out, if it is there. What is under way is delivered, but not stored.
     *
     * @param key the key
     */
    void invalidate(K key);

    /**
     * {@return the complete values as a cache}
     *
     * <p>A value that is stored there while another is computed is not overwritten by it; an invalidation there does not concern
     * what is under way.
     */
    Cache<K, V> synchronous();

    /** Closes the cache; what is under way is delivered, but not stored. */
    @Override
    void close();
}
