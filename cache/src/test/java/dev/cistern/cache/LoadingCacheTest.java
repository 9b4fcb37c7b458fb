package dev.cistern.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class LoadingCacheTest {
    private final List<Integer> loads = new ArrayList<>();

    private final LoadingCache<Integer, String> cache = Cache.<Integer, String>builder()
            .maximumSize(100)
            .recordStats()
            .build(key -> {
                loads.add(key);
                return "v" + key;
            });

    @Test
    void get_missing_loadedOnceAndStored() {
        assertThat(cache.get(1)).isEqualTo("v1");
        assertThat(cache.get(1)).isEqualTo("v1");
        assertThat(loads).containsExactly(1);
        assertThat(cache.stats().loads()).isEqualTo(1);
        assertThat(cache.stats().hits()).isEqualTo(1);
        assertThat(cache.asMap()).containsEntry(1, "v1").hasSize(1);
    }

    @Test
    void get_loaderReturnsNull_nothingStoredAndAskedAgain() {
        LoadingCache<Integer, String> empty = Cache.<Integer, String>builder().build(key -> {
            loads.add(key);
            return null;
        });
        assertThat(empty.get(1)).isNull();
        assertThat(empty.get(1)).isNull();
        assertThat(loads).containsExactly(1, 1);
        assertThat(empty.estimatedSize()).isZero();
        assertThat(empty.getAll(List.of(1, 2))).isEmpty();
        assertThat(empty.stats().failedLoads()).isEqualTo(4);
    }

    @Test
    void get_loaderThrows_exceptionReachesCallerAndNothingIsStuck() {
        AtomicReference<@Nullable Exception> thrown = new AtomicReference<>(new IllegalArgumentException("no"));
        LoadingCache<Integer, String> failing = Cache.<Integer, String>builder().build(key -> {
            Exception e = thrown.get();
            if (e != null) {
                throw e;
            }
            return "there";
        });
        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> failing.get(1));
        IOException checked = new IOException("down");
        thrown.set(checked);
        assertThatExceptionOfType(CompletionException.class)
                .isThrownBy(() -> failing.get(1))
                .withCause(checked)
                .withMessageContaining("for 1");
        assertThat(failing.asMap()).isEmpty();
        thrown.set(null);
        assertThat(failing.get(1)).isEqualTo("there");
    }

    @Test
    void get_loaderThrowsError_errorReachesCaller() {
        LoadingCache<Integer, String> failing = Cache.<Integer, String>builder()
                .cacheFailures(Duration.ofHours(1))
                .build(key -> {
                    loads.add(key);
                    throw new AssertionError("broken");
                });
        assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> failing.get(1));
        assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> failing.get(1));
        assertThat(loads).as("errors are not remembered").hasSize(2);
    }

    @Test
    void get_loaderAsksForSameKey_illegalStateAndKeyUsable() {
        AtomicReference<@Nullable LoadingCache<Integer, String>> self = new AtomicReference<>();
        LoadingCache<Integer, String> recursive = Cache.<Integer, String>builder()
                .build(key -> {
                    LoadingCache<Integer, String> same = self.get();
                    return same == null ? "plain" : key > 0 ? same.get(key - 1) + key : same.get(key);
                });
        self.set(recursive);
        assertThatIllegalStateException().isThrownBy(() -> recursive.get(0)).withMessageContaining("same key");
        assertThatIllegalStateException().isThrownBy(() -> recursive.get(2));
        self.set(null);
        assertThat(recursive.get(0)).isEqualTo("plain");
        self.set(recursive);
        assertThat(recursive.get(2)).as("other keys may be loaded").isEqualTo("plain12");
    }

    @Test
    void get_loaderInterrupted_flagIsKept() {
        LoadingCache<Integer, String> interrupted = Cache.<Integer, String>builder()
                .cacheFailures(Duration.ofHours(1))
                .build(key -> {
                    throw new InterruptedException();
                });
        assertThatExceptionOfType(CompletionException.class).isThrownBy(() -> interrupted.get(1));
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void get_weigherThrows_nothingStuck() {
        LoadingCache<Integer, String> weighed = Cache.<Integer, String>builder()
                .maximumWeight(100, (key, value) -> loads.size() < 2 ? -1 : 1)
                .build(key -> {
                    loads.add(key);
                    return "v";
                });
        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> weighed.get(1));
        assertThat(weighed.get(1)).isEqualTo("v");
    }

    @Test
    void get_severalThreads_oneLoadAndOtherKeysDontWait() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        LoadingCache<Integer, String> slow = Cache.<Integer, String>builder().build(key -> {
            if (key == 1) {
                loads.add(key);
                begun.countDown();
                goOn.await();
            }
            return "v" + key;
        });
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            Future<@Nullable String> first = threads.submit(() -> slow.get(1));
            begun.await();
            Future<@Nullable String> second = threads.submit(() -> slow.get(1));
            assertThat(slow.get(2)).isEqualTo("v2");
            goOn.countDown();
            assertThat(first.get()).isEqualTo("v1");
            assertThat(second.get()).isEqualTo("v1");
            assertThat(loads).containsExactly(1);
        } finally {
            goOn.countDown();
            threads.shutdown();
        }
    }

    @Test
    void getAll_severalKeys_orderedDistinctAndStored() {
        cache.put(2, "two");
        assertThat(cache.getAll(List.of(3, 2, 3, 1)))
                .containsExactly(Map.entry(3, "v3"), Map.entry(2, "two"), Map.entry(1, "v1"));
        assertThat(loads).containsExactly(3, 1);
        assertThat(cache.asMap()).hasSize(3);
    }

    @Test
    void build_withoutLoader_rejectsWhatNeedsOne() {
        assertThatIllegalStateException()
                .isThrownBy(() ->
                        Cache.builder().cacheAbsence(Duration.ofSeconds(1)).build())
                .withMessageContaining("build(loader)");
        assertThatIllegalStateException()
                .isThrownBy(() ->
                        Cache.builder().refreshAfterWrite(Duration.ofSeconds(1)).build());
        assertThatIllegalStateException()
                .isThrownBy(() ->
                        Cache.builder().staleOnError(Duration.ofSeconds(1)).build(key -> key))
                .withMessageContaining("nothing expires");
    }

    @Test
    void close_loadingCache_endsEmpty() {
        Set<Integer> keys = Set.of(1, 2);
        cache.getAll(keys);
        cache.close();
        assertThat(cache.estimatedSize()).isZero();
    }

    /** The example of the documentation. */
    @Test
    void example_ofTheDocumentation_works() {
        Customers database = new Customers();
        // @start region="loading"
        LoadingCache<Long, String> customers = Cache.<Long, String>builder()
                .maximumSize(10_000)
                .expireAfterWrite(Duration.ofMinutes(10))
                .refreshAfterWrite(Duration.ofMinutes(1))
                .cacheAbsence(Duration.ofSeconds(30))
                .cacheFailures(Duration.ofSeconds(5))
                .staleOnError(Duration.ofHours(1))
                .build(database::find);

        String customer = customers.get(42L);
        // @end
        assertThat(customer).isEqualTo("customer 42");
        assertThat(customers.get(-1L)).isNull();
        customers.close();
    }

    private static final class Customers {
        @Nullable
        String find(long id) {
            return id < 0 ? null : "customer " + id;
        }
    }
}
