package dev.cistern.pool;

import java.util.OptionalDouble;

/**
 * Measures {@code create} where the pool itself hardly ever calls it: makes some objects in batches and disposes of
 * them at once.
 */
final class CreateProbe {
    private static final long BUDGET_NANOS = 2_000_000;
    private static final int BATCH = 16;
    private static final int MAXIMUM_SAMPLES = 8_192;

    /** Keeps the compiler from removing what is created. */
    @SuppressWarnings("unused")
    private static volatile Object sink = new Object();

    private CreateProbe() {}

    /** What was measured. */
    record Result(OptionalDouble nanos, OptionalDouble bytes, long samples) {}

    static <T> Result measure(PolicyCalls<T> calls) {
        LogHistogram perCreate = new LogHistogram();
        long bytesBefore = AllocatedBytes.ofCurrentThread();
        long deadline = System.nanoTime() + BUDGET_NANOS;
        long samples = 0;
        // The first alone: what takes long to make is not made sixteen times to learn that.
        for (int batch = 1; samples < MAXIMUM_SAMPLES && System.nanoTime() < deadline; batch = BATCH) {
            long start = System.nanoTime();
            for (int i = 0; i < batch; i++) {
                T object = calls.create();
                sink = object;
                calls.destroy(object);
            }
            perCreate.record((System.nanoTime() - start) / batch);
            samples += batch;
        }
        long bytes = AllocatedBytes.ofCurrentThread() - bytesBefore;
        return new Result(
                OptionalDouble.of((double) perCreate.quantile(0.5)),
                bytes > 0 ? OptionalDouble.of((double) bytes / samples) : OptionalDouble.empty(),
                samples);
    }
}
