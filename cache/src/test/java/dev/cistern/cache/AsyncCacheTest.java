package dev.cistern.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class AsyncCacheTest {
    private static final long SECOND = 1_000_000_000L;

    private long now;
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final AsyncCache<Integer, String> cache = builder().buildAsync();

    private CacheBuilder<Integer, String> builder() {
        return Cache.<Integer, String>builder().ticker(() -> now).executor(tasks::add);
    }

    private void runTasks() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
    }

    @Test
    void get_underWay_sameFutureAndEntryWhenComplete() throws Exception {
        CompletableFuture<String> first = cache.get(1, key -> "v" + key);
        assertThat(cache.get(1, key -> "other")).isSameAs(first);
        assertThat(cache.getIfPresent(1)).isSameAs(first);
        assertThat(cache.getIfPresent(2)).isNull();
        assertThat(tasks).hasSize(1);
        assertThat(cache.synchronous().asMap()).isEmpty();
        runTasks();
        assertThat(first.get()).isEqualTo("v1");
        assertThat(cache.synchronous().asMap()).containsEntry(1, "v1");
        assertThat(cache.get(1, key -> "other").get()).isEqualTo("v1");
        assertThat(cache.synchronous().stats().loads()).isEqualTo(1);
    }

    @Test
    void get_functionThrows_futureFailsAndNothingIsLeft() {
        CompletableFuture<String> failed = cache.get(1, key -> {
            throw new IllegalArgumentException("no");
        });
        runTasks();
        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(failed::get)
                .withCauseInstanceOf(IllegalArgumentException.class);
        assertThat(cache.getIfPresent(1)).isNull();
        CompletableFuture<String> again = cache.get(1, key -> "there");
        runTasks();
        assertThat(again).isCompletedWithValue("there");
    }

    @Test
    void get_functionReturnsNull_completesWithNullAndNoEntry() {
        CompletableFuture<String> none = cache.get(1, key -> null);
        runTasks();
        assertThat(none).isCompletedWithValue(null);
        assertThat(cache.getIfPresent(1)).isNull();
    }

    @Test
    void get_weigherThrows_futureFails() {
        AsyncCache<Integer, String> weighed =
                builder().maximumWeight(10, (key, value) -> -1).buildAsync();
        CompletableFuture<String> failed = weighed.get(1, key -> "a");
        runTasks();
        assertThat(failed).isCompletedExceptionally();
        assertThat(weighed.getIfPresent(1)).isNull();
    }

    @Test
    void get_executorRejects_futureFailsAndNothingIsLeft() {
        AsyncCache<Integer, String> rejected = builder()
                .executor(task -> {
                    throw new RejectedExecutionException("full");
                })
                .buildAsync();
        assertThat(rejected.get(1, key -> "a")).isCompletedExceptionally();
        assertThat(rejected.getIfPresent(1)).isNull();
    }

    @Test
    void expireAfterWrite_slowComputation_countsFromCompletion() {
        AsyncCache<Integer, String> expiring =
                builder().expireAfterWrite(Duration.ofSeconds(10)).buildAsync();
        CompletableFuture<String> future = expiring.get(1, key -> "a");
        now += 100 * SECOND;
        runTasks();
        assertThat(future).isDone();
        now += 10 * SECOND - 1;
        assertThat(expiring.getIfPresent(1)).isCompletedWithValue("a");
        now += 1;
        assertThat(expiring.getIfPresent(1)).isNull();
    }

    @Test
    void maximumWeight_underWay_weighsNothing() {
        AsyncCache<Integer, String> weighed =
                builder().maximumWeight(10, (key, value) -> value.length()).buildAsync();
        CompletableFuture<String> future = weighed.get(1, key -> "12345");
        assertThat(weighed.synchronous().policy().weight()).hasValue(0);
        runTasks();
        assertThat(future).isCompletedWithValue("12345");
        assertThat(weighed.synchronous().policy().weight()).hasValue(5);
    }

    @Test
    void invalidate_underWay_deliveredNotStored() {
        CompletableFuture<String> future = cache.get(1, key -> "old");
        cache.invalidate(1);
        CompletableFuture<String> second = cache.get(1, key -> "new");
        assertThat(second).isNotSameAs(future);
        runTasks();
        assertThat(future).isCompletedWithValue("old");
        assertThat(second).isCompletedWithValue("new");
        assertThat(cache.getIfPresent(1)).isCompletedWithValue("new");
    }

    @Test
    void cancel_underWay_nothingStored() {
        CompletableFuture<String> future = cache.get(1, key -> "a");
        future.cancel(false);
        runTasks();
        assertThatExceptionOfType(CancellationException.class).isThrownBy(future::join);
        assertThat(cache.getIfPresent(1)).isNull();
    }

    @Test
    void put_future_storedWhenCompleteAndSupersedesFlight() {
        CompletableFuture<String> flight = cache.get(1, key -> "old");
        CompletableFuture<String> value = new CompletableFuture<>();
        cache.put(1, value);
        runTasks();
        assertThat(flight).isCompletedWithValue("old");
        assertThat(cache.synchronous().asMap()).isEmpty();
        value.complete("mine");
        assertThat(cache.getIfPresent(1)).isCompletedWithValue("mine");
        CompletableFuture<String> failing = new CompletableFuture<>();
        cache.put(1, failing);
        failing.completeExceptionally(new IOException("down"));
        assertThat(cache.getIfPresent(1)).as("a failure changes nothing").isCompletedWithValue("mine");
    }

    @Test
    void synchronousPut_underWay_isNotOverwritten() {
        CompletableFuture<String> flight = cache.get(1, key -> "loaded");
        cache.synchronous().put(1, "put");
        runTasks();
        assertThat(flight).isCompletedWithValue("put");
        assertThat(cache.synchronous().getIfPresent(1)).isEqualTo("put");
    }

    @Test
    void getAsync_stage_storedOrFailedWithItsCause() {
        CompletableFuture<String> source = new CompletableFuture<>();
        CompletableFuture<String> got = cache.getAsync(1, key -> source.thenApply(value -> value + key));
        assertThat(got).isNotDone();
        source.complete("v");
        assertThat(got).isCompletedWithValue("v1");
        CompletableFuture<String> broken = new CompletableFuture<>();
        CompletableFuture<String> failed = cache.getAsync(2, key -> broken.thenApply(value -> value + key));
        IOException down = new IOException("down");
        broken.completeExceptionally(down);
        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(failed::get)
                .withCause(down);
        assertThat(cache.getAsync(3, key -> {
                    throw new IllegalArgumentException("at once");
                }))
                .isCompletedExceptionally();
        assertThat(cache.synchronous().asMap()).containsOnlyKeys(1);
    }

    @Test
    void close_underWay_deliveredNotStored() {
        CompletableFuture<String> flight = cache.get(1, key -> "a");
        cache.close();
        runTasks();
        assertThat(flight).isCompletedWithValue("a");
        assertThat(cache.synchronous().asMap()).isEmpty();
    }

    @Test
    void get_ownThreads_manyThatWaitForEachOtherAllEnd() throws Exception {
        int chain = 200;
        try (AsyncCache<Integer, Integer> own =
                Cache.<Integer, Integer>builder().buildAsync()) {
            assertThat(depth(own, chain).get(15, TimeUnit.SECONDS)).isEqualTo(chain);
            assertThat(own.synchronous().asMap()).hasSize(chain + 1);
        }
    }

    private static CompletableFuture<Integer> depth(AsyncCache<Integer, Integer> own, int of) {
        return own.get(of, key -> key == 0 ? 0 : depth(own, key - 1).join() + 1);
    }

    @Test
    void get_ownThreads_virtualWhereThereAreSome() throws Exception {
        try (AsyncCache<Integer, String> own = Cache.<Integer, String>builder().buildAsync()) {
            String thread = own.get(1, key -> Thread.currentThread().toString()).get(15, TimeUnit.SECONDS);
            assertThat(Workers.areVirtual()).isEqualTo(Runtime.version().feature() >= 21);
            assertThat(thread).startsWith(Workers.areVirtual() ? "VirtualThread" : "Thread[");
        }
    }

    @Test
    void buildAsync_withWhatNeedsLoader_rejected() {
        assertThatIllegalStateException()
                .isThrownBy(() -> builder().cacheAbsence(Duration.ofSeconds(1)).buildAsync());
    }

    @Test
    @SuppressWarnings("NullAway") // what a caller must not do
    void put_null_refusedAndNothingIsLeft() {
        assertThatExceptionOfType(NullPointerException.class).isThrownBy(() -> cache.put(1, null));
        assertThat(cache.getIfPresent(1)).isNull();
    }
}
