package dev.cistern.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class RefreshTest {
    private static final long SECOND = 1_000_000_000L;

    private long now = -3 * SECOND;
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final List<Object> loads = new ArrayList<>();
    private @Nullable String source = "a";
    private @Nullable RuntimeException failure;

    private CacheBuilder<Integer, String> builder() {
        return Cache.<Integer, String>builder()
                .ticker(() -> now)
                .executor(tasks::add)
                .refreshAfterWrite(Duration.ofSeconds(10));
    }

    private @Nullable String load(Integer key) {
        loads.add(key);
        if (failure != null) {
            throw failure;
        }
        return source;
    }

    private void runTasks() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
    }

    @Test
    void get_oldValue_servedWhileOneRefreshRuns() {
        LoadingCache<Integer, String> cache = builder().build(this::load);
        cache.get(1);
        now += 10 * SECOND - 1;
        cache.get(1);
        assertThat(tasks).isEmpty();
        now += 1;
        source = "b";
        assertThat(cache.get(1)).isEqualTo("a");
        assertThat(cache.getAll(List.of(1))).containsEntry(1, "a");
        assertThat(tasks).as("one refresh of a key at a time").hasSize(1);
        runTasks();
        assertThat(cache.get(1)).isEqualTo("b");
        assertThat(tasks).as("the new value is young").isEmpty();
        assertThat(loads).hasSize(2);
        now += 10 * SECOND;
        cache.get(1);
        assertThat(tasks).hasSize(1);
    }

    @Test
    void refresh_sameValueLoaded_youngAgain() {
        LoadingCache<Integer, String> cache = builder().build(this::load);
        cache.get(1);
        now += 10 * SECOND;
        cache.get(1);
        runTasks();
        cache.get(1);
        assertThat(tasks).isEmpty();
    }

    @Test
    void refresh_fails_oldValueStaysAndIsTriedAgain() {
        LoadingCache<Integer, String> cache = builder().build(this::load);
        cache.get(1);
        now += 10 * SECOND;
        failure = new IllegalStateException("down");
        cache.get(1);
        runTasks();
        assertThat(cache.get(1)).isEqualTo("a");
        assertThat(tasks).hasSize(1);
        failure = null;
        source = "b";
        runTasks();
        assertThat(cache.get(1)).isEqualTo("b");
    }

    @Test
    void refresh_failsWithCacheFailures_notTriedMeanwhile() {
        LoadingCache<Integer, String> cache =
                builder().cacheFailures(Duration.ofSeconds(2)).build(this::load);
        cache.get(1);
        now += 10 * SECOND;
        failure = new IllegalStateException("down");
        cache.get(1);
        runTasks();
        assertThat(cache.get(1)).isEqualTo("a");
        assertThat(tasks).isEmpty();
        now += 2 * SECOND;
        assertThat(cache.get(1)).isEqualTo("a");
        assertThat(tasks).hasSize(1);
    }

    @Test
    void refresh_noValueAnyMore_removed() {
        LoadingCache<Integer, String> cache =
                builder().cacheAbsence(Duration.ofSeconds(2)).build(this::load);
        cache.get(1);
        now += 10 * SECOND;
        source = null;
        cache.get(1);
        runTasks();
        assertThat(cache.getIfPresent(1)).isNull();
        assertThat(cache.get(1)).isNull();
        assertThat(loads).as("the absence is remembered").hasSize(2);
    }

    @Test
    void refresh_changedMeanwhile_laterChangeWins() {
        LoadingCache<Integer, String> cache = builder().build(this::load);
        cache.get(1);
        cache.get(2);
        cache.get(3);
        now += 10 * SECOND;
        cache.getAll(List.of(1, 2, 3));
        source = null;
        cache.put(1, "mine");
        cache.invalidate(2);
        tasks.remove().run();
        source = "b";
        tasks.remove().run();
        tasks.remove().run();
        assertThat(cache.asMap()).isEqualTo(Map.of(1, "mine", 3, "b"));
    }

    @Test
    void refresh_executorRejects_oldValueAndTriedAgain() {
        boolean[] full = {true};
        LoadingCache<Integer, String> cache = builder()
                .executor(task -> {
                    if (full[0]) {
                        throw new RejectedExecutionException("full");
                    }
                    tasks.add(task);
                })
                .build(this::load);
        cache.get(1);
        now += 10 * SECOND;
        assertThat(cache.get(1)).isEqualTo("a");
        full[0] = false;
        cache.get(1);
        assertThat(tasks).hasSize(1);
    }

    @Test
    void refresh_askedFor_youngValueToo() {
        LoadingCache<Integer, String> cache = builder().build(this::load);
        cache.refresh(1);
        runTasks();
        assertThat(cache.asMap()).containsEntry(1, "a");
        source = "b";
        cache.refresh(1);
        cache.refresh(1);
        assertThat(tasks).hasSize(1);
        runTasks();
        assertThat(cache.asMap()).containsEntry(1, "b");
    }

    @Test
    void refresh_beforeExpiry_lifeBeginsAnew() {
        LoadingCache<Integer, String> cache =
                builder().expireAfterWrite(Duration.ofSeconds(15)).build(this::load);
        cache.get(1);
        now += 10 * SECOND;
        cache.get(1);
        source = "b";
        runTasks();
        now += 14 * SECOND;
        assertThat(cache.getIfPresent(1)).isEqualTo("b");
        now += SECOND;
        assertThat(cache.getIfPresent(1)).isNull();
    }

    @Test
    void refresh_bulkLoader_keysThatCameDueTogetherAskedForAtOnce() {
        BulkCacheLoader<Integer, String> bulk = keys -> {
            loads.add(Set.copyOf(keys));
            Map<Integer, String> found = new HashMap<>();
            keys.forEach(key -> found.put(key, source + key));
            return found;
        };
        LoadingCache<Integer, String> cache = builder().build(bulk);
        assertThat(cache.getAll(List.of(1, 2, 3))).hasSize(3);
        now += 10 * SECOND;
        source = "b";
        assertThat(cache.getAll(List.of(1, 2, 3))).containsEntry(2, "a2");
        assertThat(cache.get(3)).isEqualTo("a3");
        assertThat(tasks).hasSize(1);
        runTasks();
        assertThat(loads).containsExactly(Set.of(1, 2, 3), Set.of(1, 2, 3));
        assertThat(cache.getAll(List.of(1, 2, 3)).values()).containsExactly("b1", "b2", "b3");
        now += 10 * SECOND;
        cache.get(2);
        runTasks();
        assertThat(loads).hasSize(3).last().isEqualTo(Set.of(2));
    }

    @Test
    void refresh_changeStillOnItsWayToTheStore_notOverwritten() {
        CountDownLatch gate = new CountDownLatch(1);
        WriteBehind<Integer, String> behind =
                WriteBehind.<Integer, String>to(changes -> gate.await()).build();
        BulkCacheLoader<Integer, String> bulk = keys -> {
            loads.add(Set.copyOf(keys));
            return Map.of(1, "old");
        };
        LoadingCache<Integer, String> cache = builder().writeBehind(behind).build(bulk);
        cache.put(1, "new");
        cache.refresh(1);
        runTasks();
        assertThat(loads).isEmpty();
        assertThat(cache.getIfPresent(1)).isEqualTo("new");
        gate.countDown();
        cache.close();
    }

    @Test
    void refresh_succeedsAfterFailure_failureForgotten() {
        LoadingCache<Integer, String> cache = builder()
                .expireAfterWrite(Duration.ofSeconds(20))
                .cacheFailures(Duration.ofHours(1))
                .build(this::load);
        cache.get(1);
        failure = new IllegalStateException("down");
        cache.refresh(1);
        runTasks();
        failure = null;
        source = "b";
        cache.refresh(1);
        runTasks();
        assertThat(cache.getIfPresent(1)).isEqualTo("b");
        now += 20 * SECOND;
        assertThat(cache.get(1)).isEqualTo("b");
    }

    @Test
    void refresh_failsAfterTheKeyWasChanged_notHeldAgainstTheChange() {
        LoadingCache<Integer, String> cache = builder()
                .maximumSize(1)
                .eviction(Eviction.lru())
                .cacheFailures(Duration.ofHours(1))
                .build(this::load);
        cache.get(1);
        cache.refresh(1);
        cache.put(1, "mine");
        failure = new IllegalStateException("down");
        runTasks();
        failure = null;
        cache.put(2, "displaces the first");
        assertThat(cache.get(1)).isEqualTo("a");
    }

    @Test
    void refresh_missingKey_oneMissAndLoadedThoughAnAbsenceIsKnown() {
        LoadingCache<Integer, String> cache =
                builder().recordStats().cacheAbsence(Duration.ofHours(1)).build(this::load);
        source = null;
        cache.get(1);
        source = "a";
        cache.refresh(1);
        runTasks();
        assertThat(cache.stats().misses()).isEqualTo(2);
        assertThat(cache.get(1)).isEqualTo("a");
    }
}
