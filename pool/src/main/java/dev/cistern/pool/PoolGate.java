package dev.cistern.pool;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * One int that says whether a pool may take its fast path: 0 if nothing special is on.
 *
 * <p><b>Concurrency.</b> The fast path reads it opaquely: no ordering is needed, only that a change is seen at some
 * time, also by a hot loop. Changes are atomic, since several features share the bits. {@link #isClosedNow} is the
 * other half of a store-then-look pair with {@code close}, see {@link StripedPool}.
 */
final class PoolGate {
    /** The pool was closed. */
    static final int CLOSED = 1;

    /** Pooling was found to do harm and is bypassed. */
    static final int BYPASS = 2;

    /** A safety level that looks at every object is on. */
    static final int GUARDED = 4;

    /** Chaos mode is on. */
    static final int CHAOS = 8;

    /** The next lease shall be timed. */
    static final int TIMING_WANTED = 16;

    /** A lease is being timed: releases look whether it is theirs, and take the fast path if not. */
    static final int TIMING = 32;

    private static final VarHandle BITS;

    static {
        try {
            BITS = MethodHandles.lookup().findVarHandle(PoolGate.class, "bits", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    @SuppressWarnings("unused") // accessed by BITS
    private int bits;

    boolean isOpen() {
        return (int) BITS.getOpaque(this) == 0;
    }

    /** Whether acquire may take the fast path: it has nothing to do with a lease that is being timed already. */
    boolean isOpenToAcquire() {
        return ((int) BITS.getOpaque(this) & ~TIMING) == 0;
    }

    int bits() {
        return (int) BITS.getOpaque(this);
    }

    boolean isClosedNow() {
        return ((int) BITS.getVolatile(this) & CLOSED) != 0;
    }

    /** Sets a bit; true if it was not set before. */
    boolean raise(int bit) {
        return ((int) BITS.getAndBitwiseOr(this, bit) & bit) == 0;
    }

    void lower(int bit) {
        BITS.getAndBitwiseAnd(this, ~bit);
    }
}
