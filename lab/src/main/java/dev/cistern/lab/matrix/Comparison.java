package dev.cistern.lab.matrix;

import dev.cistern.lab.statistics.Measured;
import dev.cistern.lab.statistics.PairedDifference;
import dev.cistern.lab.statistics.SampleShift;
import dev.cistern.lab.statistics.Sorted;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Runs before and after a change, compared figure by figure and judged by the matrix.
 *
 * <p>Implementation notes. The joint rule. A row that names several figures as worse is an intersection–union test: it is
 * claimed only if each of them is worse by its own interval, which needs no correction (R. Berger, Multiparameter
 * Hypothesis Testing and Acceptance Sampling, 1982). "Something is worse" and "something is better" are unions, which do:
 * the chance of a false one, 5 %, is divided among the families of figures that are compared, and that of the pauses among
 * its two.
 *
 * @param name what was compared
 * @param shifts the figures that were compared, in the order of {@link Measure}
 * @param verdict what they say together; {@link JointVerdict#UNDECIDED} where one of the three is missing
 * @param alpha the chance that one figure's interval misses the truth
 * @param indicative whether the figures are those of a second instead of an operation
 * @param runsBefore how many processes there were before
 * @param runsAfter how many processes there were after
 */
public record Comparison(
        String name,
        List<Shift> shifts,
        JointVerdict verdict,
        double alpha,
        boolean indicative,
        int runsBefore,
        int runsAfter) {
    private static final double USUAL = 0.05;
    /** The chance that anything is found worse between equals; of both sides together it is twice as much. */
    private static final double FALSE_ALARM = 0.05;

    /** Copies the shifts. */
    public Comparison {
        shifts = List.copyOf(shifts);
    }

    /**
     * The level at which each of several families of figures is judged.
     *
     * @param families how many, at least one: bytes, pauses and memory are one each, for every benchmark
     * @return the chance that one interval misses the truth, at most 5 %
     */
    public static double alpha(int families) {
        return Math.min(USUAL, 2 * FALSE_ALARM / families);
    }

    /** {@return the fewest pairs of which all figures can be judged} */
    public static int fewestPairs() {
        return PairedDifference.fewestPairs(alpha(3) / 2);
    }

    /**
     * Compares runs that were made in turn, each with the one after it.
     *
     * @param name what is compared
     * @param before the first of each pair
     * @param after the second of each pair, as many
     * @return the comparison of all figures
     */
    public static Comparison ofPairs(String name, List<ProcessRun> before, List<ProcessRun> after) {
        if (before.size() != after.size() || before.isEmpty()) {
            throw new IllegalArgumentException(
                    "pairs need as many runs after as before, but there are " + before.size() + " and " + after.size());
        }
        return new Comparer(before, after, true).compare(name, EnumSet.allOf(Measure.class), alpha(3));
    }

    /**
     * Compares runs that were made at different times.
     *
     * @param name what is compared
     * @param before the runs to compare with
     * @param after the runs to be compared
     * @param measures which figures
     * @param alpha the chance that one figure's interval may miss the truth
     * @return the comparison of those figures
     */
    public static Comparison ofSamples(
            String name, List<ProcessRun> before, List<ProcessRun> after, Set<Measure> measures, double alpha) {
        return new Comparer(before, after, false).compare(name, measures, alpha);
    }

    /** {@return the direction of one of the three: bytes, pauses (both figures together) or memory} */
    Direction direction(Measure measure) {
        return shifts.stream()
                .filter(shift -> shift.measure() == measure
                        || (measure.ofPauses() && shift.measure().ofPauses()))
                .map(Shift::direction)
                .reduce(Direction::with)
                .orElse(Direction.UNKNOWN);
    }

    /** {@return the figures that are worse} */
    public List<Shift> worse() {
        return shifts.stream()
                .filter(shift -> shift.direction() == Direction.UP)
                .toList();
    }

    private static JointVerdict verdict(Comparison open) {
        return JointVerdict.of(
                open.direction(Measure.BYTES),
                open.direction(Measure.PAUSE_MEDIAN),
                open.direction(Measure.MEMORY_SLOPE));
    }

    private record Comparer(List<ProcessRun> before, List<ProcessRun> after, boolean paired) {
        Comparison compare(String name, Set<Measure> measures, double alpha) {
            List<Shift> shifts = new ArrayList<>();
            for (Measure measure : Measure.values()) {
                if (measures.contains(measure)) {
                    shifts.add(shift(measure, measure.ofPauses() ? alpha / 2 : alpha));
                }
            }
            boolean indicative = before.stream().anyMatch(run -> !run.perOperation())
                    || after.stream().anyMatch(run -> !run.perOperation());
            Comparison open = new Comparison(
                    name, shifts, JointVerdict.UNDECIDED, alpha, indicative, before.size(), after.size());
            return new Comparison(name, shifts, verdict(open), alpha, indicative, before.size(), after.size());
        }

        private Shift shift(Measure measure, double alpha) {
            double[] first = figures(before, measure);
            double[] second = figures(after, measure);
            @Nullable Double medianBefore = first.length == 0 ? null : (Double) Sorted.median(first);
            @Nullable Double medianAfter = second.length == 0 ? null : (Double) Sorted.median(second);
            if (first.length < before.size() || second.length < after.size()) {
                return Shift.unknown(
                        measure,
                        medianBefore,
                        medianAfter,
                        "measured in " + first.length + " of " + before.size() + " runs before and in " + second.length
                                + " of " + after.size() + " after");
            }
            String shortage = shortage(first.length, second.length, alpha);
            if (!shortage.isEmpty()) {
                return Shift.unknown(measure, medianBefore, medianAfter, shortage);
            }
            var difference = measured(first, second).at(alpha);
            return new Shift(
                    measure, medianBefore, medianAfter, difference, Direction.of(difference, measure.resolution()), "");
        }

        private String shortage(int first, int second, double alpha) {
            if (paired) {
                int fewest = PairedDifference.fewestPairs(alpha);
                return first >= fewest ? "" : "an interval of this level needs " + fewest + " pairs, but got " + first;
            }
            if (SampleShift.enough(first, second, alpha)) {
                return "";
            }
            int fewest = Math.max(first, 1);
            while (!SampleShift.enough(Math.max(first, fewest), fewest, alpha)) {
                fewest++;
            }
            return "an interval of this level needs " + fewest + " runs on each side, but there are " + first + " and "
                    + second;
        }

        private Measured measured(double[] first, double[] second) {
            if (!paired) {
                return new SampleShift(first, second);
            }
            double[] differences = new double[first.length];
            for (int i = 0; i < first.length; i++) {
                differences[i] = second[i] - first[i];
            }
            return new PairedDifference(differences);
        }

        private static double[] figures(List<ProcessRun> runs, Measure measure) {
            return runs.stream()
                    .map(run -> run.figure(measure))
                    .filter(figure -> figure != null)
                    .mapToDouble(figure -> figure)
                    .toArray();
        }
    }
}
