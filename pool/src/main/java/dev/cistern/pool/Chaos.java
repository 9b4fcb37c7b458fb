package dev.cistern.pool;

import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The dice of chaos mode: one release in four drops the object, every acquire looks in a random stripe, and now and then
 * the pool rotates. Code that relies on what it left in a pooled object breaks in its tests.
 *
 * <p>With one thread the same seed throws the same dice (SplitMix64).
 */
final class Chaos {
    static final String PROPERTY = "dev.cistern.pool.chaos";
    private static final int DROP_ONE_IN = 4;
    private static final int ROTATE_ONE_IN = 64;

    private final AtomicLong state;

    Chaos(long seed) {
        state = new AtomicLong(seed);
    }

    /** {@return the seed that the system property asks for; empty if chaos mode is off} */
    static OptionalLong seedOfProperty() {
        String value = System.getProperty(PROPERTY, "false").trim();
        if (value.equals("false")) {
            return OptionalLong.empty();
        }
        if (value.isEmpty() || value.equals("true")) {
            return OptionalLong.of(System.nanoTime());
        }
        try {
            return OptionalLong.of(Long.parseLong(value));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "system property " + PROPERTY + " must be true, false or a seed, but was '" + value + "'", e);
        }
    }

    boolean drops() {
        return next() % DROP_ONE_IN == 0;
    }

    boolean rotates() {
        return next() % ROTATE_ONE_IN == 0;
    }

    long anyThreadId() {
        return next();
    }

    private long next() {
        long z = state.addAndGet(0x9E3779B97F4A7C15L);
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return (z ^ (z >>> 31)) >>> 1;
    }
}
