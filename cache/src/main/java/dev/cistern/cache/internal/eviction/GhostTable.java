package dev.cistern.cache.internal.eviction;

/**
 * Remembers the hashes of the last so many evicted keys, as fingerprints in one flat array of shorts.
 *
 * <p><b>Algorithm.</b> Buckets of four; the mixed hash chooses the bucket, 12 of its bits are kept beside a 4-bit time stamp that
 * advances once every {@value #TICKS}th of the capacity. A new ghost replaces the oldest of its bucket. One older than the
 * capacity is forgotten. A key that never was here is taken for a ghost about once in a thousand times.
 *
 * <p><b>Memory.</b> Two bytes a ghost.
 */
final class GhostTable {
    private static final int WAYS = 4;
    private static final int SMALLEST = 64;
    private static final int STAMP_BITS = 4;
    private static final int STAMPS = 1 << STAMP_BITS;
    private static final int TICKS = 8;
    private static final int FINGERPRINTS = 0xFFF;

    private short[] ghosts = new short[SMALLEST];
    private int capacity = SMALLEST;
    private long added;

    /** Sets how many ghosts are remembered. What was held is forgotten. */
    void resize(int wanted) {
        capacity = Math.max(SMALLEST, wanted);
        ghosts = new short[(capacity + WAYS - 1) / WAYS * WAYS];
    }

    int capacity() {
        return capacity;
    }

    void add(int hash) {
        int mixed = mixed(hash);
        int base = bucket(mixed);
        int stamp = stamp();
        int oldest = base;
        int oldestAge = -1;
        for (int i = base; i < base + WAYS; i++) {
            int age = ghosts[i] == 0 ? STAMPS : age(ghosts[i], stamp);
            if (age > oldestAge) {
                oldest = i;
                oldestAge = age;
            }
        }
        ghosts[oldest] = (short) (fingerprint(mixed) << STAMP_BITS | stamp);
        added++;
    }

    /** {@return whether the hash was remembered; it is not any more} */
    boolean forget(int hash) {
        int mixed = mixed(hash);
        int base = bucket(mixed);
        int fingerprint = fingerprint(mixed);
        for (int i = base; i < base + WAYS; i++) {
            int ghost = ghosts[i];
            if ((ghost >>> STAMP_BITS & FINGERPRINTS) == fingerprint) {
                ghosts[i] = 0;
                return age(ghost, stamp()) <= TICKS;
            }
        }
        return false;
    }

    private static int age(int ghost, int stamp) {
        return (stamp - ghost) & (STAMPS - 1);
    }

    private int stamp() {
        return (int) (added * TICKS / capacity) & (STAMPS - 1);
    }

    /** Mixed again, since all hashes of a stripe begin with the same bits. */
    private static int mixed(int hash) {
        int mixed = (hash ^ hash >>> 15) * 0x9E3779B1;
        return mixed ^ mixed >>> 16;
    }

    private int bucket(int mixed) {
        int buckets = ghosts.length / WAYS;
        return (int) (((long) buckets * (mixed >>> 1)) >>> 31) * WAYS;
    }

    /** From 1 on, so that no ghost looks like an empty place; of the lower bits, since the upper ones choose the bucket. */
    private static int fingerprint(int mixed) {
        return Math.max(1, mixed & FINGERPRINTS);
    }
}
