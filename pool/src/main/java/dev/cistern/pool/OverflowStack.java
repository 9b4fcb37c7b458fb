package dev.cistern.pool;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A bounded LIFO for what does not fit into a stripe, under a lock that is tried once and never waited for.
 *
 * <p><b>Concurrency.</b> The lock is one int, taken by compare-and-set and given back by a release store, which hands
 * everything written under it to the next holder. A thread that finds it taken goes elsewhere: a virtual thread must
 * not spin on a lock whose holder may not be running. Only {@link #drain}, which runs rarely and outside hot paths,
 * insists.
 *
 * <p><b>Memory layout.</b> Long fields before and after keep two stacks off the same cache line pair.
 */
final class OverflowStack extends OverflowStackState {
    private static final int FIRST_CAPACITY = 8;

    @SuppressWarnings("unused")
    private long p1, p2, p3, p4, p5, p6, p7, p8, p9, p10, p11, p12, p13, p14, p15;

    OverflowStack(int capacity) {
        super(capacity);
        items = new @Nullable Object[Math.min(capacity, FIRST_CAPACITY)];
    }

    boolean looksEmpty() {
        return (int) SIZE.getOpaque(this) == 0;
    }

    int size() {
        return (int) SIZE.getOpaque(this);
    }

    @Nullable
    Object tryPop() {
        if (looksEmpty() || !tryLock()) {
            return null;
        }
        int last = size - 1;
        Object popped = null;
        if (last >= 0) {
            popped = items[last];
            items[last] = null;
            SIZE.setOpaque(this, last);
        }
        unlock();
        return popped;
    }

    /** Takes the object over unless the stack is full or busy. */
    boolean tryPush(Object object) {
        if (size() >= capacity || !tryLock()) {
            return false;
        }
        try {
            int n = size;
            if (n >= capacity) {
                return false;
            }
            if (n == items.length) {
                // The one allocation here; it may fail, hence the finally.
                items = Arrays.copyOf(items, Math.min(capacity, 2 * n));
            }
            items[n] = object;
            SIZE.setOpaque(this, n + 1);
            return true;
        } finally {
            unlock();
        }
    }

    /** Empties the stack, most recent first, waiting for the lock. */
    void drain(Consumer<Object> sink) {
        while (!tryLock()) {
            LockSupport.parkNanos(1_000);
        }
        @Nullable Object[] drained = items;
        int n = size;
        items = new @Nullable Object[Math.min(capacity, FIRST_CAPACITY)];
        SIZE.setOpaque(this, 0);
        unlock();
        for (int i = n - 1; i >= 0; i--) {
            Object object = drained[i];
            if (object != null) {
                sink.accept(object);
            }
        }
    }

    private boolean tryLock() {
        return (int) LOCK.getOpaque(this) == 0 && LOCK.compareAndSet(this, 0, 1);
    }

    private void unlock() {
        LOCK.setRelease(this, 0);
    }
}

/** The fields of the stack between its paddings; a superclass's fields lie before those of its subclass. */
abstract class OverflowStackState extends OverflowStackPadding {
    static final VarHandle LOCK;
    static final VarHandle SIZE;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            LOCK = lookup.findVarHandle(OverflowStackState.class, "lock", int.class);
            SIZE = lookup.findVarHandle(OverflowStackState.class, "size", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    final int capacity;

    @SuppressWarnings("unused") // accessed by LOCK
    int lock;

    int size;

    @Nullable
    Object[] items = {};

    OverflowStackState(int capacity) {
        this.capacity = capacity;
    }
}

/** The padding before the fields. */
abstract class OverflowStackPadding {
    @SuppressWarnings("unused")
    private long p1, p2, p3, p4, p5, p6, p7, p8, p9, p10, p11, p12, p13, p14, p15;
}
