package dev.cistern.cache;

import java.util.List;

/**
 * Makes changes in the store behind a cache; see {@link WriteBehind}.
 *
 * @param <K> the type of the keys
 * @param <V> the type of the values
 */
@FunctionalInterface
public interface StoreWriter<K, V> {
    /**
     * Makes changes so that they survive whatever they are meant to survive, before it returns.
     *
     * <p>Called by one thread at a time, with at most one change of a key. If it throws, the same changes come again, some perhaps with
     * newer values: so each must be such that it may be made twice. It must not change the cache it writes for, nor load into it:
     * that may wait for a caller who waits until changes were written, and without room for more it throws.
     *
     * @param changes what to change, the oldest first; never empty, unmodifiable
     * @throws Exception if not all of it could be done; then all of it is tried again
     */
    void write(List<StoreChange<K, V>> changes) throws Exception;
}
