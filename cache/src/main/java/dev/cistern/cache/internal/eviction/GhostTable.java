package dev.cistern.cache.internal.eviction;

import java.util.Arrays;

/**
 * Remembers the hashes of the last so many evicted keys, as fingerprints in one flat array of ints.
 *
 * <p><b>Algorithm.</b> Buckets of four; the mixed hash chooses the bucket, the lower 22 of the 30 are kept beside a
 * 10-bit time stamp that advances once every 256th of the capacity. A new ghost replaces the oldest of its bucket. One older
 * than the capacity is forgotten. Grows by doubling, forgetting what it held, until it suits the capacity.
 */
final class GhostTable {
    private static final int WAYS = 4;
    private static final int SMALLEST = 64;
    private static final int STAMP_BITS = 10;
    private static final int STAMPS = 1 << STAMP_BITS;
    private static final int TICKS = 256;

    private int[] ghosts = new int[SMALLEST];
    private int capacity = SMALLEST;
    private long added;

    /** Sets how many ghosts are remembered. */
    void resize(int wanted) {
        capacity = Math.max(SMALLEST, wanted);
        int length = Integer.highestOneBit(Math.max(SMALLEST, capacity + capacity / 2));
        if (length != ghosts.length) {
            ghosts = new int[length];
        }
    }

    int capacity() {
        return capacity;
    }

    void add(int hash) {
        int base = bucket(hash);
        int stamp = stamp();
        int oldest = base;
        int oldestAge = -1;
        for (int i = base; i < base + WAYS; i++) {
            int age = ghosts[i] == 0 ? STAMPS : (stamp - ghosts[i]) & (STAMPS - 1);
            if (age > oldestAge) {
                oldest = i;
                oldestAge = age;
            }
        }
        ghosts[oldest] = fingerprint(hash) | stamp;
        added++;
    }

    /** {@return whether the hash was remembered; it is not any more} */
    boolean forget(int hash) {
        int base = bucket(hash);
        for (int i = base; i < base + WAYS; i++) {
            if (((ghosts[i] ^ fingerprint(hash)) & -STAMPS) == 0 && ghosts[i] != 0) {
                boolean young = ((stamp() - ghosts[i]) & (STAMPS - 1)) <= TICKS;
                ghosts[i] = 0;
                return young;
            }
        }
        return false;
    }

    void clear() {
        Arrays.fill(ghosts, 0);
    }

    private int stamp() {
        return (int) (added * TICKS / capacity) & (STAMPS - 1);
    }

    private int bucket(int hash) {
        int buckets = ghosts.length / WAYS;
        // Mixed again, since all hashes of a stripe begin with the same bits.
        int mixed = hash * 0x9E3779B1;
        return (int) (((long) buckets * (mixed >>> 1)) >>> 31) * WAYS;
    }

    private static int fingerprint(int hash) {
        // Odd, so that no ghost looks like an empty slot.
        return ((hash >>> 2) | 1) << STAMP_BITS;
    }
}
