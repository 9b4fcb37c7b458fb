package dev.cistern.pool;

import org.jspecify.annotations.Nullable;

/**
 * An acquired object that goes back at the end of a try-with-resources block.
 *
 * <p>For one thread, like the object itself. A lease that stays within a method costs nothing: escape analysis removes
 * it.
 *
 * @param <T> the type of the object
 */
public final class Lease<T> implements AutoCloseable {
    private final ScratchPool<T> pool;
    private final PoolGuard guard;
    private final int home;
    private @Nullable T object;
    private boolean released;

    Lease(ScratchPool<T> pool, PoolGuard guard, int home, T object) {
        this.pool = pool;
        this.guard = guard;
        this.home = home;
        this.object = object;
    }

    /**
     * {@return the object, which must not be used after the end of the lease}
     *
     * @throws IllegalStateException if the lease has ended
     */
    public T get() {
        T held = object;
        if (held == null) {
            throw ended("get()");
        }
        return held;
    }

    /**
     * {@return the object, which from now on belongs to the caller alone: the pool forgets it}
     *
     * @throws IllegalStateException if the lease has ended
     */
    public T detach() {
        T held = object;
        if (held == null) {
            throw ended("detach()");
        }
        object = null;
        if (pool instanceof StripedPool<T> striped) {
            striped.detached(held);
        }
        return held;
    }

    /**
     * Ends the lease and destroys the object instead of keeping it, for example after an error that leaves it in doubt.
     *
     * @throws IllegalStateException if the lease has ended
     * @throws PoolPolicyException if {@code destroy} throws
     */
    public void discard() {
        T held = object;
        if (held == null) {
            throw ended("discard()");
        }
        object = null;
        pool.discard(held);
    }

    /**
     * Ends the lease and releases the object; does nothing after {@link #detach} or {@link #discard}.
     *
     * <p>Closing twice is a misuse, reported from {@link SafetyLevel#BASIC} on; the object is not released twice.
     *
     * @throws PoolPolicyException if the policy fails
     */
    @Override
    public void close() {
        T held = object;
        if (held != null) {
            object = null;
            released = true;
            if (pool instanceof StripedPool<T> striped) {
                striped.releaseAt(home, held);
            } else {
                pool.release(held);
            }
        } else if (released) {
            guard.closedTwice(this);
        }
    }

    private IllegalStateException ended(String method) {
        return new IllegalStateException("pool '" + pool.name() + "': " + method + " on a lease that has ended ("
                + (released ? "closed" : "detached or discarded")
                + "); the object may already belong to someone else. Keep the use inside the try block.");
    }
}
