package dev.cistern.experiments.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.cistern.lab.Estimate;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class PairedShiftTest {
    @Test
    void of_everyPairTwoPercentMore_isExactlyThat() {
        Estimate shift = PairedShift.of(Collections.nCopies(20, new PairedShift.Pair(100, 102)));
        assertThat(shift.value()).isCloseTo(0.02, within(1e-12));
        assertThat(shift.low()).isCloseTo(0.02, within(1e-12));
        assertThat(shift.high()).isCloseTo(0.02, within(1e-12));
    }

    @Test
    void of_oneWildPair_hardlyMovesTheEstimate() {
        List<PairedShift.Pair> pairs = IntStream.range(0, 20)
                .mapToObj(i -> new PairedShift.Pair(100, i == 7 ? 1000 : 100))
                .toList();
        assertThat(PairedShift.of(pairs).value()).isCloseTo(0, within(1e-12));
    }

    @Test
    void of_noise_coversTheTruthAboutNineteenTimesOfTwenty() {
        Random random = new Random(42);
        long covered = IntStream.range(0, 1000)
                .filter(run -> {
                    Estimate shift = PairedShift.of(IntStream.range(0, 20)
                            .mapToObj(i -> new PairedShift.Pair(
                                    Math.exp(0.05 * random.nextGaussian()),
                                    1.01 * Math.exp(0.05 * random.nextGaussian())))
                            .toList());
                    return shift.low() <= 0.01 && 0.01 <= shift.high();
                })
                .count();
        assertThat(covered).isBetween(930L, 970L);
    }

    @Test
    void of_fivePairs_areTooFewForAnInterval() {
        assertThatThrownBy(() -> PairedShift.of(Collections.nCopies(5, new PairedShift.Pair(1, 1))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("6 pairs or more, but got 5");
    }
}
