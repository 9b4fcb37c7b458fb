package dev.cistern.lab.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cistern.lab.Estimate;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class TrendTest {
    @Test
    void at_pointsOnALine_slopeWithoutInterval() {
        Estimate slope = new Trend(new double[] {0, 1, 2, 3, 4, 5}, new double[] {7, 5, 3, 1, -1, -3}).usual();
        assertThat(slope).isEqualTo(Estimate.exactly(-2));
    }

    @Test
    void at_oneWildReading_slopeHardlyMoves() {
        double[] times = {0, 1, 2, 3, 4, 5, 6, 7, 8};
        double[] values = {0, 1, 2, 3, 400, 5, 6, 7, 8};
        assertThat(new Trend(times, values).usual().value()).isBetween(0.9, 1.1);
    }

    /** For five points only the order of all ten slopes is significant: probability 1/60, where 95 % allows 1/20. */
    @Test
    void at_fivePoints_intervalOfAllSlopes() {
        Estimate slope = new Trend(new double[] {0, 1, 2, 3, 4}, new double[] {0, 5, 1, 4, 2}).usual();
        assertThat(slope.low()).isEqualTo(-4);
        assertThat(slope.high()).isEqualTo(5);
    }

    @Test
    void at_noisyLines_truthInNineteenOfTwenty() {
        for (int points : new int[] {6, 12, 60}) {
            int covered = 0;
            int runs = 1_000;
            Random random = new Random(42 + points);
            for (int run = 0; run < runs; run++) {
                double[] times = new double[points];
                Arrays.setAll(times, i -> i);
                double[] values = new double[points];
                Arrays.setAll(values, i -> 3 * times[i] + 20 * random.nextGaussian());
                Estimate slope = new Trend(times, values).usual();
                covered += slope.low() <= 3 && 3 <= slope.high() ? 1 : 0;
            }
            assertThat(covered).as("%d points", points).isBetween((int) (0.94 * runs), runs);
        }
    }

    @Test
    void constructor_fourPoints_refusedWithTheNumberNeeded() {
        assertThatThrownBy(() -> new Trend(new double[4], new double[4]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("5 readings or more");
    }
}
