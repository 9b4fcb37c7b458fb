package dev.cistern.cache.internal.eviction;

import dev.cistern.cache.EvictorConfig;

/** With how many slots a policy begins, and which hashes belong to a sample. */
final class Sizes {
    private static final int MOST_AT_FIRST = 63;

    private Sizes() {}

    /** Few: a cache may never be filled, so the arrays of its policy grow with it. */
    static int initial(EvictorConfig config) {
        return Math.min(config.capacity(), MOST_AT_FIRST) + 1;
    }

    /** How often to halve a capacity so that it is below twice this size. */
    static int sampleShift(int capacity, int size) {
        int shift = 0;
        while (capacity >> (shift + 1) >= size) {
            shift++;
        }
        return shift;
    }

    /** Whether a hash belongs to the sample of one in 2^shift. */
    static boolean sampled(int hash, int shift) {
        // Other bits than those that choose a table's chain or a stripe.
        return shift == 0 || (hash * 0x9E3779B1) >>> (32 - shift) == 0;
    }
}
