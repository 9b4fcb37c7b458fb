package dev.cistern.cache;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The most frequent keys of a stream, found with a fixed number of counters. Single-threaded.
 *
 * <p><b>Algorithm.</b> Space-Saving (Metwally, Agrawal and El Abbadi, "Efficient Computation of Frequent and Top-k Elements in
 * Data Streams", ICDT 2005): a key without a counter takes over the one with the lowest count, and what that had is
 * the most by which its own count is too high. A key that is more than one in as many requests as there are counters has
 * one for sure. The counters are a heap by their counts. Each time a window of requests is over all counts are halved, so
 * the past is forgotten.
 *
 * <p><b>Cost.</b> O(log counters) a request. Holds on to as many keys as there are counters.
 */
final class HeavyHitters {
    private static final int WINDOW_PER_COUNTER = 100;
    private static final int SMALLEST_WINDOW = 10_000;

    /** What is known of one key. */
    static final class Counter {
        final Object key;
        long count;
        long overestimate;
        private int position;

        private Counter(Object key) {
            this.key = key;
        }
    }

    private final @Nullable Counter[] heap;
    private final Map<Object, Counter> byKey;
    private final long window;
    private int size;
    private long total;

    HeavyHitters(int counters) {
        heap = new @Nullable Counter[counters];
        byKey = new HashMap<>();
        window = Math.max(SMALLEST_WINDOW, (long) WINDOW_PER_COUNTER * counters);
    }

    void add(Object key) {
        Counter counter = byKey.get(key);
        if (counter == null) {
            counter = take(key);
        }
        counter.count++;
        sink(counter);
        if (++total >= window) {
            halve();
        }
    }

    private Counter take(Object key) {
        Counter counter = new Counter(key);
        Counter lowest = heap[0];
        if (size < heap.length) {
            place(counter, size++);
            rise(counter);
        } else if (lowest != null) {
            byKey.remove(lowest.key);
            counter.count = lowest.count;
            counter.overestimate = lowest.count;
            place(counter, 0);
        }
        byKey.put(key, counter);
        return counter;
    }

    private void place(Counter counter, int position) {
        heap[position] = counter;
        counter.position = position;
    }

    private void rise(Counter counter) {
        int at = counter.position;
        while (at > 0) {
            Counter parent = at((at - 1) >> 1);
            if (parent.count <= counter.count) {
                break;
            }
            place(parent, at);
            at = (at - 1) >> 1;
        }
        place(counter, at);
    }

    private void sink(Counter counter) {
        int at = counter.position;
        while (2 * at + 1 < size) {
            int child = 2 * at + 1;
            if (child + 1 < size && at(child + 1).count < at(child).count) {
                child++;
            }
            if (at(child).count >= counter.count) {
                break;
            }
            place(at(child), at);
            at = child;
        }
        place(counter, at);
    }

    private Counter at(int position) {
        Counter counter = heap[position];
        if (counter == null) {
            throw new AssertionError("no counter at " + position + " of " + size);
        }
        return counter;
    }

    /** Halving keeps the order, so the heap stays one. */
    private void halve() {
        total >>= 1;
        for (int i = 0; i < size; i++) {
            at(i).count >>= 1;
            at(i).overestimate >>= 1;
        }
    }

    /** {@return how many requests are counted, older ones counting less} */
    long total() {
        return total;
    }

    /** {@return the counters with the highest counts, the highest first} */
    List<Counter> top(int limit) {
        List<Counter> all = new ArrayList<>();
        for (Counter counter : Arrays.copyOf(heap, size)) {
            if (counter != null && counter.count > 0) {
                all.add(counter);
            }
        }
        all.sort(Comparator.comparingLong((Counter counter) -> counter.count).reversed());
        return all.subList(0, Math.min(limit, all.size()));
    }

    void clear() {
        Arrays.fill(heap, null);
        byKey.clear();
        size = 0;
        total = 0;
    }
}
