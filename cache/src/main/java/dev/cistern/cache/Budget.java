package dev.cistern.cache;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * How much of a bound is taken; never more than the bound, except while it is being lowered.
 *
 * <p><b>Concurrency.</b> One counter for all stripes. It changes while the cache fills and when entries are removed; in
 * a full cache an insertion passes on what its victim had, and only reads the counter.
 */
final class Budget {
    /** A bound that is never reached; nothing is counted. */
    static final long UNBOUNDED = Long.MAX_VALUE;

    private static final VarHandle TAKEN;

    static {
        try {
            TAKEN = MethodHandles.lookup().findVarHandle(Budget.class, "taken", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private volatile long maximum;
    private volatile long taken;

    Budget(long maximum) {
        this.maximum = maximum;
    }

    long maximum() {
        return maximum;
    }

    void maximum(long value) {
        maximum = value;
    }

    long taken() {
        return taken;
    }

    boolean isBounded() {
        return maximum != UNBOUNDED;
    }

    /** {@return how much is taken beyond the bound} */
    long excess() {
        return taken - maximum;
    }

    /** {@return whether the amount was free and is taken now; an amount below 0 is given back} */
    boolean take(long amount) {
        if (amount == 0 && taken <= maximum) {
            return true;
        }
        if (amount < 0) {
            give(-amount);
            return excess() <= 0;
        }
        while (true) {
            long seen = taken;
            // Written so that no sum can overflow.
            if (amount > maximum - seen) {
                return false;
            }
            if (TAKEN.compareAndSet(this, seen, seen + amount)) {
                return true;
            }
        }
    }

    void give(long amount) {
        if (amount != 0) {
            TAKEN.getAndAdd(this, -amount);
        }
    }
}
