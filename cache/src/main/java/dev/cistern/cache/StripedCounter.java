package dev.cistern.cache;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * A counter that threads increment without an atomic operation: those that share a place may lose counts, so it is an
 * estimate from below.
 *
 * <p><b>Memory layout.</b> One flat array, a place of 128 bytes for each of 4 × the cores, chosen by a Fibonacci hash of
 * the thread's id.
 */
final class StripedCounter {
    private static final int STRIDE = 16;
    private static final long GOLDEN_RATIO = 0x9E3779B97F4A7C15L;
    private static final VarHandle COUNT = MethodHandles.arrayElementVarHandle(long[].class);

    private final long[] counts;
    private final int shift;

    StripedCounter() {
        int places = 4 * Runtime.getRuntime().availableProcessors();
        int bits = Math.min(8, 32 - Integer.numberOfLeadingZeros(places - 1));
        counts = new long[((1 << bits) + 2) * STRIDE];
        shift = Long.SIZE - bits;
    }

    /** Counts one. */
    void increment() {
        add(1);
    }

    @SuppressWarnings("deprecation") // threadId() is younger than JDK 17
    void add(int amount) {
        int at = STRIDE + (int) ((Thread.currentThread().getId() * GOLDEN_RATIO) >>> shift) * STRIDE;
        // Opaque, so that a loop of hits is not folded into one addition that nobody sees for long.
        COUNT.setOpaque(counts, at, (long) COUNT.getOpaque(counts, at) + amount);
    }

    long sum() {
        long sum = 0;
        for (int at = STRIDE; at < counts.length - STRIDE; at += STRIDE) {
            sum += (long) COUNT.getOpaque(counts, at);
        }
        return sum;
    }
}
