package dev.cistern.stress;

import dev.cistern.pool.Lease;
import dev.cistern.pool.PoolPolicy;
import dev.cistern.pool.PoolStats;
import dev.cistern.pool.ScratchPool;
import dev.cistern.pool.TrimLevel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Two pools under changing load: platform and virtual threads, bursts, garbage, trims. */
final class SoakLoad {
    static final String HEADER = "acquires (M)  hits  retained  heap after GC half way, at the end, without load (MB)";

    private static final int KIB = 1024;
    private static final long MEBIBYTE = 1024L * KIB;
    private static final long SLACK = 4 * MEBIBYTE;
    private static final int BURST = 300;

    private final ScratchPool<byte[]> arrays = ScratchPool.builder(new ArrayPolicy())
            .maximumRetained(400)
            .maximumRetainedWeight(4 * MEBIBYTE)
            .maximumObjectWeight(8 * KIB)
            .build();
    private final ScratchPool<StringBuilder> texts = ScratchPool.builder(PoolPolicy.of(StringBuilder::new, text -> {
                text.setLength(0);
                return text.capacity() < 4 * KIB;
            }))
            .build();
    private final AtomicLong sink = new AtomicLong();
    private volatile boolean done;

    /** Arrays of a random size, weighed. */
    private static final class ArrayPolicy implements PoolPolicy<byte[]> {
        private final AtomicLong made = new AtomicLong();
        private final AtomicLong destroyed = new AtomicLong();

        @Override
        public byte[] create() {
            return new byte[(int) (1 + made.getAndIncrement() % 9) * KIB];
        }

        @Override
        public boolean reset(byte[] array) {
            return true;
        }

        @Override
        public long weigh(byte[] array) {
            return array.length;
        }

        @Override
        public void destroy(byte[] array) {
            destroyed.incrementAndGet();
        }
    }

    private SoakLoad() {}

    public static void main(String[] arguments) throws InterruptedException {
        boolean sound = new SoakLoad().run(TimeUnit.SECONDS.toNanos(Long.parseLong(arguments[0])));
        System.exit(sound ? 0 : 1);
    }

    private boolean run(long nanos) throws InterruptedException {
        long[] used = new long[3];
        // In this order: the platform threads, which start the virtual ones, are closed first.
        try (ExecutorService virtual = Executors.newVirtualThreadPerTaskExecutor();
                ExecutorService platform = Executors.newFixedThreadPool(2)) {
            for (int i = 0; i < 2; i++) {
                long seed = i;
                platform.execute(() -> loop(new SplittableRandom(seed), virtual));
            }
            for (int half = 0; half < 2; half++) {
                TimeUnit.NANOSECONDS.sleep(nanos / 2);
                used[half] = usedAfterCollection();
            }
            done = true;
        }
        // Without load: a concurrent collector counts what was allocated while it collected.
        used[2] = usedAfterCollection();
        return report(used);
    }

    private void loop(SplittableRandom random, ExecutorService virtual) {
        while (!done) {
            burst(1 + random.nextInt(random.nextInt(50) == 0 ? BURST : 8));
            for (int i = 0; i < 200; i++) {
                render(random.nextInt());
            }
            sink.addAndGet(new byte[1 + random.nextInt(16 * KIB)].length);
            if (random.nextInt(20) == 0) {
                virtual.execute(() -> burst(4));
            }
            if (random.nextInt(1_000) == 0) {
                arrays.trim(TrimLevel.HALF);
            }
        }
    }

    private void burst(int n) {
        List<byte[]> held = new ArrayList<>(n);
        for (int i = 0; i < n; i++) {
            byte[] array = arrays.acquire();
            array[0]++;
            held.add(array);
        }
        held.forEach(arrays::release);
    }

    private void render(int number) {
        try (Lease<StringBuilder> lease = texts.lease()) {
            sink.addAndGet(lease.get().append("order ").append(number).length());
        }
    }

    private static long usedAfterCollection() {
        System.gc();
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private boolean report(long[] used) {
        PoolStats a = arrays.stats();
        PoolStats t = texts.stats();
        boolean bounded = a.retained() <= a.maximumRetained()
                && t.retained() <= t.maximumRetained()
                && a.maximumRetained() * 8L * KIB <= 4 * MEBIBYTE;
        boolean flat = used[2] <= used[0] + SLACK;
        System.out.printf(
                Locale.ROOT,
                "%12.1f  %.2f  %8d  %5.1f %5.1f %5.1f  %s%n",
                (a.acquires() + t.acquires()) / 1e6,
                (a.hits() + t.hits()) / (double) (a.acquires() + t.acquires()),
                a.retained() + t.retained(),
                used[0] / (double) MEBIBYTE,
                used[1] / (double) MEBIBYTE,
                used[2] / (double) MEBIBYTE,
                !bounded ? "OVER THE BOUND" : flat ? "flat" : "GREW");
        return bounded && flat && sink.get() > 0;
    }
}
