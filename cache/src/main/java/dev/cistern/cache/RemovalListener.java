package dev.cistern.cache;

/**
 * Is told of values that left the cache.
 *
 * <p>Called after the fact, without any lock held, by the thread that caused it and before its call returns; so it may use the
 * cache. What it throws is logged and goes nowhere else. Calls for one key may overlap if several threads change it.
 *
 * @param <K> the type of the keys
 * @param <V> the type of the values
 */
@FunctionalInterface
public interface RemovalListener<K, V> {
    /**
     * Takes note of a removal.
     *
     * @param key the key
     * @param value the value that the key had
     * @param cause why it left
     */
    void onRemoval(K key, V value, RemovalCause cause);
}
