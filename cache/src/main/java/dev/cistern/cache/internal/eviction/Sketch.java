package dev.cistern.cache.internal.eviction;

import java.util.Arrays;

/**
 * How often a hash was seen lately, roughly: a count-min sketch of counters of 4 bits that are halved every so often.
 *
 * <p>Algorithm: four counters a hash, all in one block of eight longs; the estimate is the least of them. Whenever the number
 * of increments reaches the sample size, every counter is halved. After Cormode and Muthukrishnan, "An Improved Data Stream
 * Summary" (2005), with the ageing of Einziger, Friedman and Manes, "TinyLFU" (2017).
 *
 * <p>Memory: 8 bytes for as many entries as share them, rounded up to a power of two.
 */
final class Sketch {
    private static final int MAXIMUM = 15;
    private static final long ONES = 0x1111_1111_1111_1111L;
    private static final long HALVED = 0x7777_7777_7777_7777L;
    private static final int LEAST_SAMPLE = 3_000;
    private static final int BLOCK = 8;

    private final int entriesOfALong;
    private long[] table;
    private int blockMask;
    private int sample;
    private int increments;

    /**
     * A sketch with nothing counted.
     *
     * @param capacity how many entries it is for
     * @param entriesOfALong how many entries share 8 bytes, a power of two: 1 errs least, 8 a little more often
     */
    Sketch(int capacity, int entriesOfALong) {
        this.entriesOfALong = entriesOfALong;
        table = new long[length(capacity)];
        adopt(capacity);
    }

    private int length(int capacity) {
        int longs = Math.min(capacity, 1 << 29) / entriesOfALong;
        return Math.max(BLOCK, Integer.highestOneBit(Math.max(1, longs - 1)) << 1);
    }

    private void adopt(int capacity) {
        blockMask = table.length / BLOCK - 1;
        sample = (int) Math.min(Integer.MAX_VALUE, Math.max(10L * capacity, LEAST_SAMPLE));
    }

    /** Makes room for so many entries. What was counted stays counted: each half of a larger table begins as the smaller one. */
    void ensure(int entries) {
        if (entries > (long) table.length * entriesOfALong) {
            long[] old = table;
            table = new long[length(entries)];
            for (int at = 0; at < table.length; at += old.length) {
                System.arraycopy(old, 0, table, at, old.length);
            }
            adopt(table.length * entriesOfALong);
        }
    }

    /** How often, at most 15. */
    int frequency(int hash) {
        int block = block(hash);
        int counters = spread(hash);
        int least = MAXIMUM;
        for (int row = 0; row < 4; row++) {
            int h = counters >>> (row << 3);
            int at = block + (row << 1) + (h & 1);
            least = Math.min(least, (int) (table[at] >>> ((h >>> 1 & 15) << 2)) & 15);
        }
        return least;
    }

    void increment(int hash) {
        int block = block(hash);
        int counters = spread(hash);
        boolean added = false;
        for (int row = 0; row < 4; row++) {
            int h = counters >>> (row << 3);
            int at = block + (row << 1) + (h & 1);
            int shift = (h >>> 1 & 15) << 2;
            if ((table[at] >>> shift & 15) < MAXIMUM) {
                table[at] += 1L << shift;
                added = true;
            }
        }
        if (added && ++increments >= sample) {
            age();
        }
    }

    void clear() {
        Arrays.fill(table, 0);
        increments = 0;
    }

    private void age() {
        int odd = 0;
        for (int i = 0; i < table.length; i++) {
            odd += Long.bitCount(table[i] & ONES);
            table[i] = table[i] >>> 1 & HALVED;
        }
        increments = (increments - (odd >>> 2)) >>> 1;
    }

    private int block(int hash) {
        int h = hash * 0x85EBCA6B;
        return ((h ^ h >>> 15) & blockMask) << 3;
    }

    private static int spread(int hash) {
        int h = (hash ^ hash >>> 16) * 0xC2B2AE35;
        return h ^ h >>> 13;
    }
}
