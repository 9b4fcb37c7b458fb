package dev.cistern.cache.internal.eviction;

/**
 * Learns from a sample of the requests which mode the rings of a cache should be in. All stripes of a cache share one, so
 * where there are several threads its owner puts a lock around {@link #request} and {@link #resize}; the other two are safe
 * without.
 */
public interface Advisor {
    /**
     * Whether a hash is in the sample. Safe without a lock; an answer that is a moment old does no harm.
     *
     * @param hash of a node
     * @return whether its requests are wanted
     */
    boolean samples(int hash);

    /**
     * A miss, or a hit on a node that is not saturated.
     *
     * @param hash one that is in the sample
     */
    void request(int hash);

    /** {@return the mode that does best lately; safe without a lock} */
    Mode mode();

    /** {@return a number that changes when the requests have become others altogether; safe without a lock} */
    int era();

    /**
     * Sets how many nodes all stripes together have room for; forgets what was learnt if that differs much.
     *
     * @param capacity from 1
     */
    void resize(long capacity);
}
