package dev.cistern.cache;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The keys whose values wait to be encoded, and the one task at a time that does it.
 *
 * <p><b>Concurrency.</b> A key is handed in after its value was stored, and taken out before the value is looked at; so whatever is
 * stored later is either seen or handed in itself. Who finds too many waiting does the work for its own key.
 */
final class WriteBack<K> implements AutoCloseable {
    private final Queue<K> keys = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicBoolean isRunning = new AtomicBoolean();
    private final int most;
    private final Consumer<K> writer;
    private final Workers workers;
    /** Held while a key is written, so that a flush can wait for the last one. */
    private final ReentrantLock writing = new ReentrantLock();

    private volatile boolean isClosed;

    WriteBack(String cache, @Nullable Executor executor, int most, Consumer<K> writer) {
        this.most = most;
        this.writer = writer;
        workers = new Workers(cache, executor);
    }

    void request(K key) {
        if (!isClosed) {
            if (waiting.incrementAndGet() <= most) {
                keys.add(key);
                runSoon();
                return;
            }
            waiting.decrementAndGet();
        }
        writer.accept(key);
    }

    private void runSoon() {
        boolean accepted = false;
        // Looks again after it did the work itself: a key that came at the end left it to the task that it saw running.
        while (!accepted && !keys.isEmpty() && isRunning.compareAndSet(false, true)) {
            try {
                workers.execute(this::run);
                accepted = true;
            } catch (RejectedExecutionException e) {
                // Nobody else does it.
                flush();
            } finally {
                if (!accepted) {
                    isRunning.set(false);
                }
            }
        }
    }

    private void run() {
        try {
            flush();
        } finally {
            isRunning.set(false);
            runSoon();
        }
    }

    int waiting() {
        return waiting.get();
    }

    /** Writes all that was handed in until now, not what comes meanwhile, and waits for what others write. */
    void flush() {
        writing.lock();
        try {
            int left = waiting.get();
            for (K key = next(left); key != null; key = next(left)) {
                left--;
                waiting.decrementAndGet();
                writer.accept(key);
            }
        } finally {
            writing.unlock();
        }
    }

    private @Nullable K next(int left) {
        return left > 0 ? keys.poll() : null;
    }

    /** From now on whoever stores a value encodes it; what waits is written. */
    @Override
    public void close() {
        isClosed = true;
        workers.close();
        flush();
    }
}
