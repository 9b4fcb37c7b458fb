package dev.cistern.cache.internal.eviction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cistern.cache.EvictorConfig;
import dev.cistern.cache.MissRatioCurve;
import java.util.Random;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MissCurveTest {
    private static final int REQUESTS = 400_000;

    /** Hashes of keys whose popularity falls smoothly, so that every size has its own miss ratio. */
    private static IntSupplier requests() {
        Random random = new Random(1);
        return () -> (int) ((((long) (100_000 * Math.pow(random.nextDouble(), 4)) + 1) * 0x9E3779B97F4A7C15L) >>> 32);
    }

    private static double missRatio(int size) {
        Shadow cache = new Shadow(new S3Fifo(0.1, 2), new EvictorConfig(size));
        IntSupplier requests = requests();
        int misses = 0;
        for (int i = 0; i < REQUESTS; i++) {
            if (!cache.access(requests.getAsInt(), i) && i >= REQUESTS / 2) {
                misses++;
            }
        }
        return misses / (REQUESTS / 2.0);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 10_000})
    void curve_sampledRequests_asCachesOfThoseSizesWouldMiss(int capacity) {
        MissCurve curve = new MissCurve(capacity);
        IntSupplier requests = requests();
        for (int i = 0; i < REQUESTS; i++) {
            int hash = requests.getAsInt();
            if (curve.samples(hash)) {
                curve.request(hash);
            }
        }
        MissRatioCurve result = curve.curve(capacity, missRatio(capacity)).orElseThrow();
        assertThat(result.points())
                .extracting(MissRatioCurve.Point::size)
                .containsExactly(capacity / 4L, capacity / 2L, (long) capacity, capacity * 2L, capacity * 4L);
        for (MissRatioCurve.Point point : result.points()) {
            assertThat(point.missRatio()).isCloseTo(missRatio((int) point.size()), within(0.04));
        }
    }

    @Test
    void curve_littleSeen_empty() {
        MissCurve curve = new MissCurve(100);
        for (int i = 0; i < 400; i++) {
            curve.request(i << 2);
        }
        assertThat(curve.curve(100, 0.5)).isEmpty();
    }

    @Test
    void resize_muchLarger_startsAgain() {
        MissCurve curve = new MissCurve(100);
        for (int i = 0; i < 1_000; i++) {
            curve.request(i << 2);
        }
        curve.resize(110);
        assertThat(curve.curve(110, 1).orElseThrow().points()).hasSize(5);
        curve.resize(1_000);
        assertThat(curve.curve(1_000, 1)).isEmpty();
    }
}
