package dev.cistern.lab.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cistern.lab.Estimate;
import org.junit.jupiter.api.Test;

final class FiguresTest {
    @Test
    void byteRate_everyMagnitude_threeDigitsInDecimalUnits() {
        assertThat(Figures.byteRate(0)).isEqualTo("0 B/s");
        assertThat(Figures.byteRate(812)).isEqualTo("812 B/s");
        assertThat(Figures.byteRate(999.7)).isEqualTo("1.00 kB/s");
        assertThat(Figures.byteRate(58.43e6)).isEqualTo("58.4 MB/s");
        assertThat(Figures.byteRate(1.665e9)).isEqualTo("1.67 GB/s");
    }

    @Test
    void byteRate_interval_isInTheUnitOfItsValue() {
        assertThat(Figures.byteRate(new Estimate(1.02e6, 0.97e6, 1.07e6))).isEqualTo("1.02 MB/s (0.97–1.07)");
        assertThat(Figures.byteRate(Estimate.exactly(5e3))).isEqualTo("5 kB/s");
    }

    @Test
    void duration_everyMagnitude_picksTheUnit() {
        assertThat(Figures.duration(45e-6)).isEqualTo("45 µs");
        assertThat(Figures.duration(0.0301)).isEqualTo("30.1 ms");
        assertThat(Figures.duration(0.99996)).isEqualTo("1 s");
        assertThat(Figures.duration(60)).isEqualTo("60 s");
        assertThat(Figures.duration(1800)).isEqualTo("30 min");
    }

    @Test
    void life_onlyOneEndKnown_showsThatEnd() {
        assertThat(Figures.life(new Estimate(0, 0, 0.012))).isEqualTo("<12 ms");
        assertThat(Figures.life(new Estimate(10, 8.8, Double.POSITIVE_INFINITY)))
                .isEqualTo(">8.8 s");
        assertThat(Figures.life(null)).isEqualTo("?");
    }

    @Test
    void percent_tinyAndWhole_keepTheirMeaning() {
        assertThat(Figures.percent(0.0004)).isEqualTo("<0.1 %");
        assertThat(Figures.percent(0)).isEqualTo("0.0 %");
        assertThat(Figures.percent(1)).isEqualTo("100 %");
    }

    @Test
    void ofOneCore_intervalAcrossZero_saysTo() {
        assertThat(Figures.ofOneCore(new Estimate(-2e6, -4e6, 1e6))).isEqualTo("−0.2 % of a core (−0.4 to 0.1)");
    }
}
