package dev.cistern.cache;

import org.jspecify.annotations.Nullable;

/** Whom the store tells of values that left it: after the lock was released, on the thread that caused it. */
interface StoreListener {
    /** {@return whether anybody wants to know of removals for this cause} */
    boolean wants(RemovalCause cause);

    /** Tells; must not throw. */
    void removed(Object key, Object value, RemovalCause cause);

    /**
     * Keeps a value whose time is over, for those who may want it back; under the stripe's lock, so that it is kept before
     * anybody stores another one.
     */
    default void expired(Object key, Object value) {}

    /** Tells of a chain of removals, whose last comes first. */
    default void tell(@Nullable Removal last) {
        Removal reversed = null;
        for (Removal at = last; at != null; ) {
            Removal next = at.next;
            at.next = reversed;
            reversed = at;
            at = next;
        }
        for (Removal at = reversed; at != null; at = at.next) {
            removed(at.key, at.value, at.cause);
        }
    }
}
