package dev.cistern.cache;

/**
 * What an {@link Evictor} is told at the start.
 *
 * @param capacity how many entries there may be; at least 1. Where the bound is a weight, the number of entries that
 *     usually fit
 * @param seed where whatever is random in the policy begins
 */
public record EvictorConfig(int capacity, long seed) {
    /** Refuses a capacity below 1. */
    public EvictorConfig {
        if (capacity < 1) {
            throw new IllegalArgumentException("capacity must be at least 1, but was " + capacity);
        }
    }

    /**
     * A configuration with the usual seed.
     *
     * @param capacity how many entries there may be; at least 1
     */
    public EvictorConfig(int capacity) {
        this(capacity, 0);
    }
}
