package dev.cistern.cache.internal.eviction;

import dev.cistern.cache.Evictor;
import dev.cistern.cache.EvictorConfig;
import java.util.Arrays;

/**
 * LRU-K, LFU, and everything between: the entry with the lowest {@code w · recency + (1 − w) · frequency} goes.
 *
 * <p><b>Algorithm.</b> Recency is the time of the K-th last request, in units of the capacity; frequency is the binary
 * logarithm of 1 + the number of requests. Neither changes while an entry is left alone, so the entries lie in a heap and
 * old fame fades by itself: everybody else's recency grows. {@code w = 1} is LRU-K: entries that have not yet had K
 * requests go first, the oldest of them first. {@code w = 0} is LFU without ageing. Between the two, a request
 * that an entry has not had yet counts as one capacity before its first. The requests of as many evicted entries as there
 * are residents are remembered, as LRU-K wants it; LFU remembers none.
 *
 * <p><b>References.</b> O'Neil, O'Neil and Weikum, "The LRU-K Page Replacement Algorithm for Database Disk Buffering"
 * (SIGMOD 1993); Lee et al., "LRFU: A Spectrum of Policies that Subsumes the Least Recently Used and Least Frequently
 * Used Policies" (IEEE Transactions on Computers, 2001), whose spectrum has another formula.
 *
 * <p><b>Cost.</b> O(log n) a request; 24 + 8 K bytes a slot, and as much with an index of 12 to 24 for what is remembered.
 */
public final class Score implements Evictor {
    private static final double NEVER = 1e9;

    private final int k;
    private final History history = new History();
    private double weight;

    private double capacity = 1;
    private int[] hashes = new int[0];
    private int[] counts = new int[0];
    private long[] times = new long[0];
    private double[] scores = new double[0];
    private int[] heap = new int[0];
    private int[] places = new int[0];
    private int size;

    /**
     * A policy to be given a capacity by {@link #reset}.
     *
     * @param k the how many-th last request counts for recency; 1 to 8
     * @param weight of recency, 0 to 1
     */
    public Score(int k, double weight) {
        this.k = k;
        this.weight = weight;
    }

    @Override
    public void reset(EvictorConfig config) {
        capacity = config.capacity();
        size = 0;
        allocate(Sizes.initial(config));
        history.reset(weight == 0 ? 0 : config.capacity(), k);
    }

    private void allocate(int slots) {
        hashes = Arrays.copyOf(hashes, slots);
        counts = Arrays.copyOf(counts, slots);
        times = Arrays.copyOf(times, slots * k);
        scores = Arrays.copyOf(scores, slots);
        heap = Arrays.copyOf(heap, slots);
        places = Arrays.copyOf(places, slots);
    }

    /** Changes the weight of recency, and with it the order of all entries; O(n). */
    void reweigh(double changed) {
        weight = changed;
        for (int place = 0; place < size; place++) {
            scores[heap[place]] = score(heap[place]);
        }
        for (int place = size / 2 - 1; place >= 0; place--) {
            sink(place);
        }
    }

    @Override
    public void onInsert(int slot, int hash, long time) {
        if (slot >= hashes.length) {
            allocate(Growth.length(hashes.length, slot + 1));
        }
        hashes[slot] = hash;
        counts[slot] = history.recall(hash, times, slot * k);
        request(slot, time);
        places[slot] = size;
        heap[size++] = slot;
        rise(places[slot]);
    }

    private void request(int slot, long time) {
        counts[slot] = Math.min(counts[slot], Integer.MAX_VALUE - 1) + 1;
        int newest = slot * k;
        System.arraycopy(times, newest, times, newest + 1, k - 1);
        times[newest] = time;
        scores[slot] = score(slot);
    }

    private double score(int slot) {
        int known = Math.min(k, counts[slot]);
        double recency = times[slot * k + known - 1] / capacity - (known < k ? missing() : 0);
        return weight * recency + (1 - weight) * Math.log1p(counts[slot]) / Math.log(2);
    }

    private double missing() {
        return weight == 1 ? NEVER : 1;
    }

    @Override
    public void onAccess(int slot, long time) {
        request(slot, time);
        sink(places[slot]);
    }

    @Override
    public int evict(long time) {
        int victim = heap[0];
        history.remember(hashes[victim], counts[victim], times, victim * k);
        onRemove(victim);
        return victim;
    }

    @Override
    public void onRemove(int slot) {
        int place = places[slot];
        int last = heap[--size];
        if (last != slot) {
            heap[place] = last;
            places[last] = place;
            sink(place);
            rise(places[last]);
        }
    }

    private boolean before(int one, int other) {
        return scores[one] < scores[other] || (scores[one] == scores[other] && times[one * k] < times[other * k]);
    }

    private void rise(int from) {
        int slot = heap[from];
        int place = from;
        while (place > 0 && before(slot, heap[(place - 1) >>> 1])) {
            put(place, heap[(place - 1) >>> 1]);
            place = (place - 1) >>> 1;
        }
        put(place, slot);
    }

    private void sink(int from) {
        int slot = heap[from];
        int place = from;
        while (2 * place + 1 < size) {
            int child = 2 * place + 1;
            if (child + 1 < size && before(heap[child + 1], heap[child])) {
                child++;
            }
            if (!before(heap[child], slot)) {
                break;
            }
            put(place, heap[child]);
            place = child;
        }
        put(place, slot);
    }

    private void put(int place, int slot) {
        heap[place] = slot;
        places[slot] = place;
    }
}
