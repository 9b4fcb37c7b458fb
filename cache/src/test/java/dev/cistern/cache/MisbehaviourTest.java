package dev.cistern.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** User code that throws, gives null or comes back into the cache: what then happens is defined, and nothing is stuck or lost. */
final class MisbehaviourTest {
    private final ExecutorService executor = Executors.newSingleThreadExecutor();
    private boolean isBad;
    private boolean isTimeBad;

    @AfterEach
    void end() {
        executor.shutdownNow();
    }

    /** Another thread would wait for ever for a lock or a claim that was left behind. */
    private void assertNothingIsStuck(Cache<Key, Integer> cache) throws Exception {
        isBad = false;
        isTimeBad = false;
        Future<?> others = executor.submit(() -> {
            for (int i = 0; i < 40; i++) {
                cache.put(new Key(i), i);
                cache.asMap().compute(new Key(i), (key, before) -> before == null ? 0 : before + 1);
                cache.invalidate(new Key(i));
            }
        });
        others.get();
        assertThat(cache.asMap()).isEmpty();
        assertThat(cache.estimatedSize()).isZero();
    }

    /** All of one hash, so that the cache has to compare them; throws if the test wants it to. */
    private final class Key implements Comparable<Key> {
        private final int number;

        Key(int number) {
            this.number = number;
        }

        @Override
        public int hashCode() {
            return 42;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            if (isBad) {
                throw new IllegalStateException("equals");
            }
            return other instanceof Key key && key.number == number;
        }

        @Override
        public int compareTo(Key other) {
            if (isBad) {
                throw new IllegalStateException("compareTo");
            }
            return Integer.compare(number, other.number);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 30})
    void keys_thatThrowWhenCompared_exceptionReachesCallerAndNothingIsStuck(int entries) throws Exception {
        Cache<Key, Integer> cache =
                Cache.<Key, Integer>builder().maximumSize(100).expirePerEntry().build();
        for (int i = 0; i < entries; i++) {
            cache.put(new Key(i), i);
        }
        isBad = true;
        Key key = new Key(entries - 1);
        List<Runnable> calls = List.of(
                () -> cache.getIfPresent(key),
                () -> cache.put(key, 1),
                () -> cache.invalidate(key),
                () -> cache.get(key, k -> 1),
                () -> cache.asMap().compute(key, (k, before) -> 1),
                () -> cache.asMap().replace(key, 1, 2));
        for (Runnable call : calls) {
            assertThatThrownBy(call::run).isInstanceOf(IllegalStateException.class);
        }
        isBad = false;
        for (int i = 0; i < entries; i++) {
            assertThat(cache.getIfPresent(new Key(i))).isEqualTo(i);
        }
        cache.invalidateAll();
        assertNothingIsStuck(cache);
    }

    @Test
    void ticker_throws_exceptionReachesCallerAndNothingIsStuck() throws Exception {
        Cache<Key, Integer> cache = Cache.<Key, Integer>builder()
                .maximumSize(100)
                .expireAfterWrite(Duration.ofSeconds(1))
                .ticker(() -> {
                    if (isBad) {
                        throw new IllegalStateException("no time");
                    }
                    return 0;
                })
                .build();
        cache.put(new Key(1), 1);
        isBad = true;
        assertThatThrownBy(() -> cache.put(new Key(2), 2)).isInstanceOf(IllegalStateException.class);
        isBad = false;
        assertThat(cache.getIfPresent(new Key(1))).isEqualTo(1);
        cache.invalidateAll();
        assertNothingIsStuck(cache);
    }

    private LoadingCache<Key, Integer> withBadTicker() {
        BulkCacheLoader<Key, Integer> loader = keys -> {
            isTimeBad = true;
            Map<Key, Integer> found = new HashMap<>();
            for (Key key : keys) {
                found.put(key, key.number);
            }
            return found;
        };
        return Cache.<Key, Integer>builder()
                .maximumSize(100)
                .expireAfterWrite(Duration.ofSeconds(1))
                .ticker(() -> {
                    if (isTimeBad) {
                        throw new IllegalStateException("no time");
                    }
                    return 0;
                })
                .build(loader);
    }

    @Test
    void ticker_throwsWhenAComputationEnds_callerGetsItAndNothingIsStuck() throws Exception {
        LoadingCache<Key, Integer> cache = withBadTicker();
        cache.put(new Key(1), 1);
        for (int number = 1; number <= 2; number++) {
            Key key = new Key(number);
            assertThatThrownBy(() -> cache.asMap().compute(key, (k, before) -> {
                        isTimeBad = true;
                        return 5;
                    }))
                    .hasMessage("no time");
            isTimeBad = false;
        }
        assertThat(cache.asMap()).isEqualTo(Map.of(new Key(1), 1));
        cache.invalidateAll();
        assertNothingIsStuck(cache);
    }

    @Test
    void ticker_throwsWhenABulkLoadEnds_callerGetsItAndNothingIsStuck() throws Exception {
        LoadingCache<Key, Integer> cache = withBadTicker();
        assertThatThrownBy(() -> cache.getAll(List.of(new Key(1), new Key(2), new Key(3))))
                .hasMessage("no time");
        assertNothingIsStuck(cache);
    }

