package dev.cistern.cache;

import org.jspecify.annotations.Nullable;

/**
 * Gets values from where they come from. Called by several threads at once, for one key by one at a time.
 *
 * @param <K> the type of the keys
 * @param <V> the type of the values
 */
@FunctionalInterface
public interface CacheLoader<K, V> {
    /**
     * {@return the value of a key, or null if it has none}
     *
     * @param key the key
     * @throws Exception if it can't be found out
     */
    @Nullable
    V load(K key) throws Exception;

    /**
     * {@return the value of a key that has one already, or null if it has none any more}
     *
     * <p>Called for {@link CacheBuilder#refreshAfterWrite}; loads, unless it is overridden.
     *
     * @param key the key
     * @param old its value so far, which readers still get
     * @throws Exception if it can't be found out; the old value then stays
     */
    default @Nullable V reload(K key, V old) throws Exception {
        return load(key);
    }
}
