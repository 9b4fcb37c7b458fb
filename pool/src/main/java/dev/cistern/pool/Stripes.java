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
 * lose counts, never objects. A stripe's first slot is tried first; the deeper ones are a stack whose top is remembered
 * in a hint beside the counters, so that a thread that holds eight objects at once looks at eight slots and not at 36, and
 * a miss looks at one. A hint that a thread of the same stripe made too high costs a scan; one made too low hides an
 * object until the next search.
 *
 * <p>A record, because the JIT compiler trusts the fields of records: in a pool held in a static final field the array
 * and the masks are constants in the caller's code.
 */
@SuppressWarnings("ArrayRecordComponent") // its identity is its equality, and the arrays never leave it
record Stripes(@Nullable Object[] slots, long[] counts, long mask, int shift, int depth) {
    static final int STRIDE = 32;
    private static final int COUNT_STRIDE = 16;
    private static final int HINT_CELL = COUNT_STRIDE - 1;
    private static final int FRUITLESS_CELL = COUNT_STRIDE - 2;
    private static final int SEEDED_CELL = COUNT_STRIDE - 3;
    private static final int PATIENCE = 16;
    private static final int SEARCH_ONE_IN = 64;
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

    /** The object that went in last lies at the hint, unless a thread of the same stripe came in between. */
    private @Nullable Object takeDeeper(int home) {
        int hint = hint(home);
        if (hint == 0) {
            return null;
        }
        Object taken = tryTake(home + hint);
        if (taken == null) {
            return takeAnywhere(home);
        }
        hint(home, hint - 1);
        return taken;
    }

    /** Looks into all slots but the first, whatever the hint says, and puts the hint right. */
    @Nullable
    Object takeAnywhere(int home) {
        for (int i = depth - 1; i > 0; i--) {
            Object taken = tryTake(home + i);
            if (taken != null) {
                hint(home, i - 1);
                return taken;
            }
        }
        hint(home, 0);
        return null;
    }

    /** Looks only where an object most probably lies: a miss looks at many stripes, and each look costs. */
    private @Nullable Object takeFirst(int home) {
        Object taken = tryTake(home);
        int hint = hint(home);
        if (taken == null && hint > 0) {
            taken = tryTake(home + hint);
            if (taken != null) {
                hint(home, hint - 1);
            }
        }
        return taken;
    }

    private @Nullable Object tryTake(int slot) {
        return SLOT.getOpaque(slots, slot) == null ? null : SLOT.getAndSet(slots, slot, null);
    }

    /** Stores into a slot that looks empty; false if none does. */
    boolean putLossy(int home, Object object) {
        return tryPutLossy(home, object) || putDeeperLossy(home, object);
    }

    private boolean putDeeperLossy(int home, Object object) {
        int next = hint(home) + 1;
        if (next < depth && tryPutLossy(home + next, object)) {
            hint(home, next);
            return true;
        }
        for (int i = 1; i < depth; i++) {
            if (tryPutLossy(home + i, object)) {
                hint(home, i);
                return true;
            }
        }
        return false;
    }

    private boolean tryPutLossy(int slot, Object object) {
        if (SLOT.getOpaque(slots, slot) != null) {
            return false;
        }
        // Release: publishes what reset wrote to the thread that takes the object.
        SLOT.setRelease(slots, slot, object);
        return true;
    }

    /** Stores into a slot that is empty; false if none is. */
    boolean putExact(int home, Object object) {
        return tryPutExact(home, object) || putDeeperExact(home, object);
    }

    private boolean putDeeperExact(int home, Object object) {
        int next = hint(home) + 1;
        if (next < depth && tryPutExact(home + next, object)) {
            hint(home, next);
            return true;
        }
        for (int i = 1; i < depth; i++) {
            if (tryPutExact(home + i, object)) {
                hint(home, i);
                return true;
            }
        }
        return false;
    }

    private boolean tryPutExact(int slot, Object object) {
        return SLOT.getOpaque(slots, slot) == null && SLOT.compareAndSet(slots, slot, (Object) null, object);
    }

    private int hint(int home) {
        return (int) (long) COUNT.getOpaque(counts, (home >> 1) + HINT_CELL);
    }

    private void hint(int home, int depth) {
        COUNT.setOpaque(counts, (home >> 1) + HINT_CELL, (long) depth);
    }

    /**
     * {@return whether this stripe, now empty, shall get an object of its own instead of a neighbour's: once between two
     * drains} While there are fewer objects than stripes, threads that come and go with ever new ids would else chase
     * the few from stripe to stripe for good.
     */
    boolean seeds(int home) {
        int cell = (home >> 1) + SEEDED_CELL;
        boolean seeds = (long) COUNT.getOpaque(counts, cell) == 0;
        if (seeds) {
            COUNT.setOpaque(counts, cell, 1L);
        }
        return seeds;
    }

    /** Takes from one of the next stripes. */
    @Nullable
    Object steal(int home) {
        long last = mask / STRIDE;
        for (int n = 1; n <= NEIGHBOURS && n <= last; n++) {
            int neighbour = STRIDE + (int) ((home - STRIDE + (long) n * STRIDE) & mask);
            Object taken = takeFirst(neighbour);
            if (taken != null) {
                return taken;
            }
        }
        return null;
    }

    /**
     * {@return whether a miss of this stripe shall go without a search: after many in a row found nothing only one in a
     * few is made, since looking into a dozen places costs more than a small object}
     */
    boolean skipsSearch(int home) {
        int cell = (home >> 1) + FRUITLESS_CELL;
        long fruitless = (long) COUNT.getOpaque(counts, cell);
        if (fruitless < PATIENCE || fruitless % SEARCH_ONE_IN == 0) {
            return false;
        }
        COUNT.setOpaque(counts, cell, fruitless + 1);
        return true;
    }

    /** Notes that a search was made, or that there is something to find. */
    void searched(int home, boolean fruitless) {
        int cell = (home >> 1) + FRUITLESS_CELL;
        COUNT.setOpaque(counts, cell, fruitless ? (long) COUNT.getOpaque(counts, cell) + 1 : 0L);
    }

    /** Empties all slots; whoever puts the objects elsewhere makes searching worth while again, and seeding too. */
    void drain(Consumer<Object> sink) {
        @Nullable Object[] s = slots;
        for (int home = STRIDE; home < s.length - STRIDE; home += STRIDE) {
            searched(home, false);
            COUNT.setOpaque(counts, (home >> 1) + SEEDED_CELL, 0L);
        }
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
