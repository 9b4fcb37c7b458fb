package dev.cistern.bench.harness;

import java.util.List;
import java.util.Locale;

/**
 * What a JVM does that holds all contenders of a scenario and lets them take turns, so that whatever disturbs the machine
 * for a while disturbs all of them alike; {@link RoundsSuite} starts it and reads what it prints.
 */
public final class Rounds {
    private Rounds() {}

    /** A contender, ready to be measured for some milliseconds. */
    public interface Turn {
        /**
         * {@return what was measured}
         *
         * @throws Exception if it can't be measured
         */
        Measured take() throws Exception;
    }

    /**
     * What one turn measured.
     *
     * @param wallNanos wall time of an operation
     * @param cpuNanos CPU time of an operation
     * @param bytes allocated by an operation; NaN if not measured
     */
    public record Measured(double wallNanos, double cpuNanos, double bytes) {}

    /**
     * Runs all turns, round after round, and prints one line for each that counts.
     *
     * @param arguments of the main method: rounds that don't count, rounds that do, and the names of the contenders
     * @param turns of the contenders, in the order of their names
     * @throws Exception if a turn can't be measured
     */
    public static void run(String[] arguments, List<Turn> turns) throws Exception {
        int warmups = Integer.parseInt(arguments[0]);
        int rounds = Integer.parseInt(arguments[1]);
        List<String> names = names(arguments);
        for (int round = 0; round < warmups + rounds; round++) {
            for (int i = 0; i < names.size(); i++) {
                // Each round starts with another contender, so that none always runs in the wake of the same.
                int index = (i + round) % names.size();
                Measured measured = turns.get(index).take();
                if (round >= warmups) {
                    System.out.printf(
                            Locale.ROOT,
                            "%s\t%.4f\t%.4f\t%.4f%n",
                            names.get(index),
                            measured.wallNanos(),
                            measured.cpuNanos(),
                            measured.bytes());
                }
            }
        }
    }

    /**
     * {@return the names of the contenders}
     *
     * @param arguments of the main method
     */
    public static List<String> names(String[] arguments) {
        return List.of(arguments).subList(2, arguments.length);
    }
}
