package dev.cistern.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ExpiryTimerTest {
    private static final long SECOND = 1_000_000_000L;

    private final AtomicLong now = new AtomicLong();

    private CacheBuilder<Integer, String> builder(String name) {
        return Cache.<Integer, String>builder().name(name).ticker(now::get).expireAfterWrite(Duration.ofSeconds(10));
    }

    private static List<Thread> threads(String cache) {
        List<Thread> found = new ArrayList<>();
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("cistern-" + cache)) {
                found.add(thread);
            }
        }
        return found;
    }

    @Test
    void expirePromptly_noTraffic_goneAndTold() throws Exception {
        BlockingQueue<String> told = new LinkedBlockingQueue<>();
        Cache<Integer, String> cache = builder("prompt")
                .expirePromptly()
                .removalListener((key, value, cause) -> told.add(key + value + cause))
                .build();
        cache.put(1, "a");
        now.addAndGet(10 * SECOND);
        assertThat(told.poll(20, TimeUnit.SECONDS)).isEqualTo("1aEXPIRED");
        assertThat(cache.estimatedSize()).isZero();
        assertThat(threads("prompt")).hasSize(1);
        cache.close();
        assertThat(threads("prompt")).isEmpty();
    }

    @Test
    void expirePromptly_listenerThrows_goesOn() throws Exception {
        BlockingQueue<Integer> told = new LinkedBlockingQueue<>();
        Cache<Integer, String> cache = builder("throwing")
                .expirePromptly()
                .removalListener((key, value, cause) -> {
                    told.add(key);
                    throw new IllegalStateException("on purpose");
                })
                .build();
        cache.put(1, "a");
        now.addAndGet(10 * SECOND);
        assertThat(told.poll(20, TimeUnit.SECONDS)).isEqualTo(1);
        cache.put(2, "a");
        now.addAndGet(10 * SECOND);
        assertThat(told.poll(20, TimeUnit.SECONDS)).isEqualTo(2);
        cache.close();
    }

    @Test
    void close_fromListener_doesNotWaitForItself() throws Exception {
        BlockingQueue<String> told = new LinkedBlockingQueue<>();
        List<Cache<Integer, String>> self = new ArrayList<>();
        Cache<Integer, String> cache = builder("closing")
                .expirePromptly()
                .removalListener((key, value, cause) -> {
                    self.get(0).close();
                    told.add("closed");
                })
                .build();
        self.add(cache);
        cache.put(1, "a");
        now.addAndGet(10 * SECOND);
        assertThat(told.poll(20, TimeUnit.SECONDS)).isEqualTo("closed");
        // Ends at all: if it waited for itself, it would go on after a second, and end too.
        for (Thread thread : threads("closing")) {
            thread.join();
        }
    }

    @Test
    void expirePromptly_listenerLeavesAnInterrupt_nextOneIsNotInterrupted() throws Exception {
        BlockingQueue<Boolean> told = new LinkedBlockingQueue<>();
        Cache<Integer, String> cache = builder("interrupted")
                .expirePromptly()
                .removalListener((key, value, cause) -> {
                    told.add(Thread.currentThread().isInterrupted());
                    Thread.currentThread().interrupt();
                })
                .build();
        for (int key = 1; key <= 2; key++) {
            cache.put(key, "a");
            now.addAndGet(10 * SECOND);
            assertThat(told.poll(20, TimeUnit.SECONDS)).isFalse();
        }
        cache.close();
    }

    @Test
    void expirePromptly_tickerThrowsError_goesOn() throws Exception {
        BlockingQueue<Integer> told = new LinkedBlockingQueue<>();
        CountDownLatch thrown = new CountDownLatch(1);
        AtomicBoolean isBad = new AtomicBoolean();
        Cache<Integer, String> cache = builder("broken")
                .expirePromptly()
                .ticker(() -> {
                    if (isBad.get()) {
                        thrown.countDown();
                        throw new AssertionError("on purpose");
                    }
                    return now.get();
                })
                .removalListener((key, value, cause) -> told.add(key))
                .build();
        cache.put(1, "a");
        isBad.set(true);
        thrown.await();
        now.addAndGet(10 * SECOND);
        isBad.set(false);
        assertThat(told.poll(20, TimeUnit.SECONDS)).isEqualTo(1);
        cache.close();
    }

    @Test
    void expirePromptly_nobodyHoldsTheCache_threadEnds() throws Exception {
        Thread thread = threadOfForgottenCache();
        while (thread.isAlive()) {
            System.gc();
            thread.join(100);
        }
        assertThat(threads("forgotten")).isEmpty();
    }

    private Thread threadOfForgottenCache() {
        builder("forgotten").expirePromptly().build().put(1, "a");
        return threads("forgotten").get(0);
    }

    @Test
    void build_promptButNothingExpires_refused() {
        assertThatIllegalStateException()
                .isThrownBy(
                        () -> Cache.<Integer, String>builder().expirePromptly().build())
                .withMessageContaining("nothing expires");
    }

    @Test
    void build_withoutPromptExpiry_startsNoThread() {
        LoadingCache<Integer, String> cache =
                builder("quiet").refreshAfterWrite(Duration.ofSeconds(1)).build(key -> "a");
        cache.put(1, "a");
        cache.get(2);
        now.addAndGet(10 * SECOND);
        cache.cleanUp();
        assertThat(threads("quiet")).isEmpty();
        assertThat(cache.estimatedSize()).isZero();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.1, 0.5, 1})
    void ttlJitter_writtenTogether_expireSpreadAndNeverLate(double jitter) {
        int entries = 10_000;
        Cache<Integer, String> cache = builder("jitter").ttlJitter(jitter).build();
        for (int key = 0; key < entries; key++) {
            cache.put(key, "a");
        }
        int steps = 10;
        long earliest = (long) (10 * SECOND * (1 - jitter));
        long step = (10 * SECOND - earliest) / steps;
        now.set(earliest - 1);
        int before = cache.asMap().keySet().toArray().length;
        assertThat(before).as("none expires too early").isEqualTo(entries);
        for (int i = 1; i <= steps; i++) {
            now.set(earliest + i * step);
            int left = cache.asMap().keySet().toArray().length;
            assertThat(before - left).as("expired in step %s", i).isBetween(850, 1_150);
            before = left;
        }
        assertThat(before).as("none expires too late").isZero();
    }
}
