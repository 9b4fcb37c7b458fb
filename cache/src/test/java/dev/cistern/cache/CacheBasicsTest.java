package dev.cistern.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CacheBasicsTest {
    private static Cache<Integer, String> cache(long maximumSize) {
        return Cache.<Integer, String>builder().maximumSize(maximumSize).build();
    }

    @Test
    void getIfPresent_stored_value() {
        Cache<Integer, String> cache = cache(10);
        assertThat(cache.getIfPresent(1)).isNull();
        cache.put(1, "one");
        cache.put(1, "uno");
        assertThat(cache.getIfPresent(1)).isEqualTo("uno");
        cache.invalidate(1);
        assertThat(cache.getIfPresent(1)).isNull();
        assertThat(cache.estimatedSize()).isZero();
    }

    @Test
    void bulk_methods_eachKey() {
        Cache<Integer, String> cache = cache(10);
        cache.putAll(Map.of(1, "one", 2, "two", 3, "three"));
        assertThat(cache.getAllPresent(List.of(1, 1, 3, 4))).containsOnly(Map.entry(1, "one"), Map.entry(3, "three"));
        cache.invalidateAll(List.of(1, 4));
        assertThat(cache.asMap()).containsOnlyKeys(2, 3);
        cache.invalidateAll();
        assertThat(cache.asMap()).isEmpty();
    }

    @Test
    void maximumSize_zero_keepsNothing() {
        Cache<Integer, String> cache = cache(0);
        cache.put(1, "one");
        assertThat(cache.get(2, key -> "two")).isEqualTo("two");
        assertThat(cache.asMap()).isEmpty();
        assertThat(cache.stats().evictions()).isEqualTo(2);
    }

    @Test
    void maximumSize_one_keepsTheLast() {
        Cache<Integer, String> cache = cache(1);
        for (int key = 0; key < 1_000; key++) {
            cache.put(key, "value");
            assertThat(cache.asMap()).containsOnlyKeys(key);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1L << 31, 1L << 62})
    void maximumSize_beyondAllMemory_costsNothingBefore(long maximum) {
        Cache<Integer, String> cache = cache(maximum);
        for (int key = 0; key < 100_000; key++) {
            cache.put(key, "value");
        }
        assertThat(cache.estimatedSize()).isEqualTo(100_000);
        assertThat(cache.policy().maximumSize()).hasValue(maximum);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 100, 1_000, 8_191, 8_192, 50_000})
    void maximumSize_sameNumberOfKeys_allStay(int maximum) {
        Cache<Integer, String> cache = cache(maximum);
        for (int key = 0; key < maximum; key++) {
            cache.put(key, "value");
        }
        assertThat(cache.estimatedSize()).isEqualTo(maximum);
        for (int key = 0; key < maximum; key++) {
            assertThat(cache.getIfPresent(key)).isNotNull();
        }
        cache.put(-1, "one more");
        assertThat(cache.estimatedSize()).isEqualTo(maximum);
    }

    @Test
    void unbounded_manyKeys_allStay() {
        Cache<Integer, String> cache = Cache.<Integer, String>builder().build();
        for (int key = 0; key < 200_000; key++) {
            cache.put(key, "value");
        }
        assertThat(cache.estimatedSize()).isEqualTo(200_000);
        assertThat(cache.policy().maximumSize()).isEmpty();
    }

    @Test
    void stats_hitsAndMisses_counted() {
        Cache<Integer, String> cache =
                Cache.<Integer, String>builder().maximumSize(2).recordStats().build();
        cache.put(1, "one");
        cache.getIfPresent(1);
        cache.getIfPresent(2);
        cache.get(3, key -> "three");
        cache.get(4, key -> null);
        cache.put(5, "five");
        CacheStats stats = cache.stats();
        assertThat(stats.hits()).isEqualTo(1);
        assertThat(stats.misses()).isEqualTo(3);
        assertThat(stats.hitRatio()).isEqualTo(0.25);
        assertThat(stats.loads()).isEqualTo(1);
        assertThat(stats.failedLoads()).isEqualTo(1);
        assertThat(stats.evictions()).isEqualTo(1);
        assertThat(stats.size()).isEqualTo(2);
    }

    @Test
    void stats_recorded_nothingLost() {
        Cache<Integer, String> cache =
                Cache.<Integer, String>builder().maximumSize(2).recordStats().build();
        cache.put(1, "one");
        for (int i = 0; i < 1_000; i++) {
            cache.getIfPresent(1);
            cache.getIfPresent(2);
        }
        assertThat(cache.stats().hits()).isEqualTo(1_000);
        assertThat(cache.stats().misses()).isEqualTo(1_000);
    }

    @Test
    void stats_notRecorded_hitsEstimatedWithinTheErrorOfTheSample() {
        Cache<Integer, String> cache = cache(2);
        cache.put(1, "one");
        int requests = 400_000;
        for (int i = 0; i < requests; i++) {
            cache.getIfPresent(1);
            cache.getIfPresent(2);
        }
        // The standard deviation is 0.6 %.
        assertThat(cache.stats().hits()).isBetween(requests / 100 * 96L, requests / 100 * 104L);
        assertThat(cache.stats().misses()).isEqualTo(requests);
    }

    @Test
    void policy_lowerBound_evictsBeforeItReturns() {
        Cache<Integer, String> cache = cache(50_000);
        for (int key = 0; key < 50_000; key++) {
            cache.put(key, "value");
        }
        cache.policy().maximumSize(100);
        assertThat(cache.estimatedSize()).isEqualTo(100);
        cache.policy().maximumSize(200);
        for (int key = 0; key < 1_000; key++) {
            cache.put(key, "value");
        }
        assertThat(cache.estimatedSize()).isEqualTo(200);
        assertThatIllegalStateException()
                .isThrownBy(() -> cache.policy().maximumWeight(1))
                .withMessageContaining("builder");
    }

    @Test
    void policy_coldest_evictedNext() {
        Cache<Integer, String> cache = Cache.<Integer, String>builder()
                .maximumSize(100)
                .eviction(Eviction.lru())
                .build();
        for (int key = 0; key < 100; key++) {
            cache.put(key, "value");
        }
        Integer coldest = cache.policy().coldest(1).get(0);
        cache.put(1_000, "value");
        assertThat(cache.getIfPresent(coldest)).isNull();
    }

    @Test
    void builder_badInput_namesValueAndRange() {
        CacheBuilder<Integer, String> builder = Cache.builder();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.maximumSize(-3))
                .withMessageContaining("-3")
                .withMessageContaining("2^62");
        assertThatIllegalArgumentException().isThrownBy(() -> builder.maximumWeight(-1, (k, v) -> 1));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.expireAfterWrite(Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.ttlJitter(Double.NaN));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.name(" "));
        Cache<Integer, String> cache = builder.build();
        assertThatNullPointerException().isThrownBy(() -> cache.getIfPresent(Nulls.none()));
        assertThatNullPointerException().isThrownBy(() -> cache.put(1, Nulls.none()));
        assertThatNullPointerException().isThrownBy(() -> cache.put(Nulls.none(), "one"));
        assertThatIllegalStateException()
                .isThrownBy(() -> cache.put(1, "one", Duration.ofSeconds(1)))
                .withMessageContaining("expirePerEntry");
    }

    @Test
    void close_entries_gone() {
        Cache<Integer, String> cache = cache(10);
        cache.put(1, "one");
        cache.close();
        assertThat(cache.asMap()).isEmpty();
    }
}
