package dev.cistern.pool;

import java.util.function.Function;

/**
 * A discardable pool of reusable objects for hot paths.
 *
 * <p>{@link #acquire} returns an object that is new or was reset; {@link #release} gives it up for good. Anything idle
 * may vanish at any garbage collection, so a pool is never a place to keep something. No method ever blocks or waits
 * for another thread. All methods may be called by any thread, platform or virtual, and an object may be released by
 * another thread than the one that acquired it unless the pool is declared confined.
 *
 * <p>A pooled object is never published: not in a volatile field, not in a cache, not to a listener. Publish an
 * immutable copy of what it holds.
 *
 * <p><b>Cost.</b> A hit costs about what a field of a {@link ThreadLocal} costs and allocates nothing, also with
 * {@link #lease} as long as the lease does not leave the method. A miss costs {@link PoolPolicy#create} and little more. For
 * the shortest path hold the pool in a {@code static final} field. Memory is bounded by the builder's limits, whatever
 * the number of threads.
 *
 * <p><b>When not.</b> Objects that live longer than about 100 ms, that cost less to make than to reset, that escape
 * analysis removes anyway, or of which it matters which one it is, do not belong into a pool; {@link #verdict} tells
 * for the first two. Things with an owner and an expiry belong in a cache.
 *
 * <p>{@snippet :
 * private static final ScratchPool<StringBuilder> BUILDERS = ScratchPool.builder(
 *                 PoolPolicy.of(() -> new StringBuilder(1024), builder -> {
 *                     builder.setLength(0);
 *                     return builder.capacity() <= 16_384;
 *                 }))
 *         .name("builders")
 *         .build();
 *
 * String render(Order order) {
 *     try (Lease<StringBuilder> lease = BUILDERS.lease()) {
 *         return lease.get().append("order ").append(order.number()).toString();
 *     }
 * }
 * }
 *
 * @param <T> the type of the pooled objects
 */
public sealed interface ScratchPool<T> extends AutoCloseable permits StripedPool, UnpooledPool {
    /**
     * {@return a builder of a pool for the objects that a policy describes}
     *
     * @param policy how to make, reset, weigh and dispose of the objects
     * @param <T> the type of the pooled objects
     */
    static <T> ScratchPoolBuilder<T> builder(PoolPolicy<T> policy) {
        return new ScratchPoolBuilder<>(policy);
    }

    /** {@return the name the pool has in reports, events and errors} */
    String name();

    /**
     * {@return an object that is new or was reset, and belongs to the caller until it releases it}
     *
     * <p>Runs no code of the policy but {@link PoolPolicy#create}, except in {@link SafetyLevel#STRICT}.
     *
     * @throws IllegalStateException if the pool is closed
     * @throws PoolPolicyException if {@code create} throws or returns null
     */
    T acquire();

    /**
     * Gives an object up for good: it is reset and kept for another caller, or dropped.
     *
     * <p>After the pool was closed the object is dropped.
     *
     * @param object what {@link #acquire} returned; the caller must not touch it any more
     * @throws NullPointerException if the object is null
     * @throws PoolPolicyException if {@code reset}, {@code weigh} or {@code destroy} throws
     */
    void release(T object);

    /**
     * Gives an object up that must not be used again, for example since it is in doubt after an error: it is destroyed,
     * not kept.
     *
     * @param object what {@link #acquire} returned; the caller must not touch it any more
     * @throws NullPointerException if the object is null
     * @throws PoolPolicyException if {@code destroy} throws
     */
    void discard(T object);

    /**
     * {@return an acquired object that is released at the end of a try-with-resources block}
     *
     * @throws IllegalStateException if the pool is closed
     * @throws PoolPolicyException if {@code create} throws or returns null
     */
    Lease<T> lease();

    /**
     * Calls a function with an acquired object, which is released afterwards, or discarded if the function throws.
     *
     * @param function what to do with the object; must not return it
     * @param <R> the type of the result
     * @return what the function returned
     * @throws IllegalStateException if the pool is closed
     * @throws PoolPolicyException if the policy fails
     */
    default <R> R with(Function<? super T, ? extends R> function) {
        T object = acquire();
        R result;
        try {
            result = function.apply(object);
        } catch (Throwable thrown) {
            try {
                discard(object);
            } catch (Throwable suppressed) {
                thrown.addSuppressed(suppressed);
            }
            throw thrown;
        }
        release(object);
        return result;
    }

    /**
     * Drops idle objects now.
     *
     * <p>Cost: proportional to the bound of the pool; users of the pool are not held up.
     *
     * @param level how much to drop
     * @return how many objects were dropped
     * @throws PoolPolicyException if {@code destroy} throws; all objects are dropped nevertheless
     */
    int trim(TrimLevel level);

    /**
     * {@return what the pool did so far}
     *
     * <p>Cost: proportional to the number of stripes; free for the users of the pool. The counts are not a consistent
     * cut, and threads that share a stripe may lose a few.
     */
    PoolStats stats();

    /**
     * {@return whether pooling these objects pays, with the evidence}
     *
     * <p>Built from samples that the pool takes all the time; undecided until there are enough.
     */
    PoolVerdict verdict();

    /** {@return how closely this pool watches its users at present} */
    SafetyLevel safety();

    /**
     * Changes how closely this pool watches its users; takes effect at once, also for threads in the middle of a loop.
     *
     * @param level the level from now on
     */
    void safety(SafetyLevel level);

    /**
     * Closes the pool: idle objects are dropped, objects in use are dropped at their release, {@link #acquire} fails.
     *
     * <p>Closing twice does nothing. A pool whose policy has no {@code destroy} need not be closed.
     *
     * @throws PoolPolicyException if {@code destroy} throws; all idle objects are dropped nevertheless
     */
    @Override
    void close();
}
