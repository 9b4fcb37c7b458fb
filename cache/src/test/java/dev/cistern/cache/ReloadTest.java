package dev.cistern.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ReloadTest {
    private static final long SECOND = 1_000_000_000;

    private long now;

    private static Cache<Integer, Integer> filled(int size, Eviction eviction) {
        Cache<Integer, Integer> cache = Cache.<Integer, Integer>builder()
                .maximumSize(size)
                .eviction(eviction)
                .build();
        for (int i = 0; i < size; i++) {
            cache.put(i, i);
        }
        return cache;
    }

    @Test
    void settings_asBuilt_shown() {
        Cache<Integer, Integer> cache = Cache.<Integer, Integer>builder()
                .maximumSize(10)
                .expireAfterAccess(Duration.ofMinutes(1))
                .ttlJitter(0.1)
                .eviction(Eviction.lru())
                .build();
        CacheSettings settings = cache.policy().settings();
        assertThat(settings)
                .isEqualTo(new CacheSettings(
                        OptionalLong.of(10),
                        OptionalLong.empty(),
                        Eviction.lru(),
                        Optional.empty(),
                        Optional.of(Duration.ofMinutes(1)),
                        0.1,
                        Optional.empty()));
        assertThat(cache.policy().lastReload()).isEmpty();
        cache.policy().maximumSize(20);
        assertThat(cache.policy().settings()).isEqualTo(settings.withMaximumSize(20));
        assertThat(cache.policy().lastReload()).get().extracting(Reload::before).isEqualTo(settings);
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 20_000})
    void reload_eviction_contentsKeptAndNewPolicyChooses(int size) {
        Cache<Integer, Integer> cache = filled(size, Eviction.adaptive());
        cache.policy().reload(cache.policy().settings().withEviction(Eviction.lru()));
        assertThat(cache.asMap()).hasSize(size).containsEntry(size - 1, size - 1);
        assertThat(cache.policy().settings().eviction()).isEqualTo(Eviction.lru());
        for (int i = 0; i < size / 2; i++) {
            cache.getIfPresent(i);
        }
        // In LRU what was read is the newest. A stripe gives up no more than came in, about a third of what it has.
        for (int i = 0; i < size / 3; i++) {
            cache.put(size + i, i);
        }
        assertThat(cache.asMap()).hasSize(size);
        for (int i = 0; i < size / 2; i++) {
            assertThat(cache.asMap()).containsKey(i);
        }
    }

    @Test
    void reload_lowerBoundAndOtherEviction_whatIsTooMuchEvictedBeforeItReturns() {
        AtomicInteger evicted = new AtomicInteger();
        Cache<Integer, Integer> cache = Cache.<Integer, Integer>builder()
                .maximumSize(1_000)
                .evictionListener((Integer key, Integer value, RemovalCause cause) -> evicted.incrementAndGet())
                .build();
        for (int i = 0; i < 1_000; i++) {
            cache.put(i, i);
        }
        cache.policy().reload(cache.policy().settings().withMaximumSize(100).withEviction(Eviction.sieve()));
        assertThat(cache.asMap()).hasSize(100);
        assertThat(evicted).hasValue(900);
        assertThat(cache.stats().evictions()).isEqualTo(900);
    }

    @Test
    void reload_times_holdForWhatIsWrittenFromThenOn() {
        Cache<Integer, String> cache = Cache.<Integer, String>builder()
                .ticker(() -> now)
                .expireAfterWrite(Duration.ofSeconds(10))
                .build();
        cache.put(1, "before");
        cache.policy().reload(cache.policy().settings().withExpireAfterWrite(Optional.of(Duration.ofSeconds(2))));
        cache.put(2, "after");
        now += 2 * SECOND;
        assertThat(cache.getIfPresent(1)).isEqualTo("before");
        assertThat(cache.getIfPresent(2)).isNull();
        cache.policy()
                .reload(cache.policy()
                        .settings()
                        .withExpireAfterWrite(Optional.empty())
                        .withExpireAfterAccess(Optional.of(Duration.ofSeconds(5))));
        cache.put(3, "idle");
        for (int i = 0; i < 10; i++) {
            now += 4 * SECOND;
            assertThat(cache.getIfPresent(3)).isEqualTo("idle");
        }
        assertThat(cache.getIfPresent(1)).isNull();
    }

    @Test
    void reload_refreshAfterWrite_nextReaderKnows() {
        Queue<Runnable> tasks = new ArrayDeque<>();
        LoadingCache<Integer, String> cache = Cache.<Integer, String>builder()
                .ticker(() -> now)
                .executor(tasks::add)
                .refreshAfterWrite(Duration.ofHours(1))
                .build(key -> "value");
        cache.get(1);
        now += 60 * SECOND;
        cache.get(1);
        assertThat(tasks).isEmpty();
        cache.policy().reload(cache.policy().settings().withRefreshAfterWrite(Optional.of(Duration.ofSeconds(30))));
        cache.get(1);
        assertThat(tasks).hasSize(1);
    }

    @Test
    void report_largerCache_beforeExpectedAndSince() {
        Cache<Integer, Integer> cache = Cache.<Integer, Integer>builder()
                .maximumSize(500)
                .recordStats()
                .missRatioCurve()
                .build();
        Random random = new Random(7);
        request(cache, random, 60_000);
        double before = cache.stats().hitRatio();
        Reload reload = cache.policy().reload(cache.policy().settings().withMaximumSize(1_500));
        assertThat(reload.hitRatioBefore()).isEqualTo(before);
        assertThat(reload.requestsSince()).isZero();
        assertThat(reload.hitRatioSince()).isZero();
        request(cache, random, 20_000);
        long hits = cache.stats().hits();
        request(cache, random, 60_000);
        double now = (cache.stats().hits() - hits) / 60_000.0;
        assertThat(now).isGreaterThan(before + 0.1);
        assertThat(reload.expectedHitRatio().orElseThrow()).isCloseTo(now, within(0.05));
        assertThat(reload.requestsSince()).isEqualTo(80_000);
        assertThat(reload.hitRatioSince()).isBetween(before, now + 0.01);
        assertThat(reload.toString())
                .matches("hit ratio [\\d.]+ % before, [\\d.]+ % expected, [\\d.]+ % in 80000 requests since");
        Reload next = cache.policy().reload(cache.policy().settings().withEviction(Eviction.lru()));
        assertThat(next.hitRatioBefore()).isEqualTo(reload.hitRatioSince());
        assertThat(next.expectedHitRatio()).isEmpty();
    }

    /** Keys whose popularity falls smoothly, so that every size has its own hit ratio. */
    private static void request(Cache<Integer, Integer> cache, Random random, int requests) {
        for (int i = 0; i < requests; i++) {
            cache.get((int) (10_000 * Math.pow(random.nextDouble(), 3)), key -> key);
        }
    }

    @Test
    void reload_whatTheCacheWasNotBuiltFor_refusedAndNothingChanged() {
        Cache<Integer, Integer> cache = filled(10, Eviction.adaptive());
        CacheSettings settings = cache.policy().settings();
        assertThatThrownBy(() -> cache.policy()
                        .reload(settings.withMaximumSize(5).withExpireAfterWrite(Optional.of(Duration.ofSeconds(1)))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("without any expiry")
                .hasMessageContaining("expirePerEntry()");
        assertThatThrownBy(() -> cache.policy().reload(settings.withMaximumWeight(5)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("a cache built without maximumWeight can't get one later; set it in the builder");
        assertThatThrownBy(
                        () -> cache.policy().reload(settings.withRefreshAfterWrite(Optional.of(Duration.ofSeconds(1)))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("without refreshAfterWrite");
        assertThatThrownBy(() -> settings.withMaximumSize(-1))
                .hasMessage("maximumSize must be in [0, 2^62], but was -1");
        assertThatThrownBy(() -> settings.withTtlJitter(2)).hasMessageContaining("must be in [0, 1], but was 2.0");
        assertThat(cache.policy().settings()).isEqualTo(settings);
        assertThat(cache.asMap()).hasSize(10);
        Cache<Integer, Integer> unbounded = Cache.<Integer, Integer>builder().build();
        assertThatThrownBy(() ->
                        unbounded.policy().reload(unbounded.policy().settings().withEviction(Eviction.lru())))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("without a bound");
    }

    @Test
    void reload_whileAKeyIsComputed_computationEndsInTheNewStripes() throws Exception {
        Cache<Integer, Integer> cache = filled(100, Eviction.adaptive());
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        ExecutorService executor = Executors.newFixedThreadPool(2);
        try {
            Future<Integer> computed = executor.submit(() -> cache.asMap().compute(5, (key, before) -> {
                begun.countDown();
                await(mayEnd);
                return before == null ? 0 : before + 1_000;
            }));
            begun.await();
            cache.policy().reload(cache.policy().settings().withEviction(Eviction.lirs()));
            assertThat(cache.getIfPresent(5)).isEqualTo(5);
            Future<Integer> waiting = executor.submit(() -> cache.asMap().put(5, 7));
            mayEnd.countDown();
            assertThat(computed.get()).isEqualTo(1_005);
            assertThat(waiting.get()).isIn(5, 1_005);
            assertThat(cache.asMap()).hasSize(100);
        } finally {
            executor.shutdownNow();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void reload_underLoad_boundHoldsAndEachValueIsToldOnce() throws Exception {
        int size = 10_000;
        ConcurrentHashMap<Integer, RemovalCause> told = new ConcurrentHashMap<>();
        AtomicInteger twice = new AtomicInteger();
        Cache<Integer, Integer> cache = Cache.<Integer, Integer>builder()
                .maximumSize(size)
                .removalListener((Integer key, Integer value, RemovalCause cause) -> {
                    if (told.put(value, cause) != null) {
                        twice.incrementAndGet();
                    }
                })
                .build();
        AtomicBoolean isOver = new AtomicBoolean();
        AtomicInteger values = new AtomicInteger();
        ExecutorService executor = Executors.newFixedThreadPool(3);
        try {
            List<Future<?>> writers = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                Random random = new Random(i);
                writers.add(executor.submit(() -> {
                    while (!isOver.get()) {
                        int key = random.nextInt(3 * size);
                        if (cache.getIfPresent(key) == null) {
                            cache.put(key, values.incrementAndGet());
                        } else if (random.nextInt(50) == 0) {
                            cache.invalidate(key);
                        }
                    }
                }));
            }
            List<Eviction> evictions = List.of(
                    Eviction.lru(), Eviction.s3Fifo(0.1), Eviction.adaptive(), Eviction.lirs(), Eviction.sieve());
            for (int i = 0; i < 20; i++) {
                cache.policy()
                        .reload(cache.policy()
                                .settings()
                                .withEviction(evictions.get(i % evictions.size()))
                                .withMaximumSize(i % 2 == 0 ? size / 2 : size));
                assertThat(cache.estimatedSize()).isLessThanOrEqualTo(i % 2 == 0 ? size / 2 : size);
            }
            isOver.set(true);
            for (Future<?> writer : writers) {
                writer.get();
            }
        } finally {
            isOver.set(true);
            executor.shutdownNow();
        }
        assertThat(twice).hasValue(0);
        assertThat(told.size() + cache.asMap().size()).isEqualTo(values.get());
        assertThat(cache.asMap().values().stream().filter(told::containsKey)).isEmpty();
    }
}
