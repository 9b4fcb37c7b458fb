package dev.cistern.cache;

/**
 * Says how much of {@link CacheBuilder#maximumWeight} an entry takes.
 *
 * <p>Called once for each value, outside any lock, by the thread that stores it; must be thread-safe. An exception goes to the
 * caller, and nothing is stored.
 *
 * @param <K> the type of the keys
 * @param <V> the type of the values
 */
@FunctionalInterface
public interface Weigher<K, V> {
    /**
     * {@return the weight, at least 0, in a unit of the caller's choice}
     *
     * @param key the key
     * @param value the value
     */
    int weigh(K key, V value);
}
