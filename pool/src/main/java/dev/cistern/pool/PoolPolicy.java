package dev.cistern.pool;

import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * What a pool must know of its objects: how to make one, how to bring it back to its initial state, what it weighs and
 * how to dispose of it.
 *
 * <p>The methods are called by the threads that use the pool, and {@link #destroy} also by the pool's own clock thread;
 * so a policy must be thread-safe, which one without fields is. No lock of the pool is held during a call, hence a
 * policy may use the pool itself. A policy that throws does no harm to the pool: the object at hand is dropped and the
 * caller gets a {@link PoolPolicyException} that names the pool.
 *
 * <p>A policy without fields or a record, in a pool that is held in a {@code static final} field, lets the JIT compiler
 * inline {@link #reset} into the caller even where pools of many types are in use.
 *
 * @param <T> the type of the pooled objects
 */
public interface PoolPolicy<T> {
    /**
     * {@return a new object in its initial state}
     *
     * <p>Called by {@code acquire} when nothing can be reused. Must not return null.
     */
    T create();

    /**
     * Brings a released object back to its initial state, and lets go of every reference it took on.
     *
     * <p>Called by {@code release}, before any other thread can see the object: an idle object must not keep others
     * alive. There is no default on purpose; stale state is the classic defect of pooled objects.
     *
     * @param object the object that was released
     * @return whether the object may be used again; if false it is dropped
     */
    boolean reset(T object);

    /**
     * {@return the weight of an object, in a unit of the policy's choice, usually bytes; at least 0}
     *
     * <p>Called after {@link #reset} and only where this method is overridden; without an override every object weighs
     * 1.
     *
     * @param object an object that was just reset
     */
    default long weigh(T object) {
        return 1;
    }

    /**
     * Disposes of an object that the pool drops; called exactly once for each such object.
     *
     * <p>Without an override the pool leaves dropped objects to the garbage collector, which allows a cheaper release.
     *
     * @param object the object that is dropped; nobody else holds it
     */
    default void destroy(T object) {}

    /**
     * {@return a policy made of two functions, for objects of equal weight that need no disposal}
     *
     * @param create makes a new object
     * @param reset brings an object back to its initial state and tells whether it may be used again
     * @param <T> the type of the pooled objects
     */
    static <T> PoolPolicy<T> of(Supplier<? extends T> create, Predicate<? super T> reset) {
        return new FunctionPolicy<>(create, reset);
    }
}
