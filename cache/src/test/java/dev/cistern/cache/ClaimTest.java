package dev.cistern.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ClaimTest {
    private final ExecutorService executor = Executors.newCachedThreadPool();
    private final CountDownLatch inside = new CountDownLatch(1);
    private final CountDownLatch mayEnd = new CountDownLatch(1);
    private final Cache<Integer, String> cache = Cache.<Integer, String>builder()
            .maximumSize(100)
            .eviction(Eviction.lru())
            .build();

    @AfterEach
    void end() {
        mayEnd.countDown();
        executor.shutdownNow();
    }

    private String slowly(String value) {
        inside.countDown();
        try {
            mayEnd.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        return value;
    }

    private void awaitWaiting(Thread thread) {
        Awaitility.await().until(() -> thread.getState() == Thread.State.WAITING);
    }

    private Thread started(Runnable task) {
        Thread thread = new Thread(task);
        thread.start();
        return thread;
    }

    @Test
    void compute_present_readersSeeTheValueBefore() throws Exception {
        cache.put(1, "old");
        Future<String> computed =
                executor.submit(() -> cache.asMap().compute(1, (key, before) -> slowly(before + " new")));
        inside.await();
        assertThat(cache.getIfPresent(1)).isEqualTo("old");
        assertThat(cache.asMap()).containsEntry(1, "old");
        assertThat(cache.get(1, key -> "never")).isEqualTo("old");
        mayEnd.countDown();
        assertThat(computed.get()).isEqualTo("old new");
        assertThat(cache.getIfPresent(1)).isEqualTo("old new");
    }

    @Test
    void get_absent_computedOnceForAllWhoWait() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        List<Future<String>> results = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            results.add(executor.submit(() -> cache.get(1, key -> {
                calls.incrementAndGet();
                return slowly("value");
            })));
        }
        inside.await();
        assertThat(cache.getIfPresent(1)).isNull();
        mayEnd.countDown();
        for (Future<String> result : results) {
            assertThat(result.get()).isEqualTo("value");
        }
        assertThat(calls).hasValue(1);
    }

    @Test
    void get_otherKeys_neverWait() throws Exception {
        Future<String> computed = executor.submit(() -> cache.get(0, key -> slowly("value")));
        inside.await();
        // One stripe, so all of these share the lock with the key that is being computed.
        for (int key = 1; key < 1_000; key++) {
            cache.put(key, "other");
            assertThat(cache.get(key, k -> "own")).isEqualTo("other");
            cache.invalidate(key);
        }
        mayEnd.countDown();
        assertThat(computed.get()).isEqualTo("value");
    }

    @Test
    void put_whileComputed_waitsAndWins() throws Exception {
        cache.put(1, "old");
        Future<String> computed = executor.submit(() -> cache.asMap().compute(1, (key, before) -> slowly("computed")));
        inside.await();
        AtomicReference<String> before = new AtomicReference<>();
        Thread writer = started(() -> before.set(cache.asMap().put(1, "put")));
        awaitWaiting(writer);
        mayEnd.countDown();
        writer.join();
        assertThat(computed.get()).isEqualTo("computed");
        assertThat(before).hasValue("computed");
        assertThat(cache.getIfPresent(1)).isEqualTo("put");
    }

    @Test
    void invalidate_whileLoaded_takesTheLoadedOut() throws Exception {
        Future<String> computed = executor.submit(() -> cache.get(1, key -> slowly("loaded")));
        inside.await();
        Thread remover = started(() -> cache.invalidate(1));
        awaitWaiting(remover);
        mayEnd.countDown();
        remover.join();
        assertThat(computed.get()).isEqualTo("loaded");
        assertThat(cache.getIfPresent(1)).isNull();
    }

    @Test
    void compute_evictedMeanwhile_storedAnew() throws Exception {
        cache.put(0, "old");
        Future<String> computed = executor.submit(() -> cache.asMap().compute(0, (key, before) -> slowly("new")));
        inside.await();
        for (int key = 1; key < 1_000; key++) {
            cache.put(key, "other");
        }
        assertThat(cache.getIfPresent(0)).isNull();
        mayEnd.countDown();
        assertThat(computed.get()).isEqualTo("new");
        assertThat(cache.getIfPresent(0)).isEqualTo("new");
        assertThat(cache.estimatedSize()).isEqualTo(100);
    }

    @Test
    void function_throws_entryAsItWasAndOthersTry() {
        cache.put(1, "old");
        assertThatThrownBy(() -> cache.asMap().compute(1, (key, before) -> {
                    throw new UnsupportedOperationException("no");
                }))
                .hasMessage("no");
        assertThat(cache.getIfPresent(1)).isEqualTo("old");
        assertThatThrownBy(() -> cache.get(2, key -> {
                    throw new UnsupportedOperationException("no");
                }))
                .hasMessage("no");
        assertThat(cache.get(2, key -> "two")).isEqualTo("two");
        assertThat(cache.get(3, key -> null)).isNull();
        assertThat(cache.get(3, key -> "three")).isEqualTo("three");
    }

    @Test
    void function_throwsError_claimReleased() {
        assertThatThrownBy(() -> cache.get(1, key -> {
                    throw new StackOverflowError();
                }))
                .isInstanceOf(StackOverflowError.class);
        assertThat(cache.get(1, key -> "one")).isEqualTo("one");
    }

    @Test
    void function_changesTheSameKey_illegalState() {
        assertThatIllegalStateException()
                .isThrownBy(() -> cache.get(1, key -> cache.get(1, again -> "inner")))
                .withMessageContaining("same key");
        cache.put(1, "old");
        assertThatIllegalStateException()
                .isThrownBy(() -> cache.asMap().compute(1, (key, before) -> {
                    cache.put(1, "inner");
                    return "outer";
                }));
        assertThatIllegalStateException()
                .isThrownBy(() -> cache.asMap().merge(1, "x", (a, b) -> {
                    cache.invalidate(1);
                    return "outer";
                }));
        assertThat(cache.getIfPresent(1)).isEqualTo("old");
    }

    @Test
    void function_usesOtherKeys_allowed() {
        assertThat(fibonacci(40)).isEqualTo("102334155");
        assertThat(cache.asMap()).hasSize(41);
    }

    private String fibonacci(int n) {
        String value = cache.get(
                n,
                key -> key < 2
                        ? Integer.toString(key)
                        : Long.toString(Long.parseLong(fibonacci(key - 1)) + Long.parseLong(fibonacci(key - 2))));
        return value == null ? "" : value;
    }

    @Test
    void waiting_interrupted_waitsOnAndKeepsTheInterrupt() throws Exception {
        Future<String> computed = executor.submit(() -> cache.get(1, key -> slowly("value")));
        inside.await();
        AtomicReference<String> seen = new AtomicReference<>();
        Thread waiter = started(() -> {
            String value = cache.get(1, key -> "own");
            seen.set(value + Thread.currentThread().isInterrupted());
        });
        awaitWaiting(waiter);
        waiter.interrupt();
        mayEnd.countDown();
        waiter.join();
        assertThat(computed.get()).isEqualTo("value");
        assertThat(seen).hasValue("valuetrue");
    }
}
