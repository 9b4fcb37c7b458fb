package dev.cistern.cache;

/** An entry that knows when its value was written; for caches that refresh. */
final class DatedNode extends TimedNode {
    /** The ticker's reading in nanoseconds; written under the stripe's lock, read by anybody. */
    long writtenAt;

    DatedNode(Object key, int hash, Object value, int weight) {
        super(key, hash, value, weight);
    }
}
