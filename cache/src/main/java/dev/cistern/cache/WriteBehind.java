package dev.cistern.cache;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Brings what is changed in a cache to a store behind it, a little later: set by {@link CacheBuilder#writeBehind}, for one cache.
 *
 * <p><b>What is written.</b> What callers store and remove: put in all its forms, invalidate, remove, replace, compute and
 * merge, also through the map view. Not what is loaded ({@code get}, {@code computeIfAbsent}, a loader, a refresh), evicted or
 * expired. Changes of one key that wait become one, the newest. The store sees changes of a key in the order in which the cache
 * does. A loader, or a function of {@code get} and {@code computeIfAbsent}, is not asked for a key with a change that is on its way: the
 * change is what it would find. So while a removal is on its way they give null without a call.
 *
 * <p><b>What is safe.</b> A change is safe in the store once {@link #flush} that came after it returned true, or
 * {@link Cache#close} returned. What was not confirmed yet dies with the process. A writer that fails gets its changes again, after
 * growing pauses, for as long as the cache is open; when there is no more room for changes, whoever makes one waits. A close that the
 * store does not answer in time throws an {@link UnstoredChangesException} with all that was not confirmed.
 *
 * <p><b>Cost.</b> Each change claims its key and takes one lock that all changes share; hits cost nothing. One daemon thread
 * writes, from the first change to the close. Thread-safe.
 *
 * <p>{@snippet :
 * WriteBehind<Integer, String> behind = WriteBehind.<Integer, String>to(changes -> {
 *             for (StoreChange<? extends Integer, ? extends String> change : changes) {
 *                 @Nullable String value = change.value();
 *                 if (value == null) {
 *                     database.remove(change.key());
 *                 } else {
 *                     database.put(change.key(), value);
 *                 }
 *             }
 *         })
 *         .delay(Duration.ofMillis(100))
 *         .build();
 * try (LoadingCache<Integer, String> cache = Cache.<Integer, String>builder()
 *         .maximumSize(10_000)
 *         .writeBehind(behind)
 *         .build(database::get)) {
 *     cache.put(1, "one");
 *     boolean isStored = behind.flush(Duration.ofSeconds(10));
 * }
 * }
 *
 * @param <K> the type of the keys
 * @param <V> the type of the values
 */
@SuppressWarnings("LockNotBeforeTry") // between the two stands nothing that throws
public final class WriteBehind<K, V> {
    private static final System.Logger LOG = System.getLogger("dev.cistern.cache");

    private final StoreWriter<K, V> writer;
    private final Settings settings;
    private final ReentrantLock lock = new ReentrantLock();

    /** Signalled when there may be more to do, or less time to do it. */
    private final Condition work = lock.newCondition();

    /** Signalled when changes were confirmed. */
    private final Condition progress = lock.newCondition();

    private final ChangeQueue<K, V> queue = new ChangeQueue<>();
    private @Nullable String cache;
    private @Nullable Thread thread;
    private boolean closing;
    /** Whether a close was through. */
    private boolean closed;

    private boolean abandoned;
    private int flushing;
    /** The pause after the last failure; 0 after a success. */
    private long pause;

    /** Whether the pause is to be cut short. */
    private boolean hurry;

    private long written;
    private long coalesced;
    private long failures;
    private @Nullable Throwable lastFailure;

    /** Numbers that were checked; times in nanoseconds. */
    record Settings(
            int capacity, int batch, long delayNanos, long firstPauseNanos, long longestPauseNanos, long closeNanos) {}

    WriteBehind(StoreWriter<K, V> writer, Settings settings) {
        this.writer = writer;
        this.settings = settings;
    }

    /**
     * {@return a builder}
     *
     * @param writer makes the changes
     * @param <K> the type of the keys
     * @param <V> the type of the values
     */
    public static <K, V> WriteBehindBuilder<K, V> to(StoreWriter<? super K, ? super V> writer) {
        return new WriteBehindBuilder<>(writer);
    }

    void attach(String name) {
        lock.lock();
        try {
            if (cache != null) {
                throw new IllegalStateException("this WriteBehind belongs to cache " + cache
                        + " already; build another one for cache " + name + ", or their changes get mixed up");
            }
            cache = name;
        } finally {
            lock.unlock();
        }
    }

    /** Takes a change; waits for room. The caller has claimed the key. */
    void changed(StoreChange<K, V> change) {
        lock.lock();
        try {
            while (!closing && queue.size() >= settings.capacity && queue.wouldGrow(change.key())) {
                if (Thread.currentThread() == thread) {
                    throw new IllegalStateException("the writer of cache " + cache + " changes " + change.key()
                            + " in the cache, which has no room for changes until the writer has returned");
                }
                progress.awaitUninterruptibly();
            }
            if (closing) {
                throw new IllegalStateException(
                        "cache " + cache + " is closed; nothing is written behind it any more, so nothing may change");
            }
            if (thread == null) {
                // First, and noted only when it runs: if no thread can be had now, the next change tries again.
                Thread started = new Thread(this::run, "cistern-" + cache + "-write-behind");
                started.setDaemon(true);
                started.start();
                thread = started;
            }
            coalesced += queue.add(change) ? 1 : 0;
            work.signal();
        } finally {
            lock.unlock();
        }
    }

    @Nullable
    StoreChange<K, V> pending(K key) {
        lock.lock();
        try {
            return queue.pending(key);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until the store has confirmed all changes that were made before.
     *
     * @param timeout how long to wait at most
     * @return whether all is stored; if not, it is still tried
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    public boolean flush(Duration timeout) throws InterruptedException {
        long nanos = CacheTimes.nanos(timeout);
        lock.lockInterruptibly();
        try {
            long target = queue.last();
            flushing++;
            work.signal();
            try {
                while (queue.oldest() <= target && !abandoned && nanos > 0) {
                    nanos = progress.awaitNanos(nanos);
                }
                return queue.oldest() > target && !abandoned;
            } finally {
                flushing--;
            }
        } finally {
            lock.unlock();
        }
    }

    /** {@return what was done so far} */
    public WriteBehindStats stats() {
        lock.lock();
        try {
            return new WriteBehindStats(queue.size(), written, coalesced, failures, lastFailure);
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        boolean isOver = false;
        while (!isOver) {
            try {
                List<StoreChange<K, V>> changes = next();
                isOver = changes.isEmpty();
                if (!isOver) {
                    write(changes);
                }
            } catch (InterruptedException e) {
                // By the close, when its time is over, which tells what is left; or by a timeout of the writer's own.
                isOver = isAbandoned();
            }
        }
    }

    private boolean isAbandoned() {
        lock.lock();
        try {
            return abandoned;
        } finally {
            lock.unlock();
        }
    }

    /** {@return what to write next; empty if there will be nothing any more} */
    private List<StoreChange<K, V>> next() throws InterruptedException {
        lock.lock();
        try {
            while (queue.waiting() == 0 && !closing) {
                work.await();
            }
            long left = settings.delayNanos;
            while (left > 0 && !isUrgent()) {
                left = work.awaitNanos(left);
            }
            return queue.take(settings.batch);
        } finally {
            lock.unlock();
        }
    }

    /** {@return whether changes should not wait for more} */
    private boolean isUrgent() {
        return closing || flushing > 0 || queue.waiting() >= Math.min(settings.batch, settings.capacity);
    }

    private void write(List<StoreChange<K, V>> changes) throws InterruptedException {
        Throwable thrown = null;
        try {
            writer.write(changes);
        } catch (Throwable t) {
            thrown = t;
        }
        lock.lock();
        try {
            if (abandoned) {
                throw new InterruptedException("the cache was closed");
            }
            // What a writer leaves behind would cut the pause short.
            Thread.interrupted();
            if (thrown == null) {
                confirmed();
            } else {
                failed(thrown, changes.size());
            }
        } finally {
            lock.unlock();
        }
    }

    private void confirmed() {
        written += queue.confirm();
        pause = 0;
        lastFailure = null;
        progress.signalAll();
    }

    private void failed(Throwable thrown, int count) throws InterruptedException {
        coalesced += queue.putBack();
        failures++;
        lastFailure = thrown;
        if (pause == 0) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "the store behind cache " + cache + " did not take " + count + " changes; they are tried again",
                    thrown);
        }
        pause = pause == 0 ? settings.firstPauseNanos : Math.min(settings.longestPauseNanos, 2 * pause);
        // Room may have come by changes that became one.
        progress.signalAll();
        long left = pause;
        while (left > 0 && !hurry) {
            left = work.awaitNanos(left);
        }
        hurry = false;
    }

    /**
     * Takes no more changes, and waits for the store; also while another thread does so already. Does nothing if that is over, or
     * if the writer itself closes a cache that others are closing.
     *
     * @throws UnstoredChangesException if it did not confirm everything in time
     */
    void close() {
        lock.lock();
        try {
            if (closed || (closing && Thread.currentThread() == thread)) {
                return;
            }
            closing = true;
            hurry = true;
            work.signal();
            progress.signalAll();
            boolean interrupted = awaitEmpty();
            closed = true;
            abandoned = queue.size() > 0;
            if (thread != null && abandoned) {
                thread.interrupt();
            }
            progress.signalAll();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            if (abandoned) {
                List<StoreChange<K, V>> left = queue.unconfirmed();
                throw new UnstoredChangesException(
                        "the store behind cache " + cache + " did not confirm " + left.size()
                                + " changes before the close; they are in this exception, see changes()",
                        left,
                        lastFailure);
            }
        } finally {
            lock.unlock();
        }
    }

    /** {@return whether the thread was interrupted, which ends the waiting} */
    private boolean awaitEmpty() {
        long left = settings.closeNanos;
        while (queue.size() > 0 && !closed && left > 0 && Thread.currentThread() != thread) {
            try {
                left = progress.awaitNanos(left);
            } catch (InterruptedException e) {
                return true;
            }
        }
        return false;
    }
}
