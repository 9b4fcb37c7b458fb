package dev.cistern.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cistern.cache.Cache;
import dev.cistern.cache.CacheBuilder;
import dev.cistern.cache.Eviction;
import dev.cistern.cache.MissRatioCurve;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The curve that a running cache learns, against replays of the same requests through caches of those sizes. */
final class LiveCurveTest {
    /** As docs/results/cache.md states it, for steady requests that go on for longer than the curve looks back. */
    private static final double ERROR = 0.05;

    private static final int MEAN_WEIGHT = 10;

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "1000 zipf:0.9,keys=50k,requests=200k,seed=1",
                "8000 zipf:0.9,keys=50k,requests=600k,seed=1",
                "20000 zipf:0.9,keys=100k,requests=1200k,seed=1",
                "4000 loop:12k,requests=200k",
                "2000 scan:0.3,length=10k,requests=200k"
            })
    void missRatioCurve_steadyRequests_asCachesOfThoseSizesMiss(int size, String description) {
        Trace trace = Trace.of(description);
        MissRatioCurve curve = learnt(trace, Cache.<Integer, Integer>builder().maximumSize(size));
        assertThat(curve.points())
                .extracting(MissRatioCurve.Point::size)
                .containsExactly(size / 4L, size / 2L, (long) size, 2L * size, 4L * size);
        for (MissRatioCurve.Point point : curve.points()) {
            assertThat(point.missRatio())
                    .as("miss ratio at %s", point.size())
                    .isCloseTo(replayed(trace, (int) point.size()), within(ERROR));
        }
    }

    /** In stripes, which differ in how many entries their weight leaves room for. */
    @Test
    void missRatioCurve_boundedWeight_asCachesOfSoManyEntriesMiss() {
        int size = 8_000;
        Trace trace = Trace.of("zipf:0.9,keys=50k,requests=600k,seed=1");
        MissRatioCurve curve = learnt(
                trace,
                Cache.<Integer, Integer>builder()
                        .maximumWeight((long) MEAN_WEIGHT * size, (key, value) -> 1 + key % (2 * MEAN_WEIGHT - 1)));
        for (MissRatioCurve.Point point : curve.points()) {
            assertThat(point.missRatio())
                    .as("miss ratio at %s", point.size())
                    .isCloseTo(replayed(trace, (int) (point.size() / MEAN_WEIGHT)), within(ERROR));
        }
    }

    private static MissRatioCurve learnt(Trace trace, CacheBuilder<Integer, Integer> builder) {
        Cache<Integer, Integer> cache = builder.missRatioCurve().build();
        for (int i = 0; i < trace.requests(); i++) {
            cache.get(trace.key(i), key -> key);
        }
        return cache.policy().missRatioCurve().orElseThrow();
    }

    /** In the second half of the trace, when the cache was full. */
    private static double replayed(Trace trace, int size) {
        SimulatedCache cache = Contender.ofPolicy(Eviction.adaptive()).maker().make(size, trace.distinct(), 1);
        int misses = 0;
        for (int i = 0; i < trace.requests(); i++) {
            if (!cache.request(trace.key(i)) && i >= trace.requests() / 2) {
                misses++;
            }
        }
        return misses / (trace.requests() / 2.0);
    }
}
