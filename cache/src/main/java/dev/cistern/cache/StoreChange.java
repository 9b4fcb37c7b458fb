package dev.cistern.cache;

import org.jspecify.annotations.Nullable;

/**
 * A change of one key that is to be made in the store behind a cache.
 *
 * @param key the key
 * @param value its value from now on; null if it was removed
 * @param <K> the type of the keys
 * @param <V> the type of the values
 */
public record StoreChange<K, V>(K key, @Nullable V value) {
    /** {@return whether the key is to be removed} */
    public boolean isRemoval() {
        return value == null;
    }
}
