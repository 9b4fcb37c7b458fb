package dev.cistern.pool;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The objects that were idle at the last rotation: the next rotation drops them, a miss before that saves one.
 *
 * <p><b>Concurrency.</b> {@link #replace} and {@link #drain} are called by one thread at a time (the pool's trim lock);
 * {@link #take} by any. A taker first claims a position by decrementing the top, then empties the slot by
 * {@code getAndSet(null)}: if a rotation came between, it finds null, or an object of the new generation, which nobody
 * else can then find either. So an object has one taker whatever the interleaving.
 */
final class Victims {
    private static final VarHandle SLOT = MethodHandles.arrayElementVarHandle(Object[].class);
    private static final VarHandle TOP;

    static {
        try {
            TOP = MethodHandles.lookup().findVarHandle(Victims.class, "top", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final int capacity;
    private volatile @Nullable Object[] slots = {};

    @SuppressWarnings("unused") // accessed by TOP
    private int top;

    Victims(int capacity) {
        this.capacity = capacity;
    }

    @Nullable
    Object take() {
        for (; ; ) {
            int seen = (int) TOP.getOpaque(this);
            if (seen == 0) {
                return null;
            }
            // Acquire: reads the slots that the rotation which set this top has written.
            if (TOP.weakCompareAndSetAcquire(this, seen, seen - 1)) {
                @Nullable Object[] s = slots;
                Object taken = seen <= s.length ? SLOT.getAndSet(s, seen - 1, null) : null;
                if (taken != null) {
                    return taken;
                }
            }
        }
    }

    /** Drops what is left of the old generation into the sink, takes the new one over; what does not fit is dropped. */
    void replace(List<Object> generation, Consumer<Object> sink) {
        drain(sink);
        int n = Math.min(capacity, generation.size());
        @Nullable Object[] fresh = new @Nullable Object[n];
        // The first of the generation is the most recently used: it goes on top.
        for (int i = 0; i < n; i++) {
            fresh[n - 1 - i] = generation.get(i);
        }
        for (int i = n; i < generation.size(); i++) {
            sink.accept(generation.get(i));
        }
        slots = fresh;
        // Release: whoever claims a position sees the slots.
        TOP.setRelease(this, n);
    }

    void drain(Consumer<Object> sink) {
        TOP.setVolatile(this, 0);
        @Nullable Object[] s = slots;
        for (int i = 0; i < s.length; i++) {
            Object left = SLOT.getAndSet(s, i, null);
            if (left != null) {
                sink.accept(left);
            }
        }
    }

    int retained() {
        int retained = 0;
        @Nullable Object[] s = slots;
        for (int i = 0; i < s.length; i++) {
            if (SLOT.getOpaque(s, i) != null) {
                retained++;
            }
        }
        return retained;
    }
}
