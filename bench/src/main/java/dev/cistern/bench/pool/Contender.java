package dev.cistern.bench.pool;

import org.openjdk.jmh.infra.Blackhole;

/**
 * A pool under test.
 *
 * <p>Each implementation is a record and the one that a forked JVM measures is held in a static final field: so the JIT
 * compiler knows its class and its fields, as it does in a program that holds its pool in a static final field, and no
 * pool pays for the benchmark's interfaces.
 */
interface Contender {
    /** {@return something to use, from the pool or new} */
    Object acquire();

    /** {@return the object itself, where the pool needs a wrapper around it} */
    default Object payload(Object item) {
        return item;
    }

    /** Reads and writes the object a little. */
    default int touch(Kind kind, Object item) {
        return kind.touch(payload(item));
    }

    /** Makes the object as new. */
    default void clear(Kind kind, Object item) {
        kind.clear(payload(item));
    }

    void release(Object item);

    /** Gives an item up instead of releasing it. */
    default void drop(Object item) {}

    /** {@return whether the pool itself clears what is released} */
    default boolean clears() {
        return false;
    }

    /**
     * Acquires, touches and releases one object.
     *
     * @param kind what is pooled
     * @param clear whether to clear it before the release
     * @param sink sees the object, or else an object that is made anew would be optimised away
     */
    default void use(Kind kind, boolean clear, Blackhole sink) {
        Object item = acquire();
        sink.consume(touch(kind, item));
        sink.consume(payload(item));
        if (clear && !clears()) {
            clear(kind, item);
        }
        release(item);
    }
}
