package dev.cistern.cache.internal.eviction;

import java.util.Arrays;

/**
 * The hashes of the entries that left last, oldest forgotten first.
 *
 * <p>Memory: 4 bytes a ghost for the ring, which grows as it fills, and 12 to 24 for the index.
 */
final class Ghosts {
    private final int capacity;
    private final HashIndex index = new HashIndex(1);
    private int[] ring = new int[1];
    private int head;
    private int filled;

    Ghosts(int capacity) {
        this.capacity = Math.max(1, capacity);
    }

    /** Whether an entry with this hash left not long ago; forgets it then. */
    boolean take(int hash) {
        int at = index.find(hash);
        if (at == HashIndex.NONE) {
            return false;
        }
        index.remove(hash, at);
        return true;
    }

    void add(int hash) {
        if (filled == capacity) {
            index.remove(ring[head], head);
        } else if (++filled > ring.length) {
            ring = Arrays.copyOf(ring, Math.min(capacity, Growth.length(ring.length, filled)));
        }
        ring[head] = hash;
        index.add(hash, head);
        head = head + 1 == capacity ? 0 : head + 1;
    }
}
