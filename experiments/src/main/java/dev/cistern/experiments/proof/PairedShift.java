package dev.cistern.experiments.proof;

import dev.cistern.lab.Estimate;
import dev.cistern.lab.statistics.PairedDifference;
import java.util.List;

/**
 * By how much the second of two paired measurements is larger, as a share of the first.
 *
 * <p>Algorithm: a {@link PairedDifference} of the logarithms, so that each pair counts alike.
 */
final class PairedShift {
    /** So many pairs an interval of 95 % needs. */
    static final int FEWEST = 6;

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
        Estimate shift = new PairedDifference(differences).usual();
        return new Estimate(Math.expm1(shift.value()), Math.expm1(shift.low()), Math.expm1(shift.high()));
    }
}
