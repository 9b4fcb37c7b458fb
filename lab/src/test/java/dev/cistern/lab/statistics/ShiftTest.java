package dev.cistern.lab.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.cistern.lab.Estimate;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Shifts by ranks; the counts are those of printed tables. */
final class ShiftTest {
    @Test
    void signedRanks_tenPairsAtNinetyFivePercent_tableValue() {
        // Table: the critical value for n = 10 is 8, so eight means lie outside at each end.
        assertThat(RankCounts.ofSignedRanks(10, 0.025)).isEqualTo(8);
        assertThat(RankCounts.ofSignedRanks(6, 0.025)).isZero();
        assertThat(RankCounts.ofSignedRanks(5, 0.025)).isEqualTo(-1);
        assertThat(PairedDifference.fewestPairs(0.05)).isEqualTo(6);
    }

    @Test
    void twoSamples_tenAndTenAtNinetyFivePercent_tableValue() {
        assertThat(RankCounts.ofTwoSamples(10, 10, 0.025)).isEqualTo(23);
        assertThat(RankCounts.ofTwoSamples(5, 8, 0.025)).isEqualTo(6);
        assertThat(SampleShift.enough(4, 4, 0.05)).isTrue();
        assertThat(SampleShift.enough(3, 3, 0.05)).isFalse();
    }

    @Test
    void ranks_beyondTheExactTable_agreeWithIt() {
        double mean = 50 * 51 / 4.0;
        double deviation = Math.sqrt(mean * 101 / 6);
        assertThat((double) RankCounts.ofSignedRanks(50, 0.025)).isCloseTo(mean - 1.96 * deviation, within(1.5));
    }

    @Test
    void paired_allPairsAlike_isExactlyThat() {
        assertThat(new PairedDifference(3, 3, 3, 3, 3, 3).usual()).isEqualTo(Estimate.exactly(3));
    }

    @Test
    void paired_tooFewPairs_intervalWithoutBounds() {
        Estimate shift = new PairedDifference(1, 1.1, 0.9, 1, 1).usual();
        assertThat(shift.value()).isCloseTo(1, within(0.1));
        assertThat(shift.low()).isNegative().isInfinite();
        assertThat(shift.high()).isPositive().isInfinite();
    }

    @Test
    void paired_noiseAroundOne_coversItAboutNineteenTimesOfTwenty() {
        Random random = new Random(7);
        assertThat(covered(
                        1,
                        run -> new PairedDifference(IntStream.range(0, 10)
                                .mapToDouble(i -> 1 + random.nextGaussian())
                                .toArray())))
                .isBetween(180L, 200L);
    }

    @Test
    void samples_noiseShiftedByOne_coversItAboutNineteenTimesOfTwenty() {
        Random random = new Random(8);
        assertThat(covered(1, run -> new SampleShift(noise(random, 0), noise(random, 1))))
                .isBetween(180L, 200L);
    }

    @Test
    void samples_oneWildValue_hardlyMovesTheShift() {
        double[] before = {10, 10, 10, 10, 10, 10, 10, 10, 10, 10};
        double[] after = {11, 11, 11, 11, 1e9, 11, 11, 11, 11, 11};
        assertThat(new SampleShift(before, after).usual().value()).isCloseTo(1, within(1e-12));
    }

    @Test
    void paired_noPairs_saysSo() {
        assertThatThrownBy(PairedDifference::new).hasMessageContaining("at least one pair");
    }

    private static double[] noise(Random random, double shift) {
        return IntStream.range(0, 10)
                .mapToDouble(i -> shift + random.nextGaussian())
                .toArray();
    }

    private static long covered(double truth, IntFunction<Measured> measured) {
        return IntStream.range(0, 200)
                .mapToObj(run -> measured.apply(run).usual())
                .filter(shift -> shift.low() <= truth && truth <= shift.high())
                .count();
    }
}
