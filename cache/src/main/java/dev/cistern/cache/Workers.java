package dev.cistern.cache;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Runs what a cache does in the background: on the user's executor, or on threads of the cache's own, which are there only
 * once something is to be run. These are virtual threads from JDK 21 on, daemon threads before, which end after ten idle
 * seconds; there are as many as there are tasks, so that tasks which wait for each other can't starve.
 *
 * <p>Virtual threads are found by name and not by a class for newer JDKs in the jar, so that tests on directories of classes
 * run what the jar runs.
 */
final class Workers implements Executor, AutoCloseable {
    private static final @Nullable MethodHandle VIRTUAL = virtual();
    private static final long IDLE_SECONDS = 10;

    private final String name;
    private final @Nullable Executor given;
    private final AtomicInteger numbers = new AtomicInteger();
    private final ReentrantLock lock = new ReentrantLock();
    private volatile @Nullable ExecutorService own;
    private boolean closed;

    Workers(String name, @Nullable Executor given) {
        this.name = name;
        this.given = given;
    }

    private static @Nullable MethodHandle virtual() {
        if (Runtime.version().feature() < 21) {
            return null;
        }
        try {
            return MethodHandles.publicLookup()
                    .findStatic(
                            Executors.class,
                            "newVirtualThreadPerTaskExecutor",
                            MethodType.methodType(ExecutorService.class));
        } catch (ReflectiveOperationException e) {
            return null;
        }
    }

    /** {@return whether the threads would be virtual} */
    static boolean areVirtual() {
        return VIRTUAL != null;
    }

    /**
     * Runs a task soon.
     *
     * @throws RejectedExecutionException if the cache was closed, or the user's executor does not want it
     */
    @Override
    public void execute(Runnable task) {
        if (given != null) {
            given.execute(task);
        } else {
            own().execute(task);
        }
    }

    private ExecutorService own() {
        ExecutorService present = own;
        if (present != null) {
            return present;
        }
        lock.lock();
        try {
            if (closed) {
                throw new RejectedExecutionException("cache " + name + " is closed");
            }
            present = own;
            if (present == null) {
                present = create();
                own = present;
            }
            return present;
        } finally {
            lock.unlock();
        }
    }

    private ExecutorService create() {
        if (VIRTUAL != null) {
            try {
                return (ExecutorService) VIRTUAL.invokeExact();
            } catch (Throwable e) {
                throw new IllegalStateException("virtual threads can't be had on " + Runtime.version(), e);
            }
        }
        return new ThreadPoolExecutor(
                0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), this::thread);
    }

    private Thread thread(Runnable task) {
        Thread thread = new Thread(task, "cistern-" + name + "-" + numbers.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }

    /** Takes no more tasks; those that run may end. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            ExecutorService present = own;
            if (present != null) {
                present.shutdown();
            }
        } finally {
            lock.unlock();
        }
    }
}
