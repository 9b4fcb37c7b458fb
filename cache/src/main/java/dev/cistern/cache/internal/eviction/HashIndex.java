package dev.cistern.cache.internal.eviction;

import java.util.Arrays;

/**
 * From hashes of 32 bits to numbers, by open addressing in one flat array. Several numbers under one hash are allowed;
 * {@link #find} gives one of them.
 *
 * <p>Memory: 8 bytes a place, one and a half to three places a number. A removal moves what follows back, so there are no
 * tombstones to clean up. Costs O(1) for well spread hashes.
 */
final class HashIndex {
    static final int NONE = -1;
    private static final long EMPTY = -1L;

    private long[] places;
    private int mask;
    private int size;

    HashIndex(int expected) {
        places = emptied(Integer.highestOneBit(Math.max(4, expected + (expected >> 1)) - 1) << 1);
        mask = places.length - 1;
    }

    private static long[] emptied(int length) {
        long[] places = new long[length];
        Arrays.fill(places, EMPTY);
        return places;
    }

    int size() {
        return size;
    }

    void clear() {
        Arrays.fill(places, EMPTY);
        size = 0;
    }

    /** The number under this hash, or {@link #NONE}. */
    int find(int hash) {
        int place = first(hash);
        return place == NONE ? NONE : number(place);
    }

    /** The place of the first number under this hash, or {@link #NONE}. */
    int first(int hash) {
        return from(home(hash), hash);
    }

    /** The place of the next number under this hash, or {@link #NONE}. */
    int next(int hash, int place) {
        return from((place + 1) & mask, hash);
    }

    /** The number at a place. */
    int number(int place) {
        return (int) places[place];
    }

    private int from(int start, int hash) {
        for (int i = start; ; i = (i + 1) & mask) {
            long place = places[i];
            if (place == EMPTY) {
                return NONE;
            }
            if ((int) (place >>> 32) == hash) {
                return i;
            }
        }
    }

    /** Adds a number that is at least 0. */
    void add(int hash, int number) {
        if (size + (size >> 2) >= mask) {
            grow();
        }
        int i = home(hash);
        while (places[i] != EMPTY) {
            i = (i + 1) & mask;
        }
        places[i] = ((long) hash << 32) | number;
        size++;
    }

    /** Takes out this number, which is under this hash. */
    void remove(int hash, int number) {
        long wanted = ((long) hash << 32) | number;
        int i = home(hash);
        while (places[i] != wanted) {
            if (places[i] == EMPTY) {
                return;
            }
            i = (i + 1) & mask;
        }
        close(i);
        size--;
    }

    private void close(int gap) {
        int hole = gap;
        for (int i = (hole + 1) & mask; places[i] != EMPTY; i = (i + 1) & mask) {
            int home = home((int) (places[i] >>> 32));
            if (((i - home) & mask) >= ((i - hole) & mask)) {
                places[hole] = places[i];
                hole = i;
            }
        }
        places[hole] = EMPTY;
    }

    private void grow() {
        long[] old = places;
        places = emptied(old.length << 1);
        mask = places.length - 1;
        size = 0;
        for (long place : old) {
            if (place != EMPTY) {
                add((int) (place >>> 32), (int) place);
            }
        }
    }

    private int home(int hash) {
        return (hash * 0x9E3779B9) >>> 7 & mask;
    }
}
