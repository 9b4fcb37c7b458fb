package dev.cistern.pool;

import org.jspecify.annotations.Nullable;

/**
 * The calls of a pool's policy: whatever one of them throws reaches the caller with the name of the pool.
 *
 * @param pool the name of the pool
 * @param policy what is called
 * @param weighed whether the policy overrides {@code weigh}
 * @param destroyed whether the policy overrides {@code destroy}
 */
record PolicyCalls<T>(String pool, PoolPolicy<T> policy, boolean weighed, boolean destroyed) {
    static <T> PolicyCalls<T> of(String pool, PoolPolicy<T> policy) {
        return new PolicyCalls<>(
                pool, policy, PolicyTraits.overridesWeigh(policy), PolicyTraits.overridesDestroy(policy));
    }

    T create() {
        @Nullable T created;
        try {
            created = policy.create();
        } catch (Throwable thrown) {
            throw named("create", thrown);
        }
        if (created == null) {
            throw new PoolPolicyException("pool '" + pool + "': create of its policy " + type()
                    + " returned null; it must return a new object");
        }
        return created;
    }

    boolean reset(T object) {
        try {
            return policy.reset(object);
        } catch (Throwable thrown) {
            throw named("reset", thrown);
        }
    }

    /** {@return the weight of an object; 1 where the policy has no opinion} */
    long weigh(T object) {
        if (!weighed) {
            return 1;
        }
        long weight;
        try {
            weight = policy.weigh(object);
        } catch (Throwable thrown) {
            throw named("weigh", thrown);
        }
        if (weight < 0) {
            throw named("weigh", new IllegalArgumentException("weight must be at least 0, but was " + weight));
        }
        return weight;
    }

    void destroy(Object object) {
        if (destroyed) {
            try {
                policy.destroy(PoolBack.cast(object));
            } catch (Throwable thrown) {
                throw named("destroy", thrown);
            }
        }
    }

    /**
     * {@return an exception that names the pool and has the policy's as its cause}
     *
     * <p>An error is thrown on instead, with the name added to it: whoever handles an OutOfMemoryError must still see
     * one.
     */
    RuntimeException named(String method, Throwable thrown) {
        String what = "pool '" + pool + "': " + method + " of its policy " + type() + " failed";
        if (thrown instanceof Error error) {
            error.addSuppressed(new PoolPolicyException(what));
            throw error;
        }
        return new PoolPolicyException(what, thrown);
    }

    private String type() {
        return policy.getClass().getTypeName();
    }
}
