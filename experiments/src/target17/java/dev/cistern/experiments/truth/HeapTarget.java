package dev.cistern.experiments.truth;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A program whose heap is known: how much it allocates and how that changes, how much it keeps and how that changes, and
 * when it asks for a collection.
 *
 * <p>{@code java -cp … dev.cistern.experiments.truth.HeapTarget --seconds N [--rate B] [--ramp B] [--keep B] [--grow B]
 * [--gc-millis N]}: bytes a second, and how many more each second; bytes kept from the beginning, and how many more each
 * second; milliseconds between calls of System.gc(). It says {@code ready}, and at its end one line of JSON with what it
 * really did.
 */
public final class HeapTarget {
    private static final long PERIOD_NANOS = 5_000_000;
    /** An array of this length takes 8,192 bytes with its header. */
    private static final int LENGTH = 8_176;

    private static final int OBJECT_BYTES = 8_192;

    private final double rate;
    private final double ramp;
    private final double keep;
    private final double grow;
    private final long gcNanos;
    private final Deque<byte[]> kept = new ArrayDeque<>();
    private @Nullable Object sink;
    private long objects;
    private long explicit;
    private long explicitNanos;

    private HeapTarget(TargetOptions options) {
        rate = options.value("--rate", 50_000_000);
        ramp = options.value("--ramp", 0);
        keep = options.value("--keep", 0);
        grow = options.value("--grow", 0);
        gcNanos = options.value("--gc-millis", 0) * 1_000_000;
    }

    /** Runs the target; see the class comment for its arguments. */
    public static void main(String[] arguments) {
        TargetOptions options = new TargetOptions(
                arguments, List.of("--seconds", "--rate", "--ramp", "--keep", "--grow", "--gc-millis"));
        HeapTarget target = new HeapTarget(options);
        System.out.println("ready");
        System.out.println(target.run(options.value("--seconds", 10)));
    }

    private String run(long seconds) {
        long start = System.nanoTime();
        long nextGc = gcNanos > 0 ? gcNanos : Long.MAX_VALUE;
        double elapsed = 0;
        while (elapsed < seconds) {
            elapsed = (System.nanoTime() - start) / 1e9;
            allocateUntil(rate * elapsed + ramp * elapsed * elapsed / 2, keep + grow * elapsed);
            if (elapsed * 1e9 >= nextGc) {
                collect();
                nextGc += gcNanos;
            }
            LockSupport.parkNanos(PERIOD_NANOS);
        }
        return report(elapsed);
    }

    /** What is kept is part of what is allocated, so keeping more does not raise the rate. */
    private void allocateUntil(double bytes, double keptBytes) {
        while (!kept.isEmpty() && kept.size() * (double) OBJECT_BYTES > keptBytes) {
            kept.removeFirst();
        }
        while (kept.size() * (double) OBJECT_BYTES < keptBytes) {
            kept.addLast(new byte[LENGTH]);
            objects++;
        }
        while (objects * (double) OBJECT_BYTES < bytes) {
            sink = new byte[LENGTH];
            objects++;
        }
    }

    private void collect() {
        long before = System.nanoTime();
        System.gc();
        explicitNanos += System.nanoTime() - before;
        explicit++;
    }

    private String report(double seconds) {
        long collections = 0;
        for (GarbageCollectorMXBean bean : ManagementFactory.getGarbageCollectorMXBeans()) {
            collections += Math.max(0, bean.getCollectionCount());
        }
        return String.format(
                Locale.ROOT,
                "{\"seconds\":%.6f,\"allocatedBytes\":%d,\"explicit\":%d,\"explicitNanos\":%d,\"collections\":%d,"
                        + "\"keptBytes\":%d,\"used\":%b}",
                seconds,
                objects * OBJECT_BYTES,
                explicit,
                explicitNanos,
                collections,
                (long) kept.size() * OBJECT_BYTES,
                sink != null);
    }
}
