package dev.cistern.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class WriteBehindTest {
    private static final Duration LONG = Duration.ofSeconds(15);

    private final Map<Integer, String> database = new ConcurrentHashMap<>();
    private final List<List<StoreChange<Integer, String>>> batches = Collections.synchronizedList(new ArrayList<>());

    /** Holds the writer up until it is opened. */
    private final CountDownLatch gate = new CountDownLatch(1);

    private final CountDownLatch atGate = new CountDownLatch(1);
    private final AtomicInteger failuresLeft = new AtomicInteger();

    private void write(List<? extends StoreChange<? extends Integer, ? extends String>> changes) throws Exception {
        List<StoreChange<Integer, String>> batch = new ArrayList<>();
        changes.forEach(change -> batch.add(new StoreChange<>(change.key(), change.value())));
        batches.add(batch);
        if (failuresLeft.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw new IOException("the store is down");
        }
        for (StoreChange<Integer, String> change : batch) {
            String value = change.value();
            if (value == null) {
                database.remove(change.key());
            } else {
                database.put(change.key(), value);
            }
        }
    }

    private void writeAtGate(List<? extends StoreChange<? extends Integer, ? extends String>> changes)
            throws Exception {
        atGate.countDown();
        gate.await();
        write(changes);
    }

    private static Cache<Integer, String> cache(WriteBehind<Integer, String> behind) {
        return Cache.<Integer, String>builder()
                .maximumSize(1_000)
                .writeBehind(behind)
                .build();
    }

    @Test
    void flush_changesOfAllKinds_storeHasThem() throws Exception {
        WriteBehind<Integer, String> behind =
                WriteBehind.<Integer, String>to(this::write).build();
        Cache<Integer, String> cache = cache(behind);
        for (int key = 0; key < 12; key++) {
            cache.put(key, "v");
        }
        cache.invalidate(0);
        assertThat(cache.asMap().remove(1)).isEqualTo("v");
        assertThat(cache.asMap().remove(2, "v")).isTrue();
        assertThat(cache.asMap().remove(3, "other")).isFalse();
        assertThat(cache.asMap().replace(4, "v", "w")).isTrue();
        assertThat(cache.asMap().replace(5, "w")).isEqualTo("v");
        assertThat(cache.asMap().replace(50, "w")).isNull();
        assertThat(cache.asMap().putIfAbsent(6, "w")).isEqualTo("v");
        assertThat(cache.asMap().putIfAbsent(60, "w")).isNull();
        assertThat(cache.asMap().compute(7, (key, value) -> null)).isNull();
        assertThat(cache.asMap().merge(8, "w", String::concat)).isEqualTo("vw");
        assertThat(cache.asMap().put(9, "w")).isEqualTo("v");
        cache.asMap().keySet().removeIf(key -> key == 10);
        cache.asMap().entrySet().forEach(entry -> entry.setValue(entry.getValue() + "!"));
        assertThat(behind.flush(LONG)).isTrue();
        assertThat(database).isEqualTo(cache.asMap()).containsEntry(8, "vw!").doesNotContainKeys(0, 1, 2, 7, 10, 50);
        cache.close();
    }

    @Test
    void loads_ofAnyKind_areNotWritten() throws Exception {
        WriteBehind<Integer, String> behind =
                WriteBehind.<Integer, String>to(this::write).build();
        LoadingCache<Integer, String> cache = Cache.<Integer, String>builder()
                .maximumSize(2)
                .writeBehind(behind)
                .build(key -> "loaded");
        cache.get(1);
        cache.get(2, key -> "computed");
        cache.get(3);
        cache.asMap().computeIfAbsent(4, key -> "computed");
        assertThat(behind.flush(LONG)).isTrue();
        cache.close();
        assertThat(batches)
                .as("neither loads nor evictions nor the close change the store")
                .isEmpty();
    }

    @Test
    void put_whileWriting_coalescesToTheNewest() throws Exception {
        WriteBehind<Integer, String> behind =
                WriteBehind.<Integer, String>to(this::writeAtGate).build();
        Cache<Integer, String> cache = cache(behind);
        cache.put(0, "first");
        atGate.await();
        for (int i = 1; i <= 100; i++) {
            cache.put(1, "v" + i);
            cache.put(2, "v" + i);
        }
        cache.invalidate(2);
        assertThat(behind.stats().waiting()).isEqualTo(3);
        assertThat(behind.stats().coalesced()).isEqualTo(199);
        gate.countDown();
        assertThat(behind.flush(LONG)).isTrue();
        assertThat(batches)
                .containsExactly(
                        List.of(new StoreChange<>(0, "first")),
                        List.of(new StoreChange<>(1, "v100"), new StoreChange<>(2, null)));
        assertThat(behind.stats().written()).isEqualTo(3);
        cache.close();
    }

    @Test
    void put_noRoom_waitsButOthersRead() throws Exception {
        WriteBehind<Integer, String> behind =
                WriteBehind.<Integer, String>to(this::writeAtGate).capacity(2).build();
        Cache<Integer, String> cache = cache(behind);
        cache.put(1, "a");
        atGate.await();
        cache.put(2, "a");
        cache.put(2, "b");
        ExecutorService threads = Executors.newSingleThreadExecutor();
        try {
            AtomicReference<@Nullable Thread> writing = new AtomicReference<>();
            Future<?> third = threads.submit(() -> {
                writing.set(Thread.currentThread());
                cache.put(3, "a");
            });
            Awaitility.await().until(() -> {
                Thread thread = writing.get();
                return thread != null && thread.getState() == Thread.State.WAITING;
            });
            assertThat(behind.stats().waiting()).isEqualTo(2);
            assertThat(cache.getIfPresent(1)).isEqualTo("a");
            assertThat(third.isDone()).isFalse();
            gate.countDown();
            third.get();
            assertThat(behind.flush(LONG)).isTrue();
            assertThat(database).isEqualTo(Map.of(1, "a", 2, "b", 3, "a"));
        } finally {
            gate.countDown();
            threads.shutdown();
            cache.close();
        }
    }

    @Test
    void write_failsSeveralTimes_retriedUntilStored() throws Exception {
        WriteBehind<Integer, String> behind = WriteBehind.<Integer, String>to(this::write)
                .backoff(Duration.ofNanos(1), Duration.ofMillis(1))
                .build();
        failuresLeft.set(5);
        Cache<Integer, String> cache = cache(behind);
        cache.put(1, "a");
        cache.put(2, "a");
        assertThat(behind.flush(LONG)).isTrue();
        assertThat(database).isEqualTo(Map.of(1, "a", 2, "a"));
        assertThat(behind.stats().failures()).isEqualTo(5);
        assertThat(behind.stats().lastFailure()).as("it succeeded since").isNull();
        cache.close();
    }

    @Test
    void close_waitingForMore_writesAtOnce() {
        WriteBehind<Integer, String> behind = WriteBehind.<Integer, String>to(this::write)
                .delay(Duration.ofDays(1))
                .build();
        Cache<Integer, String> cache = cache(behind);
        cache.put(1, "a");
        cache.close();
        assertThat(database).isEqualTo(Map.of(1, "a"));
        assertThatIllegalStateException().isThrownBy(() -> cache.put(2, "b")).withMessageContaining("closed");
        assertThat(cache.getIfPresent(2)).isNull();
    }

    @Test
    void close_pausingAfterFailure_triesOnceMore() {
        WriteBehind<Integer, String> behind = WriteBehind.<Integer, String>to(this::write)
                .backoff(Duration.ofDays(1), Duration.ofDays(1))
                .build();
        failuresLeft.set(1);
        Cache<Integer, String> cache = cache(behind);
        cache.put(1, "a");
        cache.close();
        assertThat(database).isEqualTo(Map.of(1, "a"));
    }

    @Test
    void close_storeFailsToTheEnd_whatIsLeftIsInTheException() {
        WriteBehind<Integer, String> behind = WriteBehind.<Integer, String>to(this::write)
                .backoff(Duration.ofMillis(1), Duration.ofMillis(1))
                .closeTimeout(Duration.ofMillis(50))
                .build();
        failuresLeft.set(Integer.MAX_VALUE);
        Cache<Integer, String> cache = cache(behind);
        cache.put(1, "a");
        cache.put(2, "b");
        cache.invalidate(2);
        assertThatExceptionOfType(UnstoredChangesException.class)
                .isThrownBy(cache::close)
                .withMessageContaining("2 changes")
                .withCauseInstanceOf(IOException.class)
                .satisfies(e -> assertThat(e.changes())
                        .isEqualTo(List.of(new StoreChange<>(1, "a"), new StoreChange<>(2, null))));
        assertThat(cache.estimatedSize()).isZero();
        cache.close();
    }

    @Test
    void close_writerHangs_endsAllTheSame() throws Exception {
        WriteBehind<Integer, String> behind = WriteBehind.<Integer, String>to(this::writeAtGate)
                .closeTimeout(Duration.ZERO)
                .build();
        Cache<Integer, String> cache = cache(behind);
        cache.put(1, "a");
        atGate.await();
        assertThatExceptionOfType(UnstoredChangesException.class)
                .isThrownBy(cache::close)
                .satisfies(e -> assertThat(e.changes()).hasSize(1));
        assertThat(behind.flush(LONG)).isFalse();
    }

    @Test
    void get_evictedWithChangeOnItsWay_changeNotLoader() throws Exception {
        WriteBehind<Integer, String> behind =
                WriteBehind.<Integer, String>to(this::writeAtGate).build();
        LoadingCache<Integer, String> cache = Cache.<Integer, String>builder()
                .maximumSize(1)
                .writeBehind(behind)
                .build(database::get);
        database.put(1, "old");
        database.put(2, "old");
        cache.put(1, "new");
        cache.invalidate(2);
        cache.put(3, "pushes 1 out");
        assertThat(cache.getIfPresent(1)).isNull();
        assertThat(cache.get(1)).isEqualTo("new");
        assertThat(cache.get(2)).isNull();
        gate.countDown();
        cache.close();
    }

    @Test
    void put_weigherThrows_neitherStoredNorWritten() throws Exception {
        WriteBehind<Integer, String> behind =
                WriteBehind.<Integer, String>to(this::write).build();
        Cache<Integer, String> cache = Cache.<Integer, String>builder()
                .maximumWeight(10, (key, value) -> -1)
                .writeBehind(behind)
                .build();
        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> cache.put(1, "a"));
        assertThat(behind.flush(LONG)).isTrue();
        cache.close();
        assertThat(batches).isEmpty();
    }

    @Test
    void put_manyThreadsSameKeys_storeEndsAsTheCache() throws Exception {
        WriteBehind<Integer, String> behind = WriteBehind.<Integer, String>to(this::write)
                .capacity(4)
                .batchSize(3)
                .build();
        Cache<Integer, String> cache = cache(behind);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        List<Future<?>> ends = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            int self = t;
            ends.add(threads.submit(() -> {
                for (int i = 0; i < 2_000; i++) {
                    int key = (i * 7 + self) % 8;
                    if (i % 5 == 0) {
                        cache.invalidate(key);
                    } else {
                        cache.put(key, self + ":" + i);
                    }
                }
            }));
        }
        for (Future<?> end : ends) {
            end.get();
        }
        threads.shutdown();
        assertThat(behind.flush(LONG)).isTrue();
        assertThat(database).isEqualTo(cache.asMap());
        cache.close();
    }

    @Test
    void build_sameWriteBehindTwice_rejected() {
        WriteBehind<Integer, String> behind =
                WriteBehind.<Integer, String>to(this::write).build();
        cache(behind);
        assertThatIllegalStateException().isThrownBy(() -> cache(behind)).withMessageContaining("belongs to cache");
    }

    /** The example of the documentation. */
    @Test
    void example_ofTheDocumentation_works() throws Exception {
        // @start region="behind"
        WriteBehind<Integer, String> behind = WriteBehind.<Integer, String>to(changes -> {
                    for (StoreChange<? extends Integer, ? extends String> change : changes) {
                        @Nullable String value = change.value();
                        if (value == null) {
                            database.remove(change.key());
                        } else {
                            database.put(change.key(), value);
                        }
                    }
                })
                .delay(Duration.ofMillis(100))
                .build();
        try (LoadingCache<Integer, String> cache = Cache.<Integer, String>builder()
                .maximumSize(10_000)
                .writeBehind(behind)
                .build(database::get)) {
            cache.put(1, "one");
            boolean isStored = behind.flush(Duration.ofSeconds(10));
            // @end
            assertThat(isStored).isTrue();
        }
        assertThat(database).containsEntry(1, "one");
    }
}
