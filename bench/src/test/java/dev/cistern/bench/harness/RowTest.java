package dev.cistern.bench.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class RowTest {
    private static final List<Double> MACHINE = List.of(1.0, 9.0, 2.0, 7.0, 1.5, 3.0, 5.0, 1.1);

    private static Row row(String contender, double factor, boolean inTurns) {
        List<Double> nanos = MACHINE.stream().map(slow -> slow * factor).toList();
        return new Row("s", contender, List.of(new Row.Fork(nanos, nanos, List.of(0.0, 64.0, 0.0))), inTurns);
    }

    @Test
    void cpuRatioTo_inTurnsOnAMachineWhoseSpeedChanges_theRatioOfTheRounds() {
        Shift ratio = row("a", 3, true).cpuRatioTo(row("b", 2, true));
        assertThat(ratio.value()).isCloseTo(1.5, within(1e-9));
        assertThat(ratio.low()).isCloseTo(1.5, within(1e-9));
        assertThat(ratio.high()).isCloseTo(1.5, within(1e-9));
    }

    @Test
    void cpuRatioTo_jvmByJvm_theRatioOfTheirMedians() {
        Shift ratio = row("a", 3, false).cpuRatioTo(row("b", 2, false));
        assertThat(ratio.value()).isCloseTo(1.5, within(1e-9));
        assertThat(ratio.low()).as("one JVM allows no interval").isNaN();
    }

    @Test
    void cpuRatioTo_moreRoundsThanTheOther_comparesThoseThatBothHave() {
        Row longer = new Row(
                "s",
                "a",
                List.of(new Row.Fork(
                        List.of(),
                        Stream.concat(MACHINE.stream(), Stream.of(1e9)).toList(),
                        List.of())),
                true);
        assertThat(longer.cpuRatioTo(row("b", 1, true)).high()).isCloseTo(1, within(1e-9));
    }

    @Test
    void bytes_oneIterationThatCompiled_theMedian() {
        assertThat(row("a", 1, true).bytes()).isZero();
    }

    @Test
    void bytes_notMeasured_isNotANumber() {
        Row row = new Row("s", "a", List.of(new Row.Fork(MACHINE, MACHINE, List.of())), true);
        assertThat(row.bytes()).isNaN();
    }
}
