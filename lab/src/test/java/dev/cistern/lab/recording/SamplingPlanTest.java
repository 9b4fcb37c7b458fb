package dev.cistern.lab.recording;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cistern.lab.recording.SamplingPlan.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SamplingPlanTest {
    private static final double BYTES_PER_SECOND = 250e6;
    private static final int PLACES_TO_FOLLOW = 1024;

    /** A step with the moment at which it begins. */
    private record Planned(long startNanos, Step step) {
        double seconds() {
            return (step.endNanos() - startNanos) / 1e9;
        }

        double samples() {
            return BYTES_PER_SECOND / step.intervalBytes() * seconds();
        }
    }

    private static SamplingPlan minute() {
        return new SamplingPlan(new RecordingOptions(Duration.ofSeconds(60), 6, EngineChoice.AUTO));
    }

    private static List<Planned> steps(SamplingPlan plan, double collectionSeconds, double survivingShare) {
        List<Planned> steps = new ArrayList<>();
        TargetPace pace = new TargetPace(BYTES_PER_SECOND, collectionSeconds, survivingShare);
        for (long now = 0; now < plan.endNanos(); now = steps.getLast().step().endNanos()) {
            steps.add(new Planned(now, plan.next(now, pace)));
            assertThat(steps.getLast().step().endNanos()).as("it goes on").isGreaterThan(now);
        }
        return steps;
    }

    @ParameterizedTest
    @CsvSource({"0.05, 0", "0.5, 0.02", "3, 0.1", "30, 0.5", "Infinity, 1"})
    void next_anyPace_aStepEndsWithEveryWindowButTheLong(double collectionSeconds, double survivingShare) {
        List<Long> ends = steps(minute(), collectionSeconds, survivingShare).stream()
                .map(planned -> planned.step().endNanos())
                .toList();
        assertThat(ends).contains(10_000_000_000L, 20_000_000_000L, 30_000_000_000L, 40_000_000_000L);
        assertThat(ends.getLast()).isEqualTo(60_000_000_000L);
    }

    @ParameterizedTest
    @CsvSource({"0.05, 0", "0.5, 0.02", "3, 0.1", "30, 0.5"})
    void next_following_whatIsAliveOrNotCollectedHasRoom(double collectionSeconds, double survivingShare) {
        for (Planned planned : steps(minute(), collectionSeconds, survivingShare)) {
            double rate = planned.samples() / planned.seconds();
            double notCollected = rate * Math.min(collectionSeconds, planned.seconds());
            double alive = survivingShare * planned.samples();
            assertThat(!planned.step().tracked() || notCollected + alive < PLACES_TO_FOLLOW)
                    .as("%s", planned)
                    .isTrue();
        }
    }

    @Test
    void next_collectionsManyASecondAndFewSurvivors_sessionsOfTwoSeconds() {
        assertThat(steps(minute(), 0.03, 0.01)).allMatch(planned -> planned.seconds() >= 2);
    }

    @Test
    void next_allSurvive_sessionsAsShortAsTheTableNeeds() {
        assertThat(steps(minute(), 0.05, 1).getFirst().seconds()).isBetween(0.5, 1.99);
    }

    @Test
    void pilotInterval_gigabytesASecond_asCoarseAsTheFinestPlan() {
        TargetPace fast = new TargetPace(4e9, 0.03, 0.01);
        assertThat(4e9 / SamplingPlan.pilotInterval(fast)).isBetween(799.0, 801.0);
    }

    @Test
    void pilotInterval_slowTarget_theJvmsOwn() {
        assertThat(SamplingPlan.pilotInterval(new TargetPace(1e6, 30, 0.01)))
                .isEqualTo(SampleWeights.JVM_DEFAULT_INTERVAL);
    }

    @Test
    void next_frequentCollections_everyStepFollows() {
        assertThat(steps(minute(), 0.3, 0)).allMatch(planned -> planned.step().tracked());
    }

    @Test
    void next_rareCollections_stepsInBetweenDoNotFollowAndSampleFinely() {
        List<Planned> steps = steps(minute(), 4, 0.05);
        double finest = steps.stream()
                .filter(planned -> !planned.step().tracked())
                .mapToLong(planned -> planned.step().intervalBytes())
                .min()
                .orElseThrow();
        assertThat(steps)
                .filteredOn(planned -> planned.step().tracked())
                .isNotEmpty()
                .allMatch(planned -> planned.step().intervalBytes() > finest);
    }

    @Test
    void next_collectorThatNeverTellsTheDead_noStepFollows() {
        SamplingPlan plan = minute();
        plan.neverFollow();
        assertThat(steps(plan, 0.3, 0)).noneMatch(planned -> planned.step().tracked());
    }

    @ParameterizedTest
    @CsvSource({"0.3, 0, true", "0.3, 0, false", "5, 0.05, true"})
    void next_minute_enoughSamplesForASiteOfThreePercent(double collectionSeconds, double share, boolean follows) {
        SamplingPlan plan = minute();
        if (!follows) {
            plan.neverFollow();
        }
        double samples = steps(plan, collectionSeconds, share).stream()
                .mapToDouble(Planned::samples)
                .sum();
        assertThat(0.03 * samples).isGreaterThan(385);
    }
}
