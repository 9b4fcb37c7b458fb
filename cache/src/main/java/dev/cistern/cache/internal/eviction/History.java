package dev.cistern.cache.internal.eviction;

import java.util.Arrays;

/** The requests of entries that were evicted, as many as there are entries; the oldest are forgotten first. */
final class History {
    private int capacity;
    private int k;
    private int[] hashes = new int[0];
    private int[] counts = new int[0];
    private long[] times = new long[0];
    private HashIndex index = new HashIndex(1);
    private int next;
    private int filled;

    void reset(int entries, int requests) {
        capacity = entries;
        k = requests;
        hashes = new int[0];
        counts = new int[0];
        times = new long[0];
        index = new HashIndex(1);
        next = 0;
        filled = 0;
    }

    void remember(int hash, int count, long[] from, int at) {
        if (capacity == 0) {
            return;
        }
        if (filled == capacity) {
            index.remove(hashes[next], next);
        } else if (++filled > hashes.length) {
            int length = Math.min(capacity, Growth.length(hashes.length, filled));
            hashes = Arrays.copyOf(hashes, length);
            counts = Arrays.copyOf(counts, length);
            times = Arrays.copyOf(times, length * k);
        }
        hashes[next] = hash;
        counts[next] = count;
        System.arraycopy(from, at, times, next * k, k);
        index.add(hash, next);
        next = next + 1 == capacity ? 0 : next + 1;
    }

    /** How often it was requested, with the last times of it; 0 where it is not remembered. */
    int recall(int hash, long[] to, int at) {
        int found = index.find(hash);
        if (found == HashIndex.NONE) {
            return 0;
        }
        index.remove(hash, found);
        System.arraycopy(times, found * k, to, at, k);
        return counts[found];
    }
}
