package dev.cistern.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Writers that leave their thread interrupted or use the cache that they write for, and closes at the same time. */
final class WriteBehindMisbehaviourTest {
    private static final Duration LONG = Duration.ofSeconds(15);

    private final Map<Integer, String> database = new ConcurrentHashMap<>();
    private final AtomicInteger calls = new AtomicInteger();

    private void write(List<? extends StoreChange<? extends Integer, ? extends String>> changes) {
        changes.forEach(change -> database.put(change.key(), String.valueOf(change.value())));
    }

    private static Cache<Integer, String> cache(WriteBehind<Integer, String> behind) {
        return Cache.<Integer, String>builder()
                .maximumSize(1_000)
                .writeBehind(behind)
                .build();
    }

    @Test
    void writer_leavesItsThreadInterrupted_goesOnWriting() throws Exception {
        WriteBehind<Integer, String> behind = WriteBehind.<Integer, String>to(changes -> {
                    write(changes);
                    Thread.currentThread().interrupt();
                })
                .build();
        Cache<Integer, String> cache = cache(behind);
        for (int key = 0; key < 3; key++) {
            cache.put(key, "a");
            assertThat(behind.flush(LONG)).isTrue();
        }
        assertThat(database).containsOnlyKeys(0, 1, 2);
        cache.close();
    }

    @Test
    void writer_failsAndLeavesItsThreadInterrupted_pausesAndTriesAgain() throws Exception {
        WriteBehind<Integer, String> behind = WriteBehind.<Integer, String>to(changes -> {
                    if (calls.incrementAndGet() == 1) {
                        Thread.currentThread().interrupt();
                        throw new IOException("interrupted on purpose");
                    }
                    write(changes);
                })
                .backoff(Duration.ofDays(1), Duration.ofDays(1))
                .build();
        Cache<Integer, String> cache = cache(behind);
        cache.put(1, "a");
        Awaitility.await().until(() -> behind.stats().failures() == 1);
        assertThat(behind.flush(Duration.ofNanos(1))).isFalse();
        assertThat(calls).as("it pauses").hasValue(1);
        cache.close();
        assertThat(database).containsOnlyKeys(1);
        assertThat(calls).hasValue(2);
    }

    @Test
    void writer_interruptedWhileItWaitsForChanges_goesOnWriting() throws Exception {
        AtomicReference<@Nullable Thread> writing = new AtomicReference<>();
        WriteBehind<Integer, String> behind = WriteBehind.<Integer, String>to(changes -> {
                    writing.set(Thread.currentThread());
                    write(changes);
                })
                .build();
        Cache<Integer, String> cache = cache(behind);
        cache.put(1, "a");
        assertThat(behind.flush(LONG)).isTrue();
        Thread thread = Objects.requireNonNull(writing.get());
        Awaitility.await().until(() -> isWaiting(thread));
        thread.interrupt();
        // A change that comes just then may be written before the interrupt is noticed, the next one not.
        for (int key = 2; key < 4; key++) {
            cache.put(key, "a");
            assertThat(behind.flush(LONG)).isTrue();
        }
        assertThat(database).containsOnlyKeys(1, 2, 3);
        cache.close();
    }

    private static boolean isWaiting(Thread thread) {
        return thread.getState() == Thread.State.WAITING || thread.getState() == Thread.State.TIMED_WAITING;
    }

    @Test
    void writer_changesTheCacheWithoutRoom_toldInsteadOfWaitingForItself() throws Exception {
        AtomicReference<@Nullable Cache<Integer, String>> used = new AtomicReference<>();
        WriteBehind<Integer, String> behind = WriteBehind.<Integer, String>to(changes -> {
                    Cache<Integer, String> cache = used.get();
                    if (cache != null && calls.incrementAndGet() == 1) {
                        cache.put(2, "a");
                    }
                    write(changes);
                })
                .capacity(1)
                .backoff(Duration.ofDays(1), Duration.ofDays(1))
                .build();
        Cache<Integer, String> cache = cache(behind);
        used.set(cache);
        cache.put(1, "a");
        Awaitility.await().until(() -> behind.stats().failures() == 1);
        assertThat(behind.stats().lastFailure())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("changes 2 in the cache, which has no room");
        assertThat(cache.getIfPresent(2)).isNull();
        cache.close();
        assertThat(database).containsOnlyKeys(1);
    }

    @Test
    void close_whileAnotherThreadCloses_returnsOnceAllIsStored() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        CountDownLatch atGate = new CountDownLatch(1);
        WriteBehind<Integer, String> behind = WriteBehind.<Integer, String>to(changes -> {
                    atGate.countDown();
                    gate.await();
                    write(changes);
                })
                .build();
        Cache<Integer, String> cache = cache(behind);
        cache.put(1, "a");
        atGate.await();
        Thread first = new Thread(cache::close);
        Thread second = new Thread(cache::close);
        try {
            first.start();
            Awaitility.await().until(() -> isWaiting(first));
            second.start();
            Awaitility.await().until(() -> isWaiting(second) || !second.isAlive());
            assertThat(second.isAlive()).as("what it waits for is not stored").isTrue();
            assertThat(cache.getIfPresent(1)).isEqualTo("a");
        } finally {
            gate.countDown();
        }
        first.join();
        second.join();
        assertThat(database).containsOnlyKeys(1);
        assertThat(cache.getIfPresent(1)).isNull();
    }
}
