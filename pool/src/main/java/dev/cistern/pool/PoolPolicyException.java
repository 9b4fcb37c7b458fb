package dev.cistern.pool;

/**
 * Tells that the policy of a pool failed: it threw, or returned what it must not.
 *
 * <p>The message names the pool and the method of the policy; the cause is what the policy threw, if it did. The pool
 * has dropped the object at hand and goes on working.
 */
public final class PoolPolicyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PoolPolicyException(String message, Throwable cause) {
        super(message, cause);
    }

    PoolPolicyException(String message) {
        super(message);
    }
}
