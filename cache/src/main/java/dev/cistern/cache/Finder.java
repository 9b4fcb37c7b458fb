package dev.cistern.cache;

import org.jspecify.annotations.Nullable;

/** Finds the value of a key that is missing in a cache. */
@FunctionalInterface
interface Finder<K, V> {
    /** {@return the value; null if there is none} */
    @Nullable
    V find(K key);
}
