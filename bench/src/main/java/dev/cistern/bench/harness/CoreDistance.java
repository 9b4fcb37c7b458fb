package dev.cistern.bench.harness;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * How long a line of the processor's caches takes from one core to another: two threads hand a number to and fro.
 *
 * <p>A virtual machine's cores may be neighbours in one second and far from each other in the next, which changes what threads that
 * write to the same memory take by a factor of three. Printed beside each round, so that such rounds can be told apart.
 */
final class CoreDistance {
    private static final int HANDOVERS = 50_000;

    private CoreDistance() {}

    /** {@return nanoseconds for one way; NaN with one core, where handing over is a matter of the scheduler} */
    static double nanos() {
        if (Runtime.getRuntime().availableProcessors() == 1) {
            return Double.NaN;
        }
        AtomicInteger number = new AtomicInteger();
        Thread other = new Thread(() -> hand(number, 1), "core-distance");
        other.start();
        long start = System.nanoTime();
        hand(number, 0);
        double nanos = (System.nanoTime() - start) / (2.0 * HANDOVERS);
        try {
            other.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return nanos;
    }

    /** Waits for every other number and answers with the next one. */
    private static void hand(AtomicInteger number, int first) {
        for (int i = first; i < 2 * HANDOVERS; i += 2) {
            while (number.getAcquire() != i) {
                Thread.onSpinWait();
            }
            number.setRelease(i + 1);
        }
    }
}
