package dev.cistern.lab.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ComparisonTest {
    private static final int PAIRS = 10;

    private final Random random = new Random(11);

    @Test
    void pairs_fewerBytes_isProven() {
        Comparison comparison = Comparison.ofPairs("pool", runs(1000, 5e6, 0), runs(500, 5e6, 0));
        assertThat(comparison.verdict()).isEqualTo(JointVerdict.PROVEN);
        assertThat(comparison.worse()).isEmpty();
        assertThat(comparison.shifts().getFirst().relative()).isCloseTo(-0.5, within(0.02));
    }

    @Test
    void pairs_fewerBytesButMoreMemory_isNotProven() {
        Comparison comparison = Comparison.ofPairs("leak", runs(1000, 5e6, 0), runs(500, 5e6, 1e6));
        assertThat(comparison.verdict()).isEqualTo(JointVerdict.MEMORY_ALONE);
        assertThat(comparison.worse()).extracting(Shift::measure).containsExactly(Measure.MEMORY_SLOPE);
    }

    @Test
    void pairs_everythingUp_isRed() {
        Comparison comparison = Comparison.ofPairs("worse", runs(1000, 5e6, 0), runs(1500, 9e6, 1e6));
        assertThat(comparison.verdict()).isEqualTo(JointVerdict.OUTRUNS_COLLECTION);
    }

    @Test
    void pairs_onlyTheLongestPausesGrow_pausesAreUp() {
        Comparison comparison = Comparison.ofPairs(
                "tail",
                IntStream.range(0, PAIRS)
                        .mapToObj(i -> run(100, 5e6, 8e6 + i, 0))
                        .toList(),
                IntStream.range(0, PAIRS)
                        .mapToObj(i -> run(100, 5e6, 30e6 + i, 0))
                        .toList());
        assertThat(comparison.verdict()).isEqualTo(JointVerdict.PAUSES_ALONE);
    }

    @Test
    void pairs_oneRunWithoutSlope_isUndecidedAndSaysWhy() {
        List<ProcessRun> after = new ArrayList<>(runs(1000, 5e6, 0));
        after.set(3, new ProcessRun(4, true, 1000.0, 10.0, 1, 5e6, 5e6, null, null));
        Comparison comparison = Comparison.ofPairs("short", runs(1000, 5e6, 0), after);
        assertThat(comparison.verdict()).isEqualTo(JointVerdict.UNDECIDED);
        assertThat(comparison.shifts().getLast().why()).contains("9 of 10");
    }

    @Test
    void pairs_withoutOperations_areIndicative() {
        List<ProcessRun> perSecond = IntStream.range(0, PAIRS)
                .mapToObj(i -> new ProcessRun(10, false, 1e6 + i, null, 1, 5e6, 5e6, 0.0, null))
                .toList();
        assertThat(Comparison.ofPairs("load", perSecond, perSecond).indicative())
                .isTrue();
    }

    @Test
    void samples_tooFewRuns_saysHowManyAreNeeded() {
        Comparison comparison = Comparison.ofSamples(
                "few", runs(1000, 5e6, 0).subList(0, 3), runs(1000, 5e6, 0), EnumSet.of(Measure.BYTES), 1e-3);
        assertThat(comparison.shifts().getFirst().direction()).isEqualTo(Direction.UNKNOWN);
        assertThat(comparison.shifts().getFirst().why()).contains("needs", "there are 3 and 10");
    }

    @Test
    void alpha_moreFamilies_isDividedAmongThem() {
        assertThat(Comparison.alpha(1)).isEqualTo(0.05);
        assertThat(Comparison.alpha(2)).isEqualTo(0.05);
        assertThat(Comparison.alpha(4)).isEqualTo(0.025);
    }

    @Test
    void pairs_equals_areRarelyTakenForAGainOrALoss() {
        long wrong = IntStream.range(0, 300)
                .mapToObj(draw -> Comparison.ofPairs("same", runs(1000, 5e6, 0), runs(1000, 5e6, 0)))
                .filter(comparison -> !comparison.worse().isEmpty())
                .count();
        assertThat(wrong).as("false alarms among 300 comparisons of equals").isLessThanOrEqualTo(15);
    }

    private List<ProcessRun> runs(double bytes, double pause, double slope) {
        return IntStream.range(0, PAIRS)
                .mapToObj(i -> run(
                        bytes * (1 + 0.01 * random.nextGaussian()),
                        pause * (1 + 0.1 * random.nextGaussian()),
                        2 * pause * (1 + 0.2 * random.nextGaussian()),
                        slope + 2e4 * random.nextGaussian()))
                .toList();
    }

    private static ProcessRun run(double bytes, double median, double p99, double slope) {
        return new ProcessRun(10, true, bytes, 5000.0, 20, median, p99, slope, 0.0);
    }
}
