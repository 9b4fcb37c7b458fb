package dev.cistern.lab.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class ThinningTest {
    @Test
    void keep_longSeries_keepsEndsAndExtremes() {
        double[] values = new double[100_000];
        Arrays.setAll(values, i -> Math.sin(i / 500.0));
        values[31_415] = 9;
        values[77_777] = -9;
        int[] kept = Thinning.keep(values, values, 400);
        assertThat(kept).hasSizeLessThanOrEqualTo(400).isSorted().doesNotHaveDuplicates();
        assertThat(kept).contains(0, 31_415, 77_777, 99_999);
    }

    @Test
    void keep_gaps_doNotHideTheExtremes() {
        double[] values = new double[10_000];
        Arrays.fill(values, Double.NaN);
        values[5_001] = 3;
        assertThat(Thinning.keep(values, values, 40)).contains(5_001);
    }

    @Test
    void keep_shortSeries_isWhole() {
        assertThat(Thinning.keep(new double[5], new double[5], 40)).containsExactly(0, 1, 2, 3, 4);
    }
}
