package dev.cistern.cache;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Shows a sample of the requests to {@link HeavyHitters}; {@link HitSample} says which requests belong to it.
 *
 * <p><b>Concurrency.</b> Whoever finds the lock taken goes on: a request of the sample is lost then, whatever its key.
 */
final class HotKeys {
    private static final int COUNTERS_PER_KEY = 4;
    private static final int FEWEST_COUNTERS = 64;

    private final HeavyHitters hitters;
    private final ReentrantLock lock = new ReentrantLock();
    private final int most;

    HotKeys(int most) {
        this.most = most;
        hitters = new HeavyHitters(Math.max(FEWEST_COUNTERS, COUNTERS_PER_KEY * most));
    }

    /** A request of the sample. */
    void see(Object key) {
        if (lock.tryLock()) {
            try {
                hitters.add(key);
            } finally {
                lock.unlock();
            }
        }
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
                        counter.count * HitSample.RATE,
                        counter.overestimate * HitSample.RATE,
                        Math.min(1, counter.count / all)));
            }
        } finally {
            lock.unlock();
        }
        return top;
    }
}
