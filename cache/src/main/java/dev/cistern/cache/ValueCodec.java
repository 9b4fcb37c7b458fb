package dev.cistern.cache;

/**
 * Turns values into bytes and back, for caches that keep them serialized; see {@link CacheBuilder#buildSerialized}.
 *
 * <p>Must be thread-safe. Called outside any lock: {@link #encode} by a thread of the cache or by whoever stores a value,
 * {@link #decode} by readers. Must not change the same key of the cache.
 *
 * @param <V> the type of the values
 */
public interface ValueCodec<V> {
    /**
     * Turns a value into bytes. If this throws or gives null, the value is not kept: where a caller waits for it the caller gets
     * the exception and the entry stays as it was; in the background the entry is removed and the failure is counted and
     * logged.
     *
     * @param value the value
     * @return its bytes, which belong to the cache from then on
     */
    byte[] encode(V value);

    /**
     * Turns bytes into a value. If this throws or gives null, the entry is removed as if it were not there, and the failure is
     * counted and logged.
     *
     * @param bytes what {@link #encode} gave; must not be changed
     * @return the value, equal to the one that was encoded
     */
    V decode(byte[] bytes);
}
