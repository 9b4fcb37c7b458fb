package dev.cistern.experiments.truth;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Drives one site at its set rate, on a thread of its own or on one that it shares.
 *
 * <p>Every 5 ms it allocates what is due by a schedule fixed at its start, so neither a late wake-up nor a pause makes
 * it drift. How much it really allocated stands in a counter: that, not the rate it was set to, is the truth.
 */
final class Pacer implements Runnable {
    private static final long PERIOD_NANOS = 5_000_000;

    private static final int UNPACED_BURST = 100;

    private final Site site;
    private final long startNanos;
    private final AtomicLong allocated = new AtomicLong();
    private long done;

    Pacer(Site site, long startNanos) {
        this.site = site;
        this.startNanos = startNanos;
    }

    Site site() {
        return site;
    }

    /** {@return the number of objects allocated so far, at most one burst behind} */
    long allocated() {
        return allocated.get();
    }

    @Override
    public void run() {
        if (site.objectsPerSecond() == Site.UNPACED) {
            runUnpaced();
        } else {
            run(List.of(this));
        }
    }

    /** Drives several sites from one thread, by turns. */
    static void run(List<Pacer> pacers) {
        long start = pacers.get(0).startNanos;
        for (long tick = 1; !Thread.currentThread().isInterrupted(); tick++) {
            sleepUntil(start + tick * PERIOD_NANOS);
            pacers.forEach(Pacer::catchUp);
            tick = Math.max(tick, (System.nanoTime() - start) / PERIOD_NANOS);
        }
    }

    private void runUnpaced() {
        while (!Thread.currentThread().isInterrupted()) {
            site.allocate(UNPACED_BURST);
            done += UNPACED_BURST;
            allocated.lazySet(done);
        }
    }

    private void catchUp() {
        long due = (long) ((System.nanoTime() - startNanos) / 1e9 * site.objectsPerSecond());
        site.allocate((int) (due - done));
        done = due;
        allocated.lazySet(done);
    }

    private static void sleepUntil(long nanos) {
        for (long left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
