package dev.cistern.bench.harness;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How thoroughly to measure, and what of a suite.
 *
 * @param forks JVMs of each contender
 * @param warmups iterations that are not counted
 * @param iterations iterations that are
 * @param millis length of an iteration
 * @param only how the names of the scenarios begin to run, empty for all
 * @param contenders names of the contenders to run, none for all
 */
public record Plan(int forks, int warmups, int iterations, int millis, String only, List<String> contenders) {
    /** {@return what the published figures are measured with} */
    public static Plan full() {
        return new Plan(3, 3, 5, 300, "", List.of());
    }

    /** {@return this plan shortened to a look, which is no proof} */
    public Plan quickly() {
        return new Plan(1, 2, 3, 200, only, contenders);
    }

    /**
     * {@return this plan with another number of JVMs}
     *
     * @param count of each contender
     */
    public Plan withForks(int count) {
        return new Plan(count, warmups, iterations, millis, only, contenders);
    }

    /**
     * {@return this plan with another number of iterations that are not counted}
     *
     * @param count for each JVM
     */
    public Plan withWarmups(int count) {
        return new Plan(forks, count, iterations, millis, only, contenders);
    }

    /**
     * {@return this plan with iterations of another length}
     *
     * @param length of each, in milliseconds
     */
    public Plan withMillis(int length) {
        return new Plan(forks, warmups, iterations, length, only, contenders);
    }

    /**
     * {@return this plan for some scenarios only}
     *
     * @param part how their names begin
     */
    public Plan withOnly(String part) {
        return new Plan(forks, warmups, iterations, millis, part, contenders);
    }

    /**
     * {@return this plan for some contenders only}
     *
     * @param names of them
     */
    public Plan withContenders(List<String> names) {
        return new Plan(forks, warmups, iterations, millis, only, names);
    }

    /**
     * {@return whether the plan includes a contender in a scenario}
     *
     * @param scenario the scenario
     * @param contender the contender
     */
    public boolean includes(String scenario, String contender) {
        return scenario.toLowerCase(Locale.ROOT).startsWith(only.toLowerCase(Locale.ROOT))
                && (contenders.isEmpty() || contenders.contains(contender));
    }

    /** {@return the arguments of a JVM that measures: a heap of fixed size, touched before the start} */
    public static List<String> jvmArguments() {
        List<String> arguments = new ArrayList<>(List.of(
                "-Xms1g",
                "-Xmx1g",
                "-Xmn600m",
                "-XX:+AlwaysPreTouch",
                "-XX:+UseG1GC",
                // The scaffolding is inlined whatever its size, or what is measured would be paid for it.
                "-XX:CompileCommand=quiet",
                "-XX:CompileCommand=inline,dev.cistern.bench.*::*",
                "-Dslf4j.internal.verbosity=ERROR",
                "--enable-native-access=ALL-UNNAMED"));
        if (Runtime.version().feature() >= 24) {
            // JCTools and Netty use it; the warning would be all that stands in the log.
            arguments.add("--sun-misc-unsafe-memory-access=allow");
        }
        return arguments;
    }
}
