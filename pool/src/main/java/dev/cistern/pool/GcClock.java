package dev.cistern.pool;

import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The one clock of the process that tells the pools when to trim: at major collections, and every 30 seconds.
 *
 * <p>A daemon thread, started by the first miss of the first pool and ended when no pool is left. The JVM's
 * notifications only put a note into its queue: whatever a trim calls, a policy's {@code destroy} above all, runs in
 * this thread and never in the JVM's own. The timer goes on while there are pools, empty ones too, since the release
 * that fills a pool is too short a path to start a clock on.
 */
final class GcClock {
    private static final long TICK_NANOS = Duration.ofSeconds(30).toNanos();
    private static final long YOUNG_NOTES_NANOS = Duration.ofSeconds(1).toNanos();
    private static final AtomicLong MAJOR_CYCLES = new AtomicLong();
    private static volatile @Nullable GcClock running;

    private final LinkedBlockingQueue<GcCycle> cycles = new LinkedBlockingQueue<>();
    private volatile long youngNotedAt = System.nanoTime() - YOUNG_NOTES_NANOS;
    private volatile @Nullable GcSource source;
    private final Thread thread = new Thread(null, this::run, "cistern-pool-clock", 0, false);

    private GcClock() {
        thread.setDaemon(true);
        // The clock outlives the code that started it: it must not hold on to an application's class loader.
        thread.setContextClassLoader(ClassLoader.getSystemClassLoader());
    }

    /** {@return how many major collections the clock has seen} */
    static long majorCycles() {
        return MAJOR_CYCLES.get();
    }

    /** Starts the clock unless it runs. */
    static synchronized void start() {
        if (running == null) {
            GcClock clock = new GcClock();
            running = clock;
            clock.thread.start();
        }
    }

    /** Gives the clock an occasion to look for collections, where the JVM does not tell of them. */
    static void poll() {
        GcClock clock = running;
        GcSource polled = clock == null ? null : clock.source;
        if (polled != null) {
            polled.poll();
        }
    }

    private void note(GcCycle cycle) {
        if (cycle.occasion() == TrimOccasion.YOUNG_CYCLE) {
            // They come many a second and only the reuse meter wants them.
            long now = System.nanoTime();
            if (now - youngNotedAt < YOUNG_NOTES_NANOS) {
                return;
            }
            youngNotedAt = now;
        } else {
            MAJOR_CYCLES.incrementAndGet();
        }
        cycles.add(cycle);
    }

    private void run() {
        GcSource started = GcSource.start(this::note);
        source = started;
        long nextTick = System.nanoTime() + TICK_NANOS;
        while (!endedWithoutPools(started)) {
            GcCycle cycle = await(nextTick);
            long now = System.nanoTime();
            if (cycle != null) {
                tell(cycle.occasion(), cycle.pressure(), now);
            }
            if (now - nextTick >= 0) {
                nextTick = now + TICK_NANOS;
                started.poll();
                tell(TrimOccasion.TIMER, started.pressure(), now);
            }
        }
    }

    private @Nullable GcCycle await(long nextTick) {
        try {
            return cycles.poll(nextTick - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            // Nobody has a reason to interrupt this thread; to end for it would leave the pools without a clock.
            return null;
        }
    }

    private static void tell(TrimOccasion occasion, HeapPressure pressure, long now) {
        PoolRegistry.forEach(pool -> {
            try {
                pool.back().upkeep().onOccasion(occasion, pressure, now);
            } catch (RuntimeException | Error e) {
                PoolLog.warn("pool '" + pool.name() + "': the trim at a " + occasion + " failed", e);
            }
        });
    }

    private static boolean endedWithoutPools(GcSource source) {
        synchronized (GcClock.class) {
            if (!PoolRegistry.isEmpty()) {
                return false;
            }
            running = null;
        }
        source.stop();
        return true;
    }
}
