package dev.cistern.experiments.proof;

import dev.cistern.lab.Estimate;
import java.util.Arrays;
import java.util.List;

/**
 * By how much the second of two paired measurements is larger, as a share of the first.
 *
 * <p>Algorithm: Hodges–Lehmann estimate, the median of all means of two differences, with the 95 % interval of the
 * signed-rank test (J. Hodges and E. Lehmann, Estimates of Location Based on Rank Tests, 1963). The differences are those of
 * the logarithms, so that each pair counts alike.
 */
final class PairedShift {
    private static final double NORMAL_975 = 1.959964;
    private static final int FEWEST = 6;

    /** One pair of figures, both positive. */
    record Pair(double before, double after) {}

    private PairedShift() {}

    /**
     * The shift of several pairs, {@code 0.02} for 2 % more.
     *
     * @throws IllegalArgumentException if there are fewer than six pairs, of which no 95 % interval can be told
     */
    static Estimate of(List<Pair> pairs) {
        int n = pairs.size();
        if (n < FEWEST) {
            throw new IllegalArgumentException("an interval of 95 % needs " + FEWEST + " pairs or more, but got " + n);
        }
        double[] differences = pairs.stream()
                .mapToDouble(pair -> Math.log(pair.after() / pair.before()))
                .toArray();
        double[] means = new double[n * (n + 1) / 2];
        int count = 0;
        for (int i = 0; i < n; i++) {
            for (int j = i; j < n; j++) {
                means[count++] = (differences[i] + differences[j]) / 2;
            }
        }
        Arrays.sort(means);
        int rank = (int) Math.floor(n * (n + 1) / 4.0 - NORMAL_975 * Math.sqrt(n * (n + 1.0) * (2.0 * n + 1) / 24));
        int low = Math.max(rank, 1) - 1;
        return new Estimate(
                Math.expm1(median(means)), Math.expm1(means[low]), Math.expm1(means[means.length - 1 - low]));
    }

    private static double median(double[] sorted) {
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
