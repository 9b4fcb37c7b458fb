package dev.cistern.cache.internal.eviction;

import java.util.Arrays;

/**
 * Remembers the hashes of the last so many evicted keys, as fingerprints in one flat array of 16 bits each.
 *
 * <p><b>Algorithm.</b> Buckets of four; the mixed hash chooses the bucket, ten bits of it are kept beside a time stamp of
 * six that advances once every 16th of the capacity. A new ghost replaces the oldest of its bucket. One older than the capacity
 * is forgotten. A key that was never seen is taken for a ghost once in 256 times, which lets one newcomer in so many begin
 * where the proven ones are. Grows by doubling, forgetting what it held, until it suits the capacity.
 */
final class GhostTable {
    private static final int WAYS = 4;
    private static final int SMALLEST = 64;
    private static final int STAMP_BITS = 6;
    private static final int STAMPS = 1 << STAMP_BITS;
    private static final int FINGERPRINTS = (1 << 10) - 1;
    private static final int TICKS = 16;

    private char[] ghosts = new char[SMALLEST];
    private int capacity = SMALLEST;
    private long added;

    /** Sets how many ghosts are remembered. */
    void resize(int wanted) {
        capacity = Math.max(SMALLEST, wanted);
        int length = Integer.highestOneBit(Math.max(SMALLEST, capacity + capacity / 2));
        if (length != ghosts.length) {
            ghosts = new char[length];
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
        ghosts[oldest] = (char) (fingerprint(hash) | stamp);
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
        Arrays.fill(ghosts, '\0');
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
        int bits = hash >>> 2 & FINGERPRINTS;
        // Not 0, so that no ghost looks like an empty slot.
        return (bits == 0 ? FINGERPRINTS : bits) << STAMP_BITS;
    }
}
