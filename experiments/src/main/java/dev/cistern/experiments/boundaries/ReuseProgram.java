package dev.cistern.experiments.boundaries;

import dev.cistern.pool.PoolPolicy;
import dev.cistern.pool.ScratchPool;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Boundary 4, the measuring process: how much is reused between two collections, by how often the pool is asked. */
final class ReuseProgram {
    /** Acquires between two collections. */
    static final int[] LOADS = {1, 2, 3, 5, 20, 200};

    private static final int CYCLES = 40;
    private static final int GARBAGE_BYTES = 8_192;
    private static final long PATIENCE_NANOS = 300_000_000L;
    private static final long LOOK_NANOS = 200_000L;

    @SuppressWarnings("UnusedVariable") // written so that the garbage is needed
    private static volatile Object needed = new Object();

    private ReuseProgram() {}

    /** Prints the share of hits for each load; the argument names the collector. */
    public static void main(String[] arguments) {
        for (int load : LOADS) {
            print(arguments[0] + ", emptied", load, 1, () -> System.gc());
        }
        for (int load : LOADS) {
            print(arguments[0] + ", young", load, 2, ReuseProgram::awaitCollection);
        }
    }

    private static void print(String chart, int load, int majorCycles, Runnable collection) {
        try (ScratchPool<byte[]> pool = ScratchPool.builder(PoolPolicy.<byte[]>of(() -> new byte[1_024], array -> true))
                .name("reuse-" + load)
                .retention(majorCycles, Duration.ofSeconds(30))
                .build()) {
            for (int cycle = 0; cycle < CYCLES; cycle++) {
                for (int i = 0; i < load; i++) {
                    byte[] array = pool.acquire();
                    array[0] = 1;
                    pool.release(array);
                }
                collection.run();
                if (majorCycles == 1) {
                    awaitEmpty(pool);
                }
            }
            System.out.println(new Figure(
                            chart,
                            load + " acquires a cycle",
                            100 * pool.stats().hitRatio())
                    .line());
        }
    }

    /** The pool learns of a collection a moment later, by the JVM's own notification. */
    private static void awaitEmpty(ScratchPool<byte[]> pool) {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (pool.stats().retained() > 0 && System.nanoTime() < end) {
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    private static void awaitCollection() {
        long before = Meter.collections();
        while (Meter.collections() == before) {
            for (int i = 0; i < 100; i++) {
                needed = new byte[GARBAGE_BYTES];
            }
        }
    }
}
