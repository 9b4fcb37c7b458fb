package dev.cistern.lab.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cistern.lab.Estimate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class JointVerdictTest {
    @ParameterizedTest
    @CsvSource({
        "UP, UP, UP, OUTRUNS_COLLECTION, RED",
        "UP, LEVEL, UP, RISES_BEFORE_COLLECTION, AMBER",
        "UP, UP, LEVEL, CHURN, AMBER",
        "UP, LEVEL, LEVEL, ABSORBED, INFO",
        "LEVEL, UP, UP, LIVE_SET_GROWS, AMBER",
        "LEVEL, UP, LEVEL, PAUSES_ALONE, AMBER",
        "LEVEL, LEVEL, UP, MEMORY_ALONE, AMBER",
        "LEVEL, LEVEL, LEVEL, GREEN, GREEN",
        "BETTER, LEVEL, LEVEL, PROVEN, PROVEN",
        "LEVEL, BETTER, LEVEL, PROVEN, PROVEN",
        "LEVEL, LEVEL, BETTER, PROVEN, PROVEN",
        // What is better counts as not up, and never makes up for what is worse.
        "UP, BETTER, BETTER, ABSORBED, INFO",
        "BETTER, LEVEL, UP, MEMORY_ALONE, AMBER"
    })
    void verdict_eachRow_isThatOfTheTable(
            Direction bytes, Direction pause, Direction memory, JointVerdict row, JointVerdict.Level level) {
        assertThat(JointVerdict.of(bytes, pause, memory)).isEqualTo(row);
        assertThat(row.level()).isEqualTo(level);
    }

    @ParameterizedTest
    @EnumSource(Direction.class)
    void verdict_aFigureMissing_isUndecided(Direction other) {
        assertThat(JointVerdict.of(Direction.UNKNOWN, other, other)).isEqualTo(JointVerdict.UNDECIDED);
        assertThat(JointVerdict.of(other, Direction.UNKNOWN, other)).isEqualTo(JointVerdict.UNDECIDED);
        assertThat(JointVerdict.of(other, other, Direction.UNKNOWN)).isEqualTo(JointVerdict.UNDECIDED);
    }

    @Test
    void direction_intervalIncludesZero_isLevelHoweverLargeTheValue() {
        assertThat(Direction.of(new Estimate(1e9, -1, 2e9), 0)).isEqualTo(Direction.LEVEL);
        assertThat(Direction.of(new Estimate(2, 1, 3), 0)).isEqualTo(Direction.UP);
        assertThat(Direction.of(new Estimate(-2, -3, -1), 0)).isEqualTo(Direction.BETTER);
        assertThat(Direction.of(new Estimate(0.4, 0.3, 0.45), 0.5)).isEqualTo(Direction.LEVEL);
    }

    @Test
    void direction_noInterval_isUnknown() {
        assertThat(Direction.of(null, 0)).isEqualTo(Direction.UNKNOWN);
        assertThat(Direction.of(new Estimate(1, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY), 0))
                .isEqualTo(Direction.UNKNOWN);
    }
}
