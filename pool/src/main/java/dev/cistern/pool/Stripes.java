package dev.cistern.pool;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The slots that threads reach first, and the counters beside them.
 *
 * <p><b>Concurrency.</b> A slot is emptied only by {@code getAndSet(null)}, so exactly one thread gets what was in it,
 * and filled by a release store (or a compare-and-set in exact mode), which publishes whatever {@code reset} wrote to
 * the thread whose {@code getAndSet} reads it. Between the look and the store of the lossy release another thread of
 * the same stripe may store: its object is then overwritten and left to the garbage collector. Looks are opaque reads:
 * they order nothing, they only spare an atomic operation that cannot succeed.
 *
 * <p><b>Memory layout.</b> One flat array with a stride of 32 references (128 bytes, two cache lines, since x86 fetches
 * lines in pairs) and a padding of the same size at both ends; the counters lie in an array of their own with the same
 * stride in bytes.
 *
 * <p><b>Algorithm.</b> A thread's stripe is a Fibonacci hash of its id: consecutive ids never share a stripe while there
 * are fewer of them than stripes. Counters are incremented without an atomic operation: threads that share a stripe may
 * lose counts, never objects.
 *
 * <p>A record, because the JIT compiler trusts the fields of records: in a pool held in a static final field the array
 * and the masks are constants in the caller's code.
 */
@SuppressWarnings("ArrayRecordComponent") // its identity is its equality, and the arrays never leave it
record Stripes(@Nullable Object[] slots, long[] counts, long mask, int shift, int depth) {
    static final int STRIDE = 32;
    private static final int COUNT_STRIDE = 16;
    private static final int NEIGHBOURS = 7;
    private static final long GOLDEN_RATIO = 0x9E3779B97F4A7C15L;
    private static final VarHandle SLOT = MethodHandles.arrayElementVarHandle(Object[].class);
    private static final VarHandle COUNT = MethodHandles.arrayElementVarHandle(long[].class);

    static Stripes of(StripeLayout layout) {
        int stripes = layout.stripes();
        int bits = Integer.numberOfTrailingZeros(stripes);
        return new Stripes(
                new @Nullable Object[(stripes + 2) * STRIDE],
                new long[(stripes + 2) * COUNT_STRIDE],
                (long) (stripes - 1) * STRIDE,
                Long.SIZE - bits - Integer.numberOfTrailingZeros(STRIDE),
                layout.depth());
    }

    /** {@return the index of the current thread's first slot} */
    int home() {
        return home(Thread.currentThread().getId());
    }

    int home(long threadId) {
        return STRIDE + (int) (((threadId * GOLDEN_RATIO) >>> shift) & mask);
    }

    @Nullable
    Object take(int home) {
        @Nullable Object[] s = slots;
        if (SLOT.getOpaque(s, home) != null) {
            Object taken = SLOT.getAndSet(s, home, null);
            if (taken != null) {
                return taken;
            }
        }
        return takeDeeper(home);
    }

    private @Nullable Object takeDeeper(int home) {
        @Nullable Object[] s = slots;
        for (int i = home + 1, end = home + depth; i < end; i++) {
            if (SLOT.getOpaque(s, i) != null) {
                Object taken = SLOT.getAndSet(s, i, null);
                if (taken != null) {
                    return taken;
                }
            }
        }
        return null;
    }

    /** Stores into the first slot that looks empty; false if none does. */
    boolean putLossy(int home, Object object) {
        @Nullable Object[] s = slots;
        for (int i = home, end = home + depth; i < end; i++) {
            if (SLOT.getOpaque(s, i) == null) {
                // Release: publishes what reset wrote to the thread that takes the object.
                SLOT.setRelease(s, i, object);
                return true;
            }
        }
        return false;
    }

    /** Stores into the first slot that is empty; false if none is. */
    boolean putExact(int home, Object object) {
        @Nullable Object[] s = slots;
        for (int i = home, end = home + depth; i < end; i++) {
            if (SLOT.getOpaque(s, i) == null && SLOT.compareAndSet(s, i, (Object) null, object)) {
                return true;
            }
        }
        return false;
    }

    /** Takes from one of the next stripes. */
    @Nullable
    Object steal(int home) {
        long last = mask / STRIDE;
        for (int n = 1; n <= NEIGHBOURS && n <= last; n++) {
            int neighbour = STRIDE + (int) ((home - STRIDE + (long) n * STRIDE) & mask);
            Object taken = take(neighbour);
            if (taken != null) {
                return taken;
            }
        }
        return null;
    }

    /** Empties all slots. */
    void drain(Consumer<Object> sink) {
        @Nullable Object[] s = slots;
        for (int i = STRIDE; i < s.length - STRIDE; i++) {
            if (SLOT.getOpaque(s, i) != null) {
                Object taken = SLOT.getAndSet(s, i, null);
                if (taken != null) {
                    sink.accept(taken);
                }
            }
        }
    }

    int retained() {
        int retained = 0;
        for (int i = STRIDE; i < slots.length - STRIDE; i++) {
            if (SLOT.getOpaque(slots, i) != null) {
                retained++;
            }
        }
        return retained;
    }

    /** Adds one and returns the stripe's new count. */
    long count(int home, Counter counter) {
        int cell = home / (STRIDE / COUNT_STRIDE) + counter.cell();
        long next = (long) COUNT.getOpaque(counts, cell) + 1;
        COUNT.setOpaque(counts, cell, next);
        return next;
    }

    /** Adds one to the hits, whose cell is the first of the line; spelled out because this is the hit path. */
    long countHit(int home) {
        int cell = home >> 1;
        long next = (long) COUNT.getOpaque(counts, cell) + 1;
        COUNT.setOpaque(counts, cell, next);
        return next;
    }

    long sum(Counter counter) {
        long sum = 0;
        for (int cell = COUNT_STRIDE + counter.cell(); cell < counts.length; cell += COUNT_STRIDE) {
            sum += (long) COUNT.getOpaque(counts, cell);
        }
        return sum;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }

    @Override
    public String toString() {
        return "Stripes[" + (mask / STRIDE + 1) + " of depth " + depth + ", counts " + Arrays.hashCode(counts) + "]";
    }
}
