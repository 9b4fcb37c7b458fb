package dev.cistern.cache;

import java.lang.ref.WeakReference;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Takes out what expires without anybody's call, on a daemon thread of its own that looks four times a second.
 *
 * <p>The thread knows the store only weakly: a cache that nobody holds any more ends it as {@link #close()} does.
 */
final class ExpiryTimer implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger("dev.cistern.cache");
    private static final long PERIOD_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
    private static final long LONGEST_END_MILLIS = 1_000;

    private final Sweeper sweeper;
    private final Thread thread;

    ExpiryTimer(String cache, StripedStore store) {
        sweeper = new Sweeper(cache, new WeakReference<>(store));
        thread = new Thread(sweeper, "cistern-" + cache + "-expiry");
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Ends the thread, and waits up to a second for a listener that it may just be telling. */
    @Override
    public void close() {
        sweeper.isClosed = true;
        LockSupport.unpark(thread);
        if (thread != Thread.currentThread()) {
            try {
                thread.join(LONGEST_END_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** What the thread runs; must not hold the timer, which the cache holds. */
    private static final class Sweeper implements Runnable {
        private final String cache;
        private final WeakReference<StripedStore> store;
        private volatile boolean isClosed;

        Sweeper(String cache, WeakReference<StripedStore> store) {
            this.cache = cache;
            this.store = store;
        }

        @Override
        public void run() {
            while (!isClosed && sweep(store.get())) {
                // A listener may have left an interrupt, with which there is no waiting.
                Thread.interrupted();
                LockSupport.parkNanos(this, PERIOD_NANOS);
            }
        }

        private boolean sweep(@Nullable StripedStore present) {
            if (present == null) {
                return false;
            }
            try {
                present.expireAll();
            } catch (RuntimeException | Error e) {
                LOG.log(System.Logger.Level.ERROR, "the expiry of cache " + cache + " failed; it goes on", e);
            }
            return true;
        }
    }
}
