package dev.cistern.simulator;

import java.util.SplittableRandom;

/**
 * Draws ranks whose frequency falls with a power of the rank.
 *
 * <p>Algorithm: rejection-inversion after Hörmann and Derflinger, "Rejection-inversion to generate variates from monotone discrete
 * distributions" (1996): O(1) a draw, no table.
 */
final class ZipfRanks {
    private final SplittableRandom random;
    private final double skew;
    private final int ranks;
    private final double lowest;
    private final double highest;
    private final double shortcut;

    ZipfRanks(int ranks, double skew, SplittableRandom random) {
        this.random = random;
        this.skew = skew;
        this.ranks = ranks;
        lowest = integral(1.5) - 1;
        highest = integral(ranks + 0.5);
        shortcut = 2 - inverse(integral(2.5) - Math.pow(2, -skew));
    }

    /** A rank from 0, which is the most frequent, to one less than there are. */
    int next() {
        while (true) {
            double u = highest + random.nextDouble() * (lowest - highest);
            double x = inverse(u);
            long k = Math.clamp(Math.round(x), 1L, (long) ranks);
            if (k - x <= shortcut || u >= integral(k + 0.5) - Math.pow((double) k, -skew)) {
                return (int) (k - 1);
            }
        }
    }

    private double integral(double x) {
        double log = Math.log(x);
        return Math.abs((1 - skew) * log) < 1e-8 ? log : Math.expm1((1 - skew) * log) / (1 - skew);
    }

    private double inverse(double x) {
        double t = Math.max(-1, x * (1 - skew));
        return Math.exp(Math.abs(t) < 1e-8 ? x : Math.log1p(t) / (1 - skew));
    }
}
