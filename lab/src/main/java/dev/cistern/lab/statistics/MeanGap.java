package dev.cistern.lab.statistics;

import dev.cistern.lab.Estimate;
import java.util.Arrays;

/**
 * The mean time between events, from the gaps between them.
 *
 * <p>With five gaps or more the interval is Student's t on their mean; with fewer the gaps are taken as
 * exponential, whose interval is wide but has the right shape where a handful of events says little.
 */
public final class MeanGap implements Measured {
    private static final int ENOUGH = 5;

    private final double[] gaps;

    /**
     * A mean of gaps.
     *
     * @param gaps the times between one event and the next, at least one
     */
    public MeanGap(double[] gaps) {
        if (gaps.length == 0) {
            throw new IllegalArgumentException("a mean gap needs at least one gap, but there was none");
        }
        this.gaps = gaps.clone();
    }

    @Override
    public Estimate at(double alpha) {
        double mean = Arrays.stream(gaps).average().orElseThrow();
        return gaps.length >= ENOUGH ? student(mean, alpha) : exponential(mean, alpha);
    }

    private Estimate student(double mean, double alpha) {
        int n = gaps.length;
        double variance =
                Arrays.stream(gaps).map(gap -> (gap - mean) * (gap - mean)).sum() / (n - 1);
        double half = Distributions.studentQuantile(1 - alpha / 2, n - 1) * Math.sqrt(variance / n);
        // A mean of positive gaps can't be near zero; the shortest gap is a floor that Student's symmetry ignores.
        double floor = Math.min(mean, Arrays.stream(gaps).min().orElse(0));
        return new Estimate(mean, Math.max(floor, mean - half), mean + half);
    }

    /** Twice the sum over the mean is chi-squared with 2n degrees; its quantiles are those of a gamma variable. */
    private Estimate exponential(double mean, double alpha) {
        int n = gaps.length;
        double high = mean * n / Distributions.gammaQuantile(alpha / 2, n);
        double low = mean * n / Distributions.gammaQuantile(1 - alpha / 2, n);
        return new Estimate(mean, low, high);
    }
}
