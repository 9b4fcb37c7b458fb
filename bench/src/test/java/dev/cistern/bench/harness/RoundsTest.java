package dev.cistern.bench.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class RoundsTest {
    private static final Plan TWO_ROUNDS_EACH = new Plan(2, 1, 1, 10, "", List.of());

    /** Measures nothing: its turns say in which order they were taken. */
    static final class Counting {
        private Counting() {}

        public static void main(String[] arguments) throws Exception {
            int[] taken = {0};
            Rounds.run(
                    arguments,
                    Rounds.names(arguments).stream()
                            .map(name -> (Rounds.Turn) () -> new Rounds.Measured(taken[0]++, 1, Double.NaN))
                            .toList());
        }
    }

    static final class Failing {
        private Failing() {}

        public static void main(String[] arguments) {
            System.exit(7);
        }
    }

    private static RoundsSuite suite(Class<?> mainClass) {
        return new RoundsSuite(
                "s",
                "a suite",
                name -> false,
                List.of(
                        new RoundsSuite.Scenario("first", mainClass, Map.of(), List.of("a", "b", "c")),
                        new RoundsSuite.Scenario("second", mainClass, Map.of(), List.of("a"))));
    }

    @Test
    void run_severalContenders_eachRoundStartsWithAnotherAndTheWarmUpIsNotCounted() throws IOException {
        Row a = suite(Counting.class).run(TWO_ROUNDS_EACH).getFirst();
        assertThat(a.forks()).hasSize(2);
        // Ten rounds of three do not count; in the eleventh, whose first is b, it is the third to run.
        assertThat(a.forks().getFirst().wallNanos())
                .containsExactly(32.0, 34.0, 36.0, 41.0, 43.0, 45.0, 50.0, 52.0, 54.0, 59.0);
        assertThat(a.forks().getFirst().bytes()).as("what was not measured").isEmpty();
    }

    @Test
    void run_oneScenarioAndContenderAskedFor_noOthers() throws IOException {
        Plan plan = TWO_ROUNDS_EACH.withForks(1).withOnly("FIRST").withContenders(List.of("c", "unknown"));
        assertThat(suite(Counting.class).run(plan))
                .extracting(row -> row.scenario() + " " + row.contender())
                .containsExactly("first c");
    }

    @Test
    void run_aJvmThatFails_saysWhichScenario() {
        assertThatThrownBy(() -> suite(Failing.class).run(TWO_ROUNDS_EACH))
                .isInstanceOf(IOException.class)
                .hasMessage("the JVM that measured 'first' ended with 7");
    }
}
