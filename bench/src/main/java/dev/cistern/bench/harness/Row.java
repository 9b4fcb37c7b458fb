package dev.cistern.bench.harness;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * All that was measured of one contender in one scenario.
 *
 * @param scenario what was done
 * @param contender with what
 * @param forks one for each JVM, in the order in which they ran
 * @param inTurns whether the contenders took turns in the same JVMs, so that they are compared round by round and not
 *     JVM by JVM
 */
public record Row(String scenario, String contender, List<Fork> forks, boolean inTurns) {
    /**
     * What one JVM measured, one value an iteration.
     *
     * @param wallNanos wall time of an operation; NaN where it was not measured
     * @param cpuNanos CPU time of an operation
     * @param bytes allocated by an operation; empty where it was not measured
     */
    public record Fork(List<Double> wallNanos, List<Double> cpuNanos, List<Double> bytes) {
        private static DoubleStream values(List<Double> of) {
            return of.stream().mapToDouble(Double::doubleValue);
        }

        double cpu() {
            return median(values(cpuNanos).toArray());
        }

        /** {@return the medians of its iterations, as if it had one} */
        public Fork asOneValue() {
            return new Fork(middle(wallNanos), middle(cpuNanos), middle(bytes));
        }

        private static List<Double> middle(List<Double> of) {
            return of.isEmpty() ? of : List.of(median(values(of).toArray()));
        }
    }

    /** {@return wall time of an operation, all iterations of all JVMs together} */
    Shift wall() {
        return Shift.of(forks.stream()
                .flatMapToDouble(fork -> Fork.values(fork.wallNanos()))
                .toArray());
    }

    /** {@return bytes that an operation allocates; NaN if not measured. The median leaves late compilation out.} */
    double bytes() {
        double[] all = forks.stream()
                .flatMapToDouble(fork -> Fork.values(fork.bytes()))
                .toArray();
        return all.length == 0 ? Double.NaN : median(all);
    }

    Shift cpu() {
        return Shift.of(forks.stream()
                .flatMapToDouble(fork -> Fork.values(fork.cpuNanos()))
                .toArray());
    }

    /** {@return this contender's CPU time divided by another's} */
    Shift cpuRatioTo(Row other) {
        double[] mine = compared();
        double[] others = other.compared();
        double[] logarithms = new double[Math.min(mine.length, others.length)];
        for (int i = 0; i < logarithms.length; i++) {
            logarithms[i] = Math.log(mine[i] / others[i]);
        }
        Shift shift = Shift.of(logarithms);
        return new Shift(Math.exp(shift.value()), Math.exp(shift.low()), Math.exp(shift.high()));
    }

    private double[] compared() {
        return inTurns
                ? forks.stream()
                        .flatMapToDouble(fork -> Fork.values(fork.cpuNanos()))
                        .toArray()
                : forks.stream().mapToDouble(Fork::cpu).toArray();
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }
}
