package dev.cistern.lab.statistics;

import dev.cistern.lab.Estimate;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * By how much the values of a second sample are larger than those of a first that was measured apart.
 *
 * <p>Two intervals are made and the wider is given, as for {@link PairedDifference}: that of the test of Mann and
 * Whitney, and one by drawing from each sample with replacement.
 *
 * <p>Implementation notes. Algorithm: the median of all differences between the samples. Reference: J. Hodges and E. Lehmann,
 * Estimates of Location Based on Rank Tests, 1963; the bootstrap is the percentile one, with a fixed seed.
 */
public final class SampleShift implements Measured {
    private static final long SEED = 0x5a3b1eL;

    private final double[] first;
    private final double[] second;

    /**
     * A shift between two samples.
     *
     * @param first the sample to compare with, at least one value
     * @param second the sample to be compared, at least one value
     */
    public SampleShift(double[] first, double[] second) {
        if (first.length == 0 || second.length == 0) {
            throw new IllegalArgumentException(
                    "a shift needs values on both sides, but there were " + first.length + " and " + second.length);
        }
        this.first = first.clone();
        this.second = second.clone();
    }

    /**
     * Whether samples of these sizes allow an interval at all.
     *
     * @param first how many values the first has
     * @param second how many values the second has
     * @param alpha the chance that the interval misses the truth
     * @return true from 4 and 4 for an interval of 95 %
     */
    public static boolean enough(int first, int second, double alpha) {
        return first > 0 && second > 0 && RankCounts.ofTwoSamples(first, second, alpha / 2) >= 0;
    }

    /** {@inheritDoc} Unbounded where the samples are not {@link #enough}. */
    @Override
    public Estimate at(double alpha) {
        double[] differences = differences(first, second);
        double value = Sorted.ofSorted(0.5, differences);
        int outside = RankCounts.ofTwoSamples(first.length, second.length, alpha / 2);
        if (outside < 0) {
            return new Estimate(value, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
        }
        double[] drawn = Draws.sorted(alpha, SEED, this::redrawn);
        double low = Math.min(differences[outside], Sorted.ofSorted(alpha / 2, drawn));
        double high = Math.max(differences[differences.length - 1 - outside], Sorted.ofSorted(1 - alpha / 2, drawn));
        return new Estimate(value, Math.min(low, value), Math.max(high, value));
    }

    private double redrawn(SplittableRandom random) {
        return Sorted.ofSorted(0.5, differences(Draws.again(first, random), Draws.again(second, random)));
    }

    private static double[] differences(double[] first, double[] second) {
        double[] differences = new double[first.length * second.length];
        int count = 0;
        for (double one : first) {
            for (double other : second) {
                differences[count++] = other - one;
            }
        }
        Arrays.sort(differences);
        return differences;
    }
}
