package dev.cistern.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a loading cache knows of keys that have no value. */
final class AsideTest {
    private static final long SECOND = 1_000_000_000L;

    private long now;
    private int loads;
    private @Nullable String source = "a";
    private @Nullable RuntimeException failure;

    private CacheBuilder<Integer, String> builder() {
        return Cache.<Integer, String>builder().ticker(() -> now);
    }

    private @Nullable String load(Integer key) {
        loads++;
        if (failure != null) {
            throw failure;
        }
        return source;
    }

    @Test
    void cacheAbsence_loaderReturnsNull_rememberedForItsTime() {
        LoadingCache<Integer, String> cache =
                builder().cacheAbsence(Duration.ofSeconds(10)).build(this::load);
        source = null;
        assertThat(cache.get(1)).isNull();
        source = "a";
        now += 10 * SECOND - 1;
        assertThat(cache.get(1)).isNull();
        assertThat(cache.getAll(List.of(1))).isEmpty();
        assertThat(loads).isEqualTo(1);
        assertThat(cache.asMap()).isEmpty();
        assertThat(cache.estimatedSize()).isZero();
        now += 1;
        assertThat(cache.get(1)).isEqualTo("a");
    }

    @Test
    void cacheAbsence_changedByCaller_forgotten() {
        LoadingCache<Integer, String> cache =
                builder().cacheAbsence(Duration.ofSeconds(10)).build(this::load);
        source = null;
        cache.get(1);
        cache.put(1, "put");
        assertThat(cache.get(1)).isEqualTo("put");
        cache.invalidate(1);
        source = "new";
        assertThat(cache.get(1)).as("the put ended the absence").isEqualTo("new");

        source = null;
        cache.get(2);
        source = "new";
        cache.invalidate(2);
        assertThat(cache.get(2)).isEqualTo("new");

        source = null;
        cache.get(3);
        source = "new";
        cache.invalidateAll();
        assertThat(cache.get(3)).isEqualTo("new");

        source = null;
        cache.get(4);
        assertThat(cache.get(4, key -> "own")).isEqualTo("own");
        cache.asMap().remove(4, "own");
        source = "new";
        assertThat(cache.get(4)).isEqualTo("new");
    }

    @Test
    void cacheFailures_loaderThrows_sameExceptionForItsTime() {
        LoadingCache<Integer, String> cache =
                builder().cacheFailures(Duration.ofSeconds(5)).build(this::load);
        RuntimeException thrown = new UncheckedIOException(new IOException("down"));
        failure = thrown;
        assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> cache.get(1));
        failure = null;
        now += 5 * SECOND - 1;
        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> cache.get(1))
                .isSameAs(thrown);
        assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> cache.getAll(List.of(1, 2)));
        assertThat(loads).isEqualTo(1);
        now += 1;
        assertThat(cache.get(1)).isEqualTo("a");
    }

    @Test
    void staleOnError_loadFailsAfterExpiry_oldValueButNotForOthers() {
        LoadingCache<Integer, String> cache = builder()
                .expireAfterWrite(Duration.ofSeconds(10))
                .staleOnError(Duration.ofSeconds(100))
                .build(this::load);
        cache.get(1);
        now += 10 * SECOND;
        failure = new IllegalStateException("down");
        assertThat(cache.get(1)).isEqualTo("a");
        assertThat(cache.get(1)).isEqualTo("a");
        assertThat(loads).as("failures are not remembered here").isEqualTo(3);
        assertThat(cache.getAll(List.of(1))).containsEntry(1, "a");
        assertThat(cache.getIfPresent(1)).isNull();
        assertThat(cache.asMap()).isEmpty();
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> cache.get(2));
        now += 100 * SECOND;
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> cache.get(1));
        failure = null;
        source = "b";
        assertThat(cache.get(1)).isEqualTo("b");
    }

    @Test
    void staleOnError_withCacheFailures_noLoadMeanwhile() {
        LoadingCache<Integer, String> cache = builder()
                .expireAfterWrite(Duration.ofSeconds(10))
                .cacheFailures(Duration.ofSeconds(5))
                .staleOnError(Duration.ofSeconds(100))
                .build(this::load);
        cache.get(1);
        now += 10 * SECOND;
        failure = new IllegalStateException("down");
        assertThat(cache.get(1)).isEqualTo("a");
        assertThat(cache.get(1)).isEqualTo("a");
        assertThat(loads).isEqualTo(2);
        now += 5 * SECOND;
        failure = null;
        source = "b";
        assertThat(cache.get(1)).isEqualTo("b");
    }

    @Test
    void staleOnError_invalidatedOrNoValueAnyMore_notServed() {
        LoadingCache<Integer, String> cache = builder()
                .expireAfterWrite(Duration.ofSeconds(10))
                .staleOnError(Duration.ofSeconds(100))
                .build(this::load);
        cache.get(1);
        cache.get(2);
        cache.get(3);
        now += 10 * SECOND;
        cache.cleanUp();
        cache.invalidate(1);
        source = null;
        assertThat(cache.get(2)).as("the source says that there is none").isNull();
        source = "c";
        cache.put(3, "b");
        cache.invalidate(3);
        failure = new IllegalStateException("down");
        for (int key = 1; key <= 3; key++) {
            int wanted = key;
            assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> cache.get(wanted));
        }
    }

    @Test
    void maximumAside_manyAbsences_bounded() {
        LoadingCache<Integer, String> cache =
                builder().cacheAbsence(Duration.ofHours(1)).maximumAside(10).build(this::load);
        source = null;
        for (int key = 0; key < 100; key++) {
            cache.get(key);
        }
        for (int key = 0; key < 100; key++) {
            cache.get(key);
        }
        assertThat(loads).as("at most ten of a hundred were remembered").isGreaterThanOrEqualTo(190);
    }

    @Test
    void staleOnError_loaderThrowsError_errorReachesCaller() {
        LoadingCache<Integer, String> cache = builder()
                .expireAfterWrite(Duration.ofSeconds(10))
                .staleOnError(Duration.ofSeconds(100))
                .build(key -> {
                    if (now > 0) {
                        throw new AssertionError("broken");
                    }
                    return "a";
                });
        cache.get(1);
        now += 10 * SECOND;
        assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> cache.get(1));
    }
}
