package dev.cistern.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many threads at once; what must hold at any moment is asserted at many. */
final class ConcurrencyTest {
    private static final int THREADS = 4;

    private interface Task {
        void run(int thread) throws Exception;
    }

    private static void inParallel(Task task) throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<?>> futures = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                int number = thread;
                futures.add(executor.submit(() -> {
                    task.run(number);
                    return null;
                }));
            }
            for (Future<?> future : futures) {
                future.get();
            }
        } finally {
            executor.shutdownNow();
        }
    }

    /** The number of entries with all writers held off, counted in the table and not by the budget. */
    private static int count(Cache<?, ?> cache) {
        StripedStore store = ((BoundedCache<?, ?>) cache).store();
        Stripe[] stripes = store.keeper.stripes();
        for (Stripe stripe : stripes) {
            stripe.lock();
        }
        try {
            int[] count = {0};
            store.forEach((node, key) -> count[0]++);
            int sizes = 0;
            for (Stripe stripe : stripes) {
                sizes += stripe.size();
                assertThat(stripe.policy.size()).isEqualTo(stripe.size());
            }
            assertThat(sizes).isEqualTo(count[0]);
            return count[0];
        } finally {
            for (Stripe stripe : stripes) {
                stripe.unlock();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 10, 1_000, 20_000})
    void writers_concurrent_boundHoldsAtEveryMoment(int maximum) throws Exception {
        Cache<Integer, Integer> cache =
                Cache.<Integer, Integer>builder().maximumSize(maximum).build();
        AtomicBoolean done = new AtomicBoolean();
        AtomicInteger most = new AtomicInteger();
        Thread watcher = new Thread(() -> {
            while (!done.get()) {
                most.accumulateAndGet(count(cache), Math::max);
            }
        });
        watcher.start();
        try {
            inParallel(thread -> anything(cache, new Random(thread), maximum));
        } finally {
            done.set(true);
            watcher.join();
        }
        assertThat(most.get()).isBetween(1, maximum);
        assertThat(count(cache)).isLessThanOrEqualTo(maximum).isEqualTo((int) cache.estimatedSize());
    }

    private static void anything(Cache<Integer, Integer> cache, Random random, int maximum) {
        for (int i = 0; i < 60_000; i++) {
            Integer key = random.nextInt(2 * maximum + 2);
            Integer seen = switch (random.nextInt(8)) {
                case 0, 1 -> cache.getIfPresent(key);
                case 2 -> cache.get(key, k -> k);
                case 3 -> cache.asMap().remove(key);
                case 4 -> cache.asMap().compute(key, (k, before) -> before == null ? k : null);
                case 5 -> cache.asMap().merge(key, key, (a, b) -> a);
                default -> cache.asMap().put(key, key);
            };
            if (seen != null && !seen.equals(key)) {
                throw new AssertionError(key + " has the value " + seen);
            }
        }
    }

    @Test
    void weights_concurrentWriters_boundHoldsAtEveryMoment() throws Exception {
        Cache<Integer, Integer> cache = Cache.<Integer, Integer>builder()
                .maximumWeight(1_000_000, (key, value) -> value)
                .build();
        inParallel(thread -> {
            Random random = new Random(thread);
            for (int i = 0; i < 60_000; i++) {
                // The last third is so heavy that the stripes are merged while the others write.
                int weight = i < 40_000 ? random.nextInt(100) : random.nextInt(20_000);
                cache.put(random.nextInt(30_000), weight);
                long weighed = cache.policy().weight().orElseThrow();
                if (weighed > 1_000_000) {
                    throw new AssertionError("weight " + weighed);
                }
            }
        });
        assertThat(cache.policy().stripes()).isEqualTo(1);
        assertThat(cache.policy().weight())
                .hasValue(cache.asMap().values().stream()
                        .mapToLong(Integer::longValue)
                        .sum());
        assertThat(count(cache)).isEqualTo((int) cache.estimatedSize());
    }

    @ParameterizedTest
    @ValueSource(ints = {16, 100_000})
    void compute_concurrent_noUpdateLost(int keys) throws Exception {
        Cache<Integer, Integer> cache =
                Cache.<Integer, Integer>builder().maximumSize(keys).build();
        int each = 100_000;
        inParallel(thread -> {
            Random random = new Random(thread);
            for (int i = 0; i < each; i++) {
                int key = random.nextInt(16);
                switch (i & 3) {
                    case 0 -> cache.asMap().merge(key, 1, Integer::sum);
                    case 1 -> cache.asMap().compute(key, (k, before) -> before == null ? 1 : before + 1);
                    default -> increment(cache, key);
                }
            }
        });
        assertThat(cache.asMap().values().stream().mapToInt(Integer::intValue).sum())
                .isEqualTo(THREADS * each);
    }

    private static void increment(Cache<Integer, Integer> cache, int key) {
        while (true) {
            Integer before = cache.getIfPresent(key);
            if (before == null
                    ? cache.asMap().putIfAbsent(key, 1) == null
                    : cache.asMap().replace(key, before, before + 1)) {
                return;
            }
        }
    }

    @Test
    void growth_readersMeanwhile_neverMissWhatIsThere() throws Exception {
        for (int round = 0; round < 20; round++) {
            Cache<Integer, Integer> cache =
                    Cache.<Integer, Integer>builder().maximumSize(1 << 20).build();
            AtomicInteger written = new AtomicInteger(-1);
            inParallel(thread -> {
                if (thread < 2) {
                    for (int i = 0; i < 20_000; i++) {
                        cache.put(2 * i + thread, i);
                        if (thread == 0) {
                            written.set(i);
                        }
                    }
                    return;
                }
                Random random = new Random(thread);
                while (written.get() < 19_999) {
                    if (written.get() < 0) {
                        Thread.onSpinWait(); // nothing is there yet
                        continue;
                    }
                    int key = 2 * random.nextInt(written.get() + 1);
                    if (cache.getIfPresent(key) == null) {
                        throw new AssertionError(key + " is missing");
                    }
                }
            });
            assertThat(count(cache)).isEqualTo(40_000);
        }
    }

    @Test
    void removals_concurrent_eachValueToldOnce() throws Exception {
        ConcurrentHashMap<Integer, RemovalCause> told = new ConcurrentHashMap<>();
        AtomicInteger twice = new AtomicInteger();
        Cache<Integer, Integer> cache = Cache.<Integer, Integer>builder()
                .maximumSize(500)
                .removalListener((Integer key, Integer value, RemovalCause cause) -> {
                    if (told.put(value, cause) != null) {
                        twice.incrementAndGet();
                    }
                })
                .build();
        AtomicInteger values = new AtomicInteger();
        inParallel(thread -> {
            Random random = new Random(thread);
            for (int i = 0; i < 50_000; i++) {
                int key = random.nextInt(1_000);
                if (random.nextInt(10) == 0) {
                    cache.invalidate(key);
                } else if (random.nextInt(10) == 0) {
                    cache.asMap().compute(key, (k, before) -> values.incrementAndGet());
                } else {
                    cache.put(key, values.incrementAndGet());
                }
            }
        });
        cache.invalidateAll();
        assertThat(twice).hasValue(0);
        assertThat(told).hasSize(values.get());
    }
}
