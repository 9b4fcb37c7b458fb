package dev.cistern.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class BulkLoadTest {
    private final List<Set<Integer>> loads = Collections.synchronizedList(new ArrayList<>());

    private Map<Integer, String> load(Set<? extends Integer> keys) {
        loads.add(Set.copyOf(keys));
        Map<Integer, String> found = new HashMap<>();
        keys.forEach(key -> {
            if (key >= 0) {
                found.put(key, "v" + key);
            }
        });
        found.put(1_000, "not asked for");
        return found;
    }

    @Test
    void getAll_missing_askedForAtOnce() {
        BulkCacheLoader<Integer, String> loader = this::load;
        LoadingCache<Integer, String> cache = Cache.<Integer, String>builder().build(loader);
        cache.put(2, "two");
        assertThat(cache.getAll(List.of(1, 2, 3, -4))).isEqualTo(Map.of(1, "v1", 2, "two", 3, "v3"));
        assertThat(loads).containsExactly(Set.of(1, 3, -4));
        assertThat(cache.asMap()).containsOnlyKeys(1, 2, 3);
        assertThat(cache.get(5)).isEqualTo("v5");
    }

    @Test
    void getAll_someHaveNoValue_absenceRemembered() {
        BulkCacheLoader<Integer, String> loader = this::load;
        LoadingCache<Integer, String> cache = Cache.<Integer, String>builder()
                .cacheAbsence(Duration.ofHours(1))
                .build(loader);
        cache.getAll(List.of(-1, -2, 3));
        assertThat(cache.getAll(List.of(-1, -2, 3))).isEqualTo(Map.of(3, "v3"));
        assertThat(cache.get(-1)).isNull();
        assertThat(loads).hasSize(1);
    }

    @Test
    void getAll_loaderThrows_nothingStoredNothingStuck() {
        boolean[] fails = {true};
        BulkCacheLoader<Integer, String> loader = keys -> {
            if (fails[0]) {
                throw new IllegalArgumentException("down");
            }
            return load(keys);
        };
        LoadingCache<Integer, String> cache = Cache.<Integer, String>builder().build(loader);
        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> cache.getAll(List.of(1, 2)));
        assertThat(cache.asMap()).isEmpty();
        fails[0] = false;
        assertThat(cache.getAll(List.of(1, 2))).hasSize(2);
    }

    @Test
    void getAll_weigherThrowsForOne_othersAreNotStuck() {
        BulkCacheLoader<Integer, String> loader = this::load;
        LoadingCache<Integer, String> cache = Cache.<Integer, String>builder()
                .maximumWeight(100, (key, value) -> key == 2 && loads.size() == 1 ? -1 : 1)
                .build(loader);
        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> cache.getAll(List.of(1, 2, 3)));
        assertThat(cache.getAll(List.of(1, 2, 3))).hasSize(3);
    }

    @Test
    void getAll_loaderAsksForOneOfTheKeys_illegalState() {
        List<LoadingCache<Integer, String>> self = new ArrayList<>();
        BulkCacheLoader<Integer, String> loader = keys -> {
            if (keys.contains(2)) {
                self.get(0).get(2);
            }
            return load(keys);
        };
        LoadingCache<Integer, String> cache = Cache.<Integer, String>builder().build(loader);
        self.add(cache);
        assertThatIllegalStateException().isThrownBy(() -> cache.getAll(List.of(1, 2)));
        assertThat(cache.getAll(List.of(1, 3))).hasSize(2);
    }

    @Test
    void getAll_failsAfterExpiry_staleIfKnownForAll() {
        long[] now = {0};
        boolean[] fails = {false};
        BulkCacheLoader<Integer, String> loader = keys -> {
            if (fails[0]) {
                throw new IllegalArgumentException("down");
            }
            return load(keys);
        };
        LoadingCache<Integer, String> cache = Cache.<Integer, String>builder()
                .ticker(() -> now[0])
                .expireAfterWrite(Duration.ofNanos(10))
                .staleOnError(Duration.ofHours(1))
                .build(loader);
        cache.getAll(List.of(1, 2));
        now[0] = 10;
        fails[0] = true;
        assertThat(cache.getAll(List.of(1, 2))).isEqualTo(Map.of(1, "v1", 2, "v2"));
        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> cache.getAll(List.of(1, 2, 3)));
    }

    @Test
    void getAll_oneCantBeStoredAndIsKnownStale_whatWasLoadedIsReturned() {
        long[] now = {0};
        BulkCacheLoader<Integer, String> loader = this::load;
        LoadingCache<Integer, String> cache = Cache.<Integer, String>builder()
                .ticker(() -> now[0])
                .maximumWeight(100, (key, value) -> key == 2 && now[0] > 0 ? -1 : 1)
                .expireAfterWrite(Duration.ofNanos(10))
                .staleOnError(Duration.ofHours(1))
                .build(loader);
        for (int round = 0; round < 5; round++) {
            cache.put(1, "old1");
            cache.put(3, "old3");
            if (round == 0) {
                cache.put(2, "old2");
            }
            now[0] += 10;
            assertThat(cache.getAll(List.of(1, 2, 3))).containsOnlyKeys(1, 2, 3).containsEntry(2, "old2");
        }
    }

    @Test
    void getAll_overlappingInTwoThreads_noKeyTwiceAndNobodyStuck() throws Exception {
        CountDownLatch firstBegun = new CountDownLatch(1);
        CountDownLatch secondBegun = new CountDownLatch(1);
        BulkCacheLoader<Integer, String> loader = keys -> {
            (keys.contains(1) ? firstBegun : secondBegun).countDown();
            // Both are under way at once, each with a key that the other wants too.
            firstBegun.await();
            secondBegun.await();
            return load(keys);
        };
        LoadingCache<Integer, String> cache = Cache.<Integer, String>builder().build(loader);
        ExecutorService threads = Executors.newFixedThreadPool(1);
        try {
            Future<Map<Integer, @Nullable String>> first =
                    threads.submit(() -> Map.copyOf(cache.getAll(List.of(1, 2))));
            firstBegun.await();
            assertThat(cache.getAll(List.of(3, 2, 4, 1))).hasSize(4);
            assertThat(first.get()).hasSize(2);
            assertThat(loads).containsExactlyInAnyOrder(Set.of(1, 2), Set.of(3, 4));
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void invalidate_duringBulkLoad_waitsAndWins() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        BulkCacheLoader<Integer, String> loader = keys -> {
            begun.countDown();
            goOn.await();
            return load(keys);
        };
        LoadingCache<Integer, String> cache = Cache.<Integer, String>builder().build(loader);
        Thread invalidation = new Thread(() -> cache.invalidate(1));
        ExecutorService threads = Executors.newSingleThreadExecutor();
        try {
            Future<?> load = threads.submit(() -> cache.getAll(List.of(1, 2)));
            begun.await();
            invalidation.start();
            while (invalidation.getState() != Thread.State.WAITING) {
                assertThat(invalidation.isAlive()).as("the invalidation waits").isTrue();
                Thread.onSpinWait();
            }
            goOn.countDown();
            load.get();
            invalidation.join();
            assertThat(cache.getIfPresent(1)).isNull();
            assertThat(cache.getIfPresent(2)).isEqualTo("v2");
        } finally {
            goOn.countDown();
            threads.shutdown();
        }
    }
}
