package dev.cistern.lab.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cistern.lab.Estimate;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BarsTest {
    @Test
    void bars_lengths_inProportionAndNoneForZero() {
        String html = written(page -> new BarChart("allocated, B/op")
                .bar("stays", 0, "0")
                .bar("stored", 32, "32.0")
                .bar("half", 16, "16.0")
                .write(page));
        assertThat(html)
                .contains(">stored</th>", "width=\"100.00\"", "width=\"50.00\"", ">16.0</td>")
                .containsOnlyOnce("width=\"50.00\"");
        assertThat(html.split("<rect", -1)).hasSize(3);
    }

    @Test
    void bars_allZero_figuresAlone() {
        assertThat(written(html -> new BarChart("lost").bar("none", 0, "0").write(html)))
                .contains(">none</th>")
                .doesNotContain("<rect", "NaN");
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, Double.NaN, Double.POSITIVE_INFINITY})
    void bars_lengthThatIsNone_refused(double value) {
        assertThatThrownBy(() -> new BarChart("lost").bar("none", value, "?"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("" + value);
    }

    @Test
    void intervals_aboveZero_rightOfTheMiddle() {
        assertThat(rows(new Estimate(10, 5, 20))).contains("x=\"61.50\" y=\"0\" width=\"34.50\"");
    }

    @Test
    void intervals_withoutAnEnd_reachTheEdge() {
        assertThat(rows(new Estimate(0, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY)))
                .contains("x=\"0.00\" y=\"0\" width=\"100.00\"")
                .doesNotContain("NaN");
    }

    private static String rows(Estimate difference) {
        return written(html -> new IntervalChart("differences")
                .row("bytes", difference, "worse", "worse")
                .write(html));
    }

    private static String written(Consumer<Html> writing) {
        Html html = new Html();
        writing.accept(html);
        return html.toString();
    }
}
