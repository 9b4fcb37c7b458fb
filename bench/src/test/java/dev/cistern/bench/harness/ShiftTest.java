package dev.cistern.bench.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class ShiftTest {
    @Test
    void of_tenValues_theEndsOfTheTableOfSignedRanks() {
        // For n = 10 the 5 % table of Wilcoxon's signed ranks has 8: the ninth of the 55 means from either end.
        Shift shift = Shift.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
        assertThat(shift).isEqualTo(new Shift(5.5, 3, 8));
    }

    @Test
    void of_oneWildValue_staysWithTheOthers() {
        Shift shift = Shift.of(10, 10, 10, 10, 10, 10, 10, 10, 10, 1_000_000);
        assertThat(shift.value()).isEqualTo(10);
        assertThat(shift.low()).isEqualTo(10);
    }

    @Test
    void of_fewerThanSix_noInterval() {
        Shift shift = Shift.of(1, 2, 3, 4, 5);
        assertThat(shift.value()).isEqualTo(3);
        assertThat(shift.low()).isNaN();
        assertThat(shift.high()).isNaN();
    }

    @Test
    void of_manySamplesOfOneDistribution_theIntervalHoldsTheMiddleInAboutNineteenOfTwenty() {
        Random random = new Random(42);
        int inside = 0;
        for (int i = 0; i < 2_000; i++) {
            Shift shift =
                    Shift.of(random.doubles(20).map(u -> Math.log(u / (1 - u))).toArray());
            inside += shift.low() <= 0 && shift.high() >= 0 ? 1 : 0;
        }
        assertThat(inside / 2_000.0).isCloseTo(0.95, within(0.015));
    }
}
