package dev.cistern.experiments.truth;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Drives one site at its set rate.
 *
 * <p>Every 5 ms it allocates what is due by a schedule fixed at its start, so neither a late wake-up nor a pause makes
 * it drift. How much it really allocated stands in a counter: that, not the rate it was set to, is the truth.
 */
final class Pacer implements Runnable {
    private static final long PERIOD_NANOS = 5_000_000;

    private final Site site;
    private final long startNanos;
    private final AtomicLong allocated = new AtomicLong();

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
        long done = 0;
        for (long tick = 1; !Thread.currentThread().isInterrupted(); tick++) {
            sleepUntil(startNanos + tick * PERIOD_NANOS);
            long elapsed = System.nanoTime() - startNanos;
            long due = (long) (elapsed / 1e9 * site.objectsPerSecond());
            site.allocate((int) (due - done));
            done = due;
            allocated.lazySet(done);
            tick = Math.max(tick, elapsed / PERIOD_NANOS);
        }
    }

    private static void sleepUntil(long nanos) {
        for (long left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
