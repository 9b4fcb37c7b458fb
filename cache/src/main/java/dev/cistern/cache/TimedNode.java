package dev.cistern.cache;

/**
 * An entry whose time may run out. Both times are ticker readings in nanoseconds; compare them by their difference, since a
 * ticker may wrap around.
 */
sealed class TimedNode extends WeightedNode permits DatedNode {
    /** When it expires, written plainly by readers that extend it: the last one wins. */
    long deadline;

    /** What no access extends the deadline beyond. */
    long limit;

    /** Where the {@link ExpiryWheel} holds it; guarded by the stripe's lock. */
    int wheelStamp;

    TimedNode(Object key, int hash, Object value, int weight) {
        super(key, hash, value, weight);
    }
}
