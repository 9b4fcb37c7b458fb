package dev.cistern.pool;

import java.lang.ref.WeakReference;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Times one lease at a time, and a few calls of {@code create}, for the verdict.
 *
 * <p><b>Concurrency.</b> At most one object is being timed; while it is, the pool's gate is raised, so that releases
 * look whether they release it. It may never come back, since whoever acquired it may drop it; so that look is all that
 * a release pays for it. Whoever clears the reference records the time. Samples are rare (one acquire in some
 * thousands), so the histograms are simply synchronised.
 */
final class PoolSampling {
    private static final int LEASE_MASK = (1 << 12) - 1;
    private static final int CREATE_MASK = (1 << 6) - 1;
    private static final long ABANDONED_NANOS = 60_000_000_000L;
    private static final long TIMER_COST = timerCost();

    private final PoolGate gate;
    private final AtomicReference<@Nullable TimedLease> timed = new AtomicReference<>();
    private final LogHistogram creates = new LogHistogram();
    private final LogHistogram resets = new LogHistogram();
    private final LogHistogram leases = new LogHistogram();

    PoolSampling(PoolGate gate) {
        this.gate = gate;
    }

    /** An object whose lease is being timed; held weakly, since one that was dropped is no long lease. */
    record TimedLease(WeakReference<Object> object, long startedAt) {
        static TimedLease of(Object object) {
            return new TimedLease(new WeakReference<>(object), System.nanoTime());
        }
    }

    static boolean wantsLease(long hitsOfStripe) {
        return (hitsOfStripe & LEASE_MASK) == 0;
    }

    static boolean wantsCreate(long missesOfStripe) {
        return (missesOfStripe & CREATE_MASK) == 0;
    }

    /** Asks for the next acquire to be timed, for pools too quiet to be sampled by count. */
    void request() {
        if (timed.get() == null) {
            gate.raise(PoolGate.TIMING_WANTED);
        }
    }

    void begin(Object object) {
        if (timed.get() == null && timed.compareAndSet(null, TimedLease.of(object))) {
            gate.raise(PoolGate.TIMING);
        }
    }

    boolean isTimed(Object object) {
        TimedLease lease = timed.get();
        return lease != null && lease.object().refersTo(object);
    }

    /** Ends the timing if it was this object that was timed. */
    void end(Object object) {
        TimedLease lease = timed.get();
        if (lease == null || !isTimed(object)) {
            return;
        }
        // In this order: once the reference is free the gate is the next sample's to raise.
        gate.lower(PoolGate.TIMING);
        if (timed.compareAndSet(lease, null)) {
            record(leases, System.nanoTime() - lease.startedAt());
        }
    }

    /**
     * Gives up on an object that does not come back: one that was dropped was no lease, one that somebody still has is
     * counted as a long one.
     */
    void expire(long now) {
        TimedLease lease = timed.get();
        if (lease == null) {
            return;
        }
        boolean dropped = lease.object().refersTo(null);
        if (!dropped && now - lease.startedAt() <= ABANDONED_NANOS) {
            return;
        }
        gate.lower(PoolGate.TIMING);
        if (timed.compareAndSet(lease, null) && !dropped) {
            record(leases, now - lease.startedAt());
        }
    }

    void created(long nanos) {
        record(creates, nanos - TIMER_COST);
    }

    void reset(long nanos) {
        record(resets, nanos - TIMER_COST);
    }

    long createSamples() {
        return recorded(creates);
    }

    long leaseSamples() {
        return recorded(leases);
    }

    OptionalDouble createNanos() {
        return quantile(creates, 0.5);
    }

    OptionalDouble resetNanos() {
        return quantile(resets, 0.5);
    }

    OptionalDouble leaseP99Nanos() {
        return quantile(leases, 0.99);
    }

    void forget() {
        clear(creates);
        clear(resets);
        clear(leases);
    }

    private static void record(LogHistogram histogram, long value) {
        synchronized (histogram) {
            histogram.record(value);
        }
    }

    private static long recorded(LogHistogram histogram) {
        synchronized (histogram) {
            return histogram.recorded();
        }
    }

    private static void clear(LogHistogram histogram) {
        synchronized (histogram) {
            histogram.clear();
        }
    }

    private static OptionalDouble quantile(LogHistogram histogram, double q) {
        synchronized (histogram) {
            return histogram.recorded() == 0
                    ? OptionalDouble.empty()
                    : OptionalDouble.of((double) histogram.quantile(q));
        }
    }

    private static long timerCost() {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 200; i++) {
            long start = System.nanoTime();
            least = Math.min(least, System.nanoTime() - start);
        }
        return least;
    }
}
