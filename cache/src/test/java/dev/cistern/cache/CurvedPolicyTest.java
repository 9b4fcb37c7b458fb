package dev.cistern.cache;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What a curve learns must outlive what happens to the stripes. */
final class CurvedPolicyTest {
    private static final int LIGHT = 1;
    private static final int HEAVY = 50;

    /** Of the first stripe the entries are light, so that it has far more of them than the others. */
    private static int weight(Cache<Integer, Integer> cache, int key) {
        int bits = Integer.numberOfTrailingZeros(cache.policy().stripes());
        return NodeTable.hash(key) >>> (Integer.SIZE - bits) == 0 ? LIGHT : HEAVY;
    }

    private static final class Weights implements Weigher<Integer, Integer> {
        @Override
        public int weigh(Integer key, Integer value) {
            return value;
        }
    }

    private static Cache<Integer, Integer> weighted(long maximum) {
        return Cache.<Integer, Integer>builder()
                .maximumWeight(maximum, new Weights())
                .missRatioCurve()
                .build();
    }

    private static long requests(Cache<?, ?> cache) {
        return cache.policy().missRatioCurve().orElseThrow().sampledRequests();
    }

    private static void request(Cache<Integer, Integer> cache, int keys, int requests) {
        for (int i = 0; i < requests; i++) {
            int key = i % keys;
            if (cache.getIfPresent(key) == null) {
                cache.put(key, weight(cache, key));
            }
        }
    }

    @Test
    void missRatioCurve_stripesWithFewAndWithManyEntries_keepsWhatItLearnt() {
        Cache<Integer, Integer> cache = weighted(1 << 16);
        assertThat(cache.policy().stripes()).isGreaterThan(1);
        request(cache, 20_000, 60_000);
        long before = requests(cache);
        request(cache, 20_000, 60_000);
        assertThat(cache.policy().stripes()).isGreaterThan(1);
        assertThat(requests(cache)).isGreaterThan(before);
    }

    @Test
    void reload_otherEviction_entriesAreNoRequests() {
        Cache<Integer, Integer> cache = Cache.<Integer, Integer>builder()
                .maximumSize(1_000)
                .missRatioCurve()
                .build();
        request(cache, 3_000, 30_000);
        long before = requests(cache);
        cache.policy().reload(cache.policy().settings().withEviction(Eviction.lru()));
        assertThat(requests(cache)).isEqualTo(before);
        request(cache, 3_000, 3_000);
        assertThat(requests(cache)).isGreaterThan(before);
    }

    @Test
    void put_soHeavyThatStripesAreMerged_entriesAreNoRequests() {
        Cache<Integer, Integer> cache = weighted(1 << 16);
        request(cache, 20_000, 60_000);
        long before = requests(cache);
        cache.put(-1, 5_000);
        assertThat(cache.policy().stripes()).isEqualTo(1);
        assertThat(requests(cache)).isBetween(before, before + 1);
    }

    @Test
    void reload_halfTheWeight_learnsAnewForWhatFits() {
        Cache<Integer, Integer> cache = weighted(1 << 16);
        request(cache, 20_000, 60_000);
        cache.policy().maximumWeight(1 << 15);
        assertThat(cache.policy().missRatioCurve()).isEmpty();
        request(cache, 20_000, 60_000);
        assertThat(cache.policy().missRatioCurve().orElseThrow().points().get(2).size())
                .isEqualTo(1 << 15);
    }
}
