package dev.cistern.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class WeightTest {
    private final List<String> removals = new ArrayList<>();

    private CacheBuilder<Integer, Integer> builder(long maximum) {
        return Cache.<Integer, Integer>builder()
                .maximumWeight(maximum, (key, value) -> value)
                .removalListener((key, value, cause) -> removals.add(key + ":" + value + cause));
    }

    private static long weigh(Cache<Integer, Integer> cache) {
        return cache.asMap().values().stream().mapToLong(Integer::longValue).sum();
    }

    @Test
    void put_anyWeights_boundHoldsAndIsTrue() {
        Random random = new Random(3);
        Cache<Integer, Integer> cache = builder(10_000).build();
        for (int i = 0; i < 20_000; i++) {
            cache.put(random.nextInt(500), random.nextInt(300));
            assertThat(cache.policy().weight().orElseThrow()).isLessThanOrEqualTo(10_000);
        }
        assertThat(cache.policy().weight()).hasValue(weigh(cache));
        assertThat(weigh(cache)).isGreaterThan(9_000);
    }

    @Test
    void put_asHeavyAsTheBound_admitted() {
        Cache<Integer, Integer> cache = builder(1_000_000).build();
        for (int i = 0; i < 10_000; i++) {
            cache.put(i, 10);
        }
        assertThat(cache.policy().stripes()).isGreaterThan(1);
        cache.put(-1, 1_000_000);
        assertThat(cache.asMap()).containsOnlyKeys(-1);
        assertThat(cache.policy().stripes()).isEqualTo(1);
        cache.put(-2, 1_000_001);
        assertThat(cache.asMap()).containsOnlyKeys(-1);
        assertThat(removals).last().isEqualTo("-2:1000001SIZE");
    }

    @Test
    void put_presentKeyHeavier_othersLeaveAndItStays() {
        Cache<Integer, Integer> cache = builder(100).build();
        for (int i = 0; i < 10; i++) {
            cache.put(i, 10);
        }
        cache.put(0, 95);
        assertThat(cache.asMap()).containsEntry(0, 95).hasSize(1);
        cache.put(0, 100);
        assertThat(cache.asMap()).containsEntry(0, 100);
        cache.put(0, 101);
        assertThat(cache.asMap()).isEmpty();
        assertThat(cache.policy().weight()).hasValue(0);
        assertThat(removals).endsWith("0:100REPLACED", "0:101SIZE");
    }

    @Test
    void put_weightsThatOverflow_boundHolds() {
        Cache<Integer, Integer> cache = builder(1L << 62).build();
        for (int i = 0; i < 100; i++) {
            cache.put(i, Integer.MAX_VALUE);
        }
        assertThat(cache.policy().weight()).hasValue(100L * Integer.MAX_VALUE);
        cache.policy().maximumWeight(Integer.MAX_VALUE);
        assertThat(cache.asMap()).hasSize(1);
    }

    @Test
    void put_weightZero_neverEvictedForWeight() {
        Cache<Integer, Integer> cache = builder(0).build();
        for (int i = 0; i < 100; i++) {
            cache.put(i, 0);
        }
        cache.put(100, 1);
        assertThat(cache.estimatedSize()).isEqualTo(100);
    }

    @Test
    void bothBounds_eitherReached_evicts() {
        Cache<Integer, Integer> cache = builder(100).maximumSize(5).build();
        for (int i = 0; i < 10; i++) {
            cache.put(i, 1);
        }
        assertThat(cache.asMap()).hasSize(5);
        cache.put(100, 98);
        assertThat(weigh(cache)).isLessThanOrEqualTo(100);
        assertThat(cache.asMap()).containsKey(100).hasSizeLessThanOrEqualTo(5);
    }

    @Test
    void weigher_negativeOrThrowing_nothingStored() {
        Cache<Integer, Integer> cache = Cache.<Integer, Integer>builder()
                .maximumWeight(100, (key, value) -> {
                    if (value == 13) {
                        throw new UnsupportedOperationException("13");
                    }
                    return value;
                })
                .build();
        cache.put(1, 1);
        assertThatIllegalArgumentException().isThrownBy(() -> cache.put(1, -5)).withMessageContaining("-5");
        assertThatThrownBy(() -> cache.get(2, key -> 13)).hasMessage("13");
        assertThatThrownBy(() -> cache.asMap().compute(1, (key, before) -> 13)).hasMessage("13");
        assertThat(cache.asMap()).containsOnly(java.util.Map.entry(1, 1));
        assertThat(cache.get(2, key -> 2)).isEqualTo(2);
    }

    @Test
    void compute_otherWeight_counted() {
        Cache<Integer, Integer> cache = builder(100).build();
        cache.put(1, 40);
        cache.put(2, 40);
        cache.asMap().compute(1, (key, before) -> 70);
        assertThat(cache.asMap()).containsOnlyKeys(1);
        assertThat(cache.policy().weight()).hasValue(70);
        cache.asMap().computeIfPresent(1, (key, before) -> null);
        assertThat(cache.policy().weight()).hasValue(0);
    }
}
