package dev.cistern.pool;

import static dev.cistern.pool.TrimOccasion.EXPLICIT_CYCLE;
import static dev.cistern.pool.TrimOccasion.MAJOR_CYCLE;
import static dev.cistern.pool.TrimOccasion.TIMER;
import static dev.cistern.pool.TrimOccasion.YOUNG_CYCLE;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class TrimRulesTest {
    private static final long SECOND = 1_000_000_000L;

    private final TrimRules rules = rules(2);
    private long now = -5 * SECOND; // nanoTime may be negative
    private long activity = 1;

    private static TrimRules rules(int majorCycles) {
        return new TrimRules(new PoolConfig.Retention(majorCycles, Duration.ofSeconds(60)));
    }

    private @Nullable TrimLevel ask(TrimOccasion occasion, double heapAfter) {
        return rules.decide(occasion, HeapPressure.of(heapAfter), now, activity);
    }

    @Test
    void majorCycle_lowHeap_rotatesAtMostOnceInTenSeconds() {
        assertThat(ask(MAJOR_CYCLE, 0.69)).isEqualTo(TrimLevel.HALF);
        now += 9 * SECOND;
        assertThat(ask(MAJOR_CYCLE, 0.69)).isNull();
        now += SECOND;
        assertThat(ask(MAJOR_CYCLE, 0.69)).isEqualTo(TrimLevel.HALF);
    }

    @Test
    void explicitCycle_lowHeapJustRotated_rotatesAgain() {
        assertThat(ask(EXPLICIT_CYCLE, 0.1)).isEqualTo(TrimLevel.HALF);
        assertThat(ask(EXPLICIT_CYCLE, 0.1)).isEqualTo(TrimLevel.HALF);
    }

    @Test
    void majorCycle_mediumHeap_rotatesEachTime() {
        assertThat(ask(MAJOR_CYCLE, 0.70)).isEqualTo(TrimLevel.HALF);
        assertThat(ask(MAJOR_CYCLE, 0.89)).isEqualTo(TrimLevel.HALF);
    }

    @Test
    void majorCycle_highHeap_dropsAll() {
        assertThat(ask(MAJOR_CYCLE, 0.90)).isEqualTo(TrimLevel.ALL);
        assertThat(ask(EXPLICIT_CYCLE, 0.95)).isEqualTo(TrimLevel.ALL);
        assertThat(ask(TIMER, 0.95)).isEqualTo(TrimLevel.ALL);
    }

    @Test
    void youngCycle_anyHeap_neverTrims() {
        assertThat(ask(YOUNG_CYCLE, 0.1)).isNull();
        assertThat(ask(YOUNG_CYCLE, 0.99)).isNull();
    }

    @Test
    void timer_poolInUse_keepsEverything() {
        for (int tick = 0; tick < 10; tick++) {
            activity++;
            assertThat(ask(TIMER, 0.5)).isNull();
            now += 30 * SECOND;
        }
    }

    @Test
    void timer_idleForLongerThanRetention_rotatesUntilUsedAgain() {
        assertThat(ask(TIMER, 0.5)).isNull();
        now += 30 * SECOND;
        assertThat(ask(TIMER, 0.8)).isNull();
        now += 31 * SECOND;
        assertThat(ask(TIMER, 0.8)).isEqualTo(TrimLevel.HALF);
        now += 30 * SECOND;
        assertThat(ask(TIMER, 0.5)).isEqualTo(TrimLevel.HALF);
        activity++;
        now += 30 * SECOND;
        assertThat(ask(TIMER, 0.5)).isNull();
    }

    @Test
    void retentionOfOneCycle_majorCycle_dropsAll() {
        assertThat(rules(1).decide(MAJOR_CYCLE, HeapPressure.LOW, now, activity))
                .isEqualTo(TrimLevel.ALL);
    }

    @Test
    void retentionOfFourCycles_explicitCycles_everySecondRotates() {
        TrimRules four = rules(4);
        assertThat(four.decide(EXPLICIT_CYCLE, HeapPressure.LOW, now, activity)).isNull();
        assertThat(four.decide(EXPLICIT_CYCLE, HeapPressure.LOW, now, activity)).isEqualTo(TrimLevel.HALF);
        assertThat(four.decide(EXPLICIT_CYCLE, HeapPressure.LOW, now, activity)).isNull();
        assertThat(four.decide(EXPLICIT_CYCLE, HeapPressure.LOW, now, activity)).isEqualTo(TrimLevel.HALF);
    }
}
