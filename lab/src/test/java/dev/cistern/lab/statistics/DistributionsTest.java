package dev.cistern.lab.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class DistributionsTest {
    // The reference values are those of printed tables.

    @Test
    void normalQuantile_usualLevels_tableValues() {
        assertThat(Distributions.normalQuantile(0.975)).isCloseTo(1.960, within(1e-3));
        assertThat(Distributions.normalQuantile(0.05)).isCloseTo(-1.645, within(1e-3));
    }

    @Test
    void studentQuantile_fewDegrees_tableValues() {
        assertThat(Distributions.studentQuantile(0.975, 5)).isCloseTo(2.571, within(1e-3));
        assertThat(Distributions.studentQuantile(0.975, 1)).isCloseTo(12.706, within(1e-3));
    }

    @Test
    void betaQuantile_threeOfTen_exactIntervalOfClopperAndPearson() {
        assertThat(Distributions.betaQuantile(0.025, 3, 8)).isCloseTo(0.0667, within(1e-4));
        assertThat(Distributions.betaQuantile(0.975, 4, 7)).isCloseTo(0.6525, within(1e-4));
    }

    @Test
    void gammaQuantile_halfOfChiSquared_tableValue() {
        assertThat(2 * Distributions.gammaQuantile(0.95, 5)).isCloseTo(18.307, within(1e-3));
    }

    /** Rounding puts both x and 1 - x above their turning points here, which once made an endless recursion. */
    @Test
    void regularisedBeta_atTheTurningPoint_ends() {
        double below = Distributions.regularisedBeta(0.24853199323190284, 178.05584663717474, 540.3980647837965);

        assertThat(below).isBetween(0.5, 0.6);
        assertThat(Distributions.regularisedBeta(1 - 0.24853199323190284, 540.3980647837965, 178.05584663717474))
                .isCloseTo(1 - below, within(1e-9));
    }
}
