package dev.cistern.cache;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Counts requests, and shows one in {@value #ONE_IN} to {@link HeavyHitters}.
 *
 * <p><b>Concurrency.</b> Which request is one of the sample follows from the counter that its thread counts in anyway. Whoever
 * finds the lock taken goes on: a request of the sample is lost then, whatever its key.
 */
final class HotKeys {
    static final int ONE_IN = 16;
    private static final int COUNTERS_PER_KEY = 4;
    private static final int FEWEST_COUNTERS = 64;
    private static final long MIX = 0xBF58476D1CE4E5B9L;

    private final StripedCounter hits = new StripedCounter();
    private final StripedCounter misses = new StripedCounter();
    private final HeavyHitters hitters;
    private final ReentrantLock lock = new ReentrantLock();
    private final int most;

    HotKeys(int most) {
        this.most = most;
        hitters = new HeavyHitters(Math.max(FEWEST_COUNTERS, COUNTERS_PER_KEY * most));
    }

    void hit(Object key) {
        see(key, hits.next());
    }

    void miss(Object key) {
        see(key, misses.next());
    }

    private void see(Object key, long number) {
        // Mixed, so that a loop whose length has a factor in common with the sample is not seen at the same places
        // again.
        long mixed = (number ^ number >>> 32) * MIX;
        if (((mixed ^ mixed >>> 29) * MIX) >>> 60 == 0 && lock.tryLock()) {
            try {
                hitters.add(key);
            } finally {
                lock.unlock();
            }
        }
    }

    long hits() {
        return hits.sum();
    }

    long misses() {
        return misses.sum();
    }

    /** Forgets all, and holds on to no key. */
    void clear() {
        lock.lock();
        try {
            hitters.clear();
        } finally {
            lock.unlock();
        }
    }

    @SuppressWarnings("unchecked")
    <K> List<HotKey<K>> top(int limit) {
        List<HotKey<K>> top = new ArrayList<>();
        lock.lock();
        try {
            double all = Math.max(1, hitters.total());
            for (HeavyHitters.Counter counter : hitters.top(Math.min(limit, most))) {
                top.add(new HotKey<>(
                        (K) counter.key,
                        counter.count * ONE_IN,
                        counter.overestimate * ONE_IN,
                        Math.min(1, counter.count / all)));
            }
        } finally {
            lock.unlock();
        }
        return top;
    }
}
