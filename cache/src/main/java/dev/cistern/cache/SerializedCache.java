package dev.cistern.cache;

/**
 * A cache that keeps its values as bytes, and those of the entries that are asked for most decoded as well.
 *
 * <p>What it is for: many values in little memory, since an object's bytes often take a third of the object, and one array is less
 * for the collector to follow than a graph. What it costs: a hit on a value that is not hot decodes it, and two hits may give two
 * objects that are equal but not the same. So values must be immutable and have {@code equals} where {@link #asMap()}'s
 * {@code remove(key, value)} and {@code replace(key, old, new)} are used.
 *
 * <p><b>Hot values.</b> One hit in eight on a value that is not hot makes it hot. A hot value stays until the hand of a clock finds
 * that it was not asked for since it came by last. It belongs to the entry as it was then: if that changes or leaves, the hot
 * value is out of use at once, without anybody being told.
 *
 * <p><b>Writing back.</b> A stored value is there at once, decoded; its bytes are made in the background. Only the newest value
 * of a key is encoded. If too many wait, whoever stores one encodes it. While a value waits it counts as many bytes as
 * values have on average. {@link #cleanUp()} and {@link #close()} encode what waits before they return.
 *
 * @param <K> the type of the keys
 * @param <V> the type of the values
 */
public sealed interface SerializedCache<K, V> extends Cache<K, V> permits PackedCache {
    /** {@return what was encoded and decoded so far} Cost: proportional to the number of cores. */
    SerializedStats serialized();
}
