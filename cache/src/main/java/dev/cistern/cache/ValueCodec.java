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
     * Turns a value into bytes. If this throws or gives null, the value is not kept, and the failure is counted. Where a value is
     * encoded before it is stored, the caller gets the exception and the entry stays as it was: with
     * {@link SerializedValues#writeBack} 0, and for the first values of a cache whose bytes are bounded. All other values are
     * stored first and encoded then, in the background, or by the caller if too many wait: there the entry is removed, the
     * value before is gone too, the failure is logged, and the caller hears nothing of it.
     *
     * @param value the value
     * @return its bytes, which belong to the cache from then on
     */
    byte[] encode(V value);

    /**
     * Turns bytes into a value. If this throws or gives null, the key has no value for whoever asked, the failure is counted and
     * logged, and the entry is removed; while its value is computed anew it is left to that.
     *
     * @param bytes what {@link #encode} gave; must not be changed
     * @return the value, equal to the one that was encoded
     */
    V decode(byte[] bytes);
}
