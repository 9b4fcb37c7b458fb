package dev.cistern.lab.statistics;

import dev.cistern.lab.Estimate;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * By how much the second of two paired measurements is larger.
 *
 * <p>Two intervals are made and the wider is given: that of the signed-rank test, which is exact, and one by drawing
 * pairs with replacement, which follows the shape of the differences. With ten pairs the second alone is too narrow.
 *
 * <p>Implementation notes. Algorithm: the median of the means of any two differences. Reference: J. Hodges and E. Lehmann,
 * Estimates of Location Based on Rank Tests, 1963; the bootstrap is the percentile one, with a fixed seed.
 */
public final class PairedDifference implements Measured {
    private static final long SEED = 0x9a17ed5L;

    private final double[] differences;

    /**
     * A shift of pairs.
     *
     * @param differences second minus first of each pair, at least one
     */
    public PairedDifference(double... differences) {
        if (differences.length == 0) {
            throw new IllegalArgumentException("a paired difference needs at least one pair, but there was none");
        }
        this.differences = differences.clone();
    }

    /**
     * The fewest pairs of which an interval can be told.
     *
     * @param alpha the chance that it misses the truth
     * @return the number of pairs, 6 for an interval of 95 %
     */
    public static int fewestPairs(double alpha) {
        return (int) Math.ceil(Math.log(2 / alpha) / Math.log(2));
    }

    /** {@inheritDoc} Unbounded where there are fewer pairs than {@link #fewestPairs}. */
    @Override
    public Estimate at(double alpha) {
        double[] means = means(differences);
        double value = Sorted.ofSorted(0.5, means);
        int outside = RankCounts.ofSignedRanks(differences.length, alpha / 2);
        if (outside < 0) {
            return new Estimate(value, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
        }
        double[] drawn = Draws.sorted(alpha, SEED, this::redrawn);
        double low = Math.min(means[outside], Sorted.ofSorted(alpha / 2, drawn));
        double high = Math.max(means[means.length - 1 - outside], Sorted.ofSorted(1 - alpha / 2, drawn));
        return new Estimate(value, Math.min(low, value), Math.max(high, value));
    }

    private double redrawn(SplittableRandom random) {
        return Sorted.ofSorted(0.5, means(Draws.again(differences, random)));
    }

    private static double[] means(double[] values) {
        double[] means = new double[values.length * (values.length + 1) / 2];
        int count = 0;
        for (int i = 0; i < values.length; i++) {
            for (int j = i; j < values.length; j++) {
                means[count++] = (values[i] + values[j]) / 2;
            }
        }
        Arrays.sort(means);
        return means;
    }
}
