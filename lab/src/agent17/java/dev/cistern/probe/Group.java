package dev.cistern.probe;

import org.jspecify.annotations.Nullable;

/**
 * The followed objects of one class whose uses are looked for, of all its sites.
 *
 * <p>They are few, and a use is compared with each: asking an object for its identity hash would change its header, and
 * that of every object that is not followed.
 */
final class Group {
    static final int SIZE = 16;
    /**
     * An object that nobody has touched for so long gives way to a new one; whether it lives is still followed. Half of
     * them stay longer, so that a late use is seen too.
     */
    private static final long IDLE_NANOS = 10_000_000L;

    private static final long LATE_NANOS = 1_000_000_000L;

    private final String className;
    private final @Nullable Followed[] slots = new Followed[SIZE];
    private @Nullable Class<?> type;
    private int next;

    Group(String className) {
        this.className = className;
    }

    boolean is(Class<?> other) {
        return other == type;
    }

    /** Whether it is the class of this group, which is known for good once one object of it was born. */
    boolean accepts(Class<?> other) {
        if (type == null && other.getTypeName().equals(className)) {
            type = other;
        }
        return other == type;
    }

    @Nullable
    Followed followed(Object object) {
        for (Followed slot : slots) {
            if (slot != null && slot.refersTo(object)) {
                return slot;
            }
        }
        return null;
    }

    /** {@return whether there was room} */
    synchronized boolean add(Followed one, long nowNanos) {
        for (int i = 0; i < SIZE; i++) {
            int slot = next++ & (SIZE - 1);
            Followed old = slots[slot];
            if (old == null || old.isGone() || old.idleNanos(nowNanos) > (slot < SIZE / 2 ? IDLE_NANOS : LATE_NANOS)) {
                slots[slot] = one;
                return true;
            }
        }
        return false;
    }
}
