package dev.cistern.lab.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.cistern.lab.Estimate;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class TheilSenTest {
    private static final int LOOKS = 150;

    @Test
    void slope_straightLine_isItsSlope() {
        Estimate slope = slope(t -> 5 + 3 * t).usual();
        assertThat(slope.value()).isCloseTo(3, within(1e-9));
        assertThat(slope.low()).isCloseTo(3, within(1e-9));
    }

    @Test
    void slope_flatWithAFifthOfWildPoints_isZero() {
        Random random = new Random(1);
        Estimate slope = slope(t -> random.nextInt(5) == 0 ? 1e6 * random.nextDouble() : 7)
                .usual();
        assertThat(slope.low()).isLessThanOrEqualTo(0);
        assertThat(slope.high()).isGreaterThanOrEqualTo(0);
        assertThat(slope.value()).isCloseTo(0, within(1.0));
    }

    @Test
    void slope_flatButSwingingSlowly_isNotTakenForARise() {
        long wrong = IntStream.range(0, 200)
                .filter(run -> {
                    Random random = new Random(run);
                    double[] level = {0};
                    Estimate slope = slope(t -> level[0] = 0.9 * level[0] + random.nextGaussian())
                            .usual();
                    return slope.low() > 0 || slope.high() < 0;
                })
                .count();
        assertThat(wrong)
                .as("false rises of 200 series whose points follow their neighbours")
                .isLessThan(24);
    }

    @Test
    void slope_riseInSteps_isFound() {
        Estimate slope = slope(t -> Math.floor(t) * 100).usual();
        assertThat(slope.value()).isCloseTo(100, within(10.0));
        assertThat(slope.low()).isPositive();
    }

    @Test
    void slope_oneMoment_saysWhatIsMissing() {
        assertThatThrownBy(() -> new TheilSen(new double[] {1, 1}, new double[] {2, 3}))
                .hasMessageContaining("two points at different times");
    }

    private static TheilSen slope(DoubleUnaryOperator value) {
        double[] times = IntStream.range(0, LOOKS).mapToDouble(i -> i / 10.0).toArray();
        double[] values = new double[LOOKS];
        for (int i = 0; i < LOOKS; i++) {
            values[i] = value.applyAsDouble(times[i]);
        }
        return new TheilSen(times, values);
    }
}
