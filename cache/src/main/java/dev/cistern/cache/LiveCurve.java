package dev.cistern.cache;

import dev.cistern.cache.internal.eviction.MissCurve;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The miss-ratio curve of a running cache: a {@link MissCurve} with a lock around it, and what the cache itself missed
 * meanwhile.
 *
 * <p><b>Concurrency.</b> The lock is taken under that of a stripe, never the other way round.
 */
final class LiveCurve {
    /** After how many sampled requests the cache's own counters are read. */
    private static final int EPOCH = 1_024;

    private final ReentrantLock lock = new ReentrantLock();
    private final MissCurve curve;
    /** Of all stripes together. */
    private final AtomicLong entries = new AtomicLong();

    private final boolean isWeighted;
    private volatile long maximumSize;
    private @Nullable CacheCounters counters;
    private int requests;
    /** Of the cache itself, older ones counting less. */
    private double hits;

    private double misses;
    private long hitsBefore;
    private long missesBefore;

    /** A curve that has seen nothing, of a cache with at least one of the two bounds. */
    LiveCurve(long maximumSize, long maximumWeight) {
        this.maximumSize = maximumSize;
        isWeighted = maximumWeight != Budget.UNBOUNDED;
        curve = new MissCurve(Math.min(maximumSize, maximumWeight));
    }

    /** Sets where the cache's own hits and misses are counted; before anybody else sees this. */
    void attach(CacheCounters of) {
        counters = of;
    }

    /** {@return whether the sample is a small part of all keys} */
    boolean isSparse() {
        return curve.isSparse();
    }

    boolean samples(int hash) {
        return curve.samples(hash);
    }

    void request(int hash) {
        lock.lock();
        try {
            curve.request(hash);
            if (++requests == EPOCH) {
                requests = 0;
                look(Math.exp(-EPOCH / curve.memory()));
            }
        } finally {
            lock.unlock();
        }
    }

    private void look(double kept) {
        CacheCounters now = counters;
        if (now != null) {
            long hitsNow = now.hits();
            long missesNow = now.misses();
            hits = kept * hits + hitsNow - hitsBefore;
            misses = kept * misses + missesNow - missesBefore;
            hitsBefore = hitsNow;
            missesBefore = missesNow;
        }
    }

    void remove(int hash) {
        lock.lock();
        try {
            curve.remove(hash);
        } finally {
            lock.unlock();
        }
    }

    /** Takes note that the cache holds so many more entries. */
    void count(int more) {
        entries.addAndGet(more);
    }

    /** Takes note that the cache has no room: what it holds, or may hold after the bound was lowered, is what fits. */
    void isFull() {
        resize(Math.min(entries.get(), maximumSize));
    }

    /** Takes note of another bound on the entries. */
    void maximumSize(long value) {
        maximumSize = value;
        // Where a weight is bounded too the entries may be far fewer, and are counted.
        if (!isWeighted) {
            resize(value);
        }
    }

    private void resize(long capacity) {
        if (!curve.isAbout(capacity)) {
            lock.lock();
            try {
                curve.resize(capacity);
                look(0);
                hits = 0;
                misses = 0;
            } finally {
                lock.unlock();
            }
        }
    }

    /** {@return the curve in the unit of a bound; empty while too little was seen} */
    Optional<MissRatioCurve> curve(long bound) {
        lock.lock();
        try {
            look(1);
            double all = hits + misses;
            return all > 0 ? curve.curve(bound, misses / all) : Optional.empty();
        } finally {
            lock.unlock();
        }
    }
}