    private static Cache<Integer, Integer> weighed(BiFunction<Cache<Integer, Integer>, Integer, Integer> weigher) {
        List<Cache<Integer, Integer>> built = new ArrayList<>();
        Cache<Integer, Integer> cache = Cache.<Integer, Integer>builder()
                .maximumWeight(100, (key, value) -> weigher.apply(built.get(0), key))
                .build();
        built.add(cache);
        return cache;
    }

    @Test
    void weigher_changesOtherKeys_allowed() {
        Cache<Integer, Integer> cache = weighed((entered, key) -> {
            if (key < 10) {
                entered.put(key + 10, key);
                entered.getIfPresent(key);
            }
            return 1;
        });
        cache.put(1, 1);
        cache.asMap().compute(2, (key, before) -> 2);
        cache.get(3, key -> 3);
        assertThat(cache.asMap()).isEqualTo(Map.of(1, 1, 11, 1, 2, 2, 12, 2, 3, 3, 13, 3));
        assertThat(cache.policy().weight()).hasValue(6);
    }

    @Test
    void weigher_changesTheSameKey_outerStoreWinsAndComputationIsRefused() {
        Cache<Integer, Integer> cache = weighed((entered, key) -> {
            if (!isBad) {
                isBad = true;
                entered.put(key, -1);
                isBad = false;
            }
            return 1;
        });
        cache.put(1, 1);
        assertThat(cache.getIfPresent(1)).isEqualTo(1);
        assertThatThrownBy(() -> cache.asMap().compute(1, (key, before) -> 2))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("changes the same key");
        assertThat(cache.getIfPresent(1)).isEqualTo(1);
        assertThat(cache.policy().weight()).hasValue(1);
        isBad = true;
        cache.put(1, 3);
        assertThat(cache.getIfPresent(1)).isEqualTo(3);
    }

    @Test
    void listener_throwsErrorOrClearsTheCache_callerGoesOn() {
        List<Cache<Integer, Integer>> built = new ArrayList<>();
        List<Integer> told = new ArrayList<>();
        Cache<Integer, Integer> cache = Cache.<Integer, Integer>builder()
                .maximumSize(4)
                .removalListener((key, value, cause) -> {
                    told.add(value);
                    if (key == 0) {
                        throw new StackOverflowError("on purpose");
                    }
                    if (cause == RemovalCause.REPLACED && value < 100) {
                        built.get(0).asMap().compute(key, (k, before) -> before == null ? null : before + 100);
                        built.get(0).invalidateAll();
                    }
                })
                .build();
        built.add(cache);
        cache.put(0, 0);
        cache.invalidate(0);
        cache.put(1, 1);
        cache.put(2, 2);
        assertThat(cache.asMap().put(1, 3)).isEqualTo(1);
        assertThat(cache.asMap()).isEmpty();
        assertThat(told).containsExactlyInAnyOrder(0, 1, 2, 3, 103, 203);
        cache.put(1, 5);
        assertThat(cache.getIfPresent(1)).isEqualTo(5);
    }

    @Test
    void bulkLoader_givesNull_saidSoAndNothingIsStuck() {
        LoadingCache<Integer, Integer> cache =
                Cache.<Integer, Integer>builder().maximumSize(10).build(nullUntilGood());
        isBad = true;
        assertThatThrownBy(() -> cache.getAll(List.of(1, 2)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("returned null")
                .hasMessageContaining("an empty map");
        isBad = false;
        assertThat(cache.getAll(List.of(1, 2))).isEqualTo(Map.of(1, 1, 2, 2));
    }

    @Test
    void bulkLoader_givesNullForOneKey_saidSo() {
        LoadingCache<Integer, Integer> cache =
                Cache.<Integer, Integer>builder().maximumSize(10).build(nullUntilGood());
        isBad = true;
        assertThatThrownBy(() -> cache.get(1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("returned null");
        isBad = false;
        assertThat(cache.get(1)).isEqualTo(1);
    }

    @Test
    void bulkLoader_givesNullForARefresh_noted() {
        Queue<Runnable> tasks = new ArrayDeque<>();
        long[] now = {0};
        LoadingCache<Integer, Integer> cache = Cache.<Integer, Integer>builder()
                .ticker(() -> now[0])
                .executor(tasks::add)
                .expireAfterWrite(Duration.ofNanos(10))
                .cacheFailures(Duration.ofHours(1))
                .build(nullUntilGood());
        cache.put(1, 7);
        isBad = true;
        cache.refresh(1);
        tasks.remove().run();
        assertThat(cache.getIfPresent(1)).isEqualTo(7);
        now[0] = 10;
        assertThatThrownBy(() -> cache.get(1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("returned null");
    }

    @SuppressWarnings("NullAway") // what a loader must not do
    private BulkCacheLoader<Integer, Integer> nullUntilGood() {
        return keys -> isBad ? null : Map.of(1, 1, 2, 2);
    }

    @Test
    void function_clearsTheCacheItComputesFor_illegalStateOnlyForItsOwnKey() {
        Cache<Integer, Integer> cache =
                Cache.<Integer, Integer>builder().maximumSize(10).build();
        cache.put(1, 1);
        cache.put(2, 2);
        assertThatThrownBy(() -> cache.asMap().compute(1, (key, before) -> {
                    cache.invalidateAll();
                    return 5;
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(cache.getIfPresent(1)).isEqualTo(1);
        cache.put(1, 7);
        assertThat(cache.getIfPresent(1)).isEqualTo(7);
    }
}
