package dev.cistern.pool;

import java.util.OptionalDouble;

/**
 * Measures {@code create} where the pool itself hardly ever calls it: makes some objects in batches and disposes of
 * them at once.
 */
final class CreateProbe {
    private static final long BUDGET_NANOS = 2_000_000;
    private static final int BATCH = 16;
    private static final int MAXIMUM_BATCHES = 512;

    /** Keeps the compiler from removing what is created. */
    @SuppressWarnings("unused")
    private static volatile Object sink = new Object();

    private CreateProbe() {}

    /** What was measured. */
    record Result(OptionalDouble nanos, OptionalDouble bytes, long samples) {}

    static <T> Result measure(PoolPolicy<T> policy) {
        LogHistogram perCreate = new LogHistogram();
        long bytesBefore = AllocatedBytes.ofCurrentThread();
        long deadline = System.nanoTime() + BUDGET_NANOS;
        int batches = 0;
        long start;
        do {
            start = System.nanoTime();
            for (int i = 0; i < BATCH; i++) {
                T object = policy.create();
                sink = object;
                policy.destroy(object);
            }
            perCreate.record((System.nanoTime() - start) / BATCH);
            batches++;
        } while (batches < MAXIMUM_BATCHES && System.nanoTime() < deadline);
        long bytes = AllocatedBytes.ofCurrentThread() - bytesBefore;
        long samples = (long) batches * BATCH;
        return new Result(
                OptionalDouble.of((double) perCreate.quantile(0.5)),
                bytes > 0 ? OptionalDouble.of((double) bytes / samples) : OptionalDouble.empty(),
                samples);
    }
}
