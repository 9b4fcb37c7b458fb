package dev.cistern.lab.statistics;

import dev.cistern.lab.Estimate;
import java.util.Arrays;

/**
 * How fast a figure rises or falls with time, whatever single readings do: the slope of Theil and Sen.
 *
 * <p>Implementation notes. Algorithm: the median of the slopes between all pairs of points; its interval takes the
 * slopes at the two ranks between which Kendall's S of a figure without trend stays with the wanted probability, from
 * the exact distribution of S up to 40 points and its normal approximation above. No distribution of the readings is
 * assumed, but that they are independent, so neighbouring readings must be summed up into windows first. Cost: O(n²)
 * time and memory; keep n below a thousand. References: Sen, Estimates of the regression coefficient based on Kendall's
 * tau, JASA 63 (1968).
 */
public final class Trend implements Measured {
    /** Below this number of points no two-sided interval of 95 % exists. */
    public static final int FEWEST = 5;

    private static final int EXACT_UP_TO = 40;

    private final double[] slopes;
    private final int points;

    /**
     * @param times the times of the readings, at least {@link #FEWEST}
     * @param values the readings
     */
    public Trend(double[] times, double[] values) {
        if (times.length < FEWEST || times.length != values.length) {
            throw new IllegalArgumentException(
                    "a trend needs " + FEWEST + " readings or more and as many times, but was " + values.length
                            + " readings and " + times.length + " times");
        }
        points = times.length;
        slopes = slopes(times, values);
        if (slopes.length == 0) {
            throw new IllegalArgumentException("a trend needs readings of at least two moments, but all have one");
        }
    }

    private static double[] slopes(double[] times, double[] values) {
        double[] all = new double[times.length * (times.length - 1) / 2];
        int count = 0;
        for (int i = 0; i < times.length; i++) {
            for (int j = i + 1; j < times.length; j++) {
                if (times[i] != times[j]) {
                    all[count++] = (values[j] - values[i]) / (times[j] - times[i]);
                }
            }
        }
        double[] found = Arrays.copyOf(all, count);
        Arrays.sort(found);
        return found;
    }

    @Override
    public Estimate at(double alpha) {
        int n = slopes.length;
        double median = n % 2 == 1 ? slopes[n / 2] : (slopes[n / 2 - 1] + slopes[n / 2]) / 2;
        // S misses by as much as 2 for each slope on the wrong side, so half of its quantile is a number of slopes.
        double reach = points <= EXACT_UP_TO ? exactQuantile(alpha) : normalQuantile(alpha);
        int low = (int) Math.floor((n - reach) / 2);
        int high = (int) Math.ceil((n + reach) / 2) - 1;
        return new Estimate(
                median,
                low <= 0 ? Math.min(slopes[0], median) : slopes[low - 1],
                high >= n - 1 ? Math.max(slopes[n - 1], median) : slopes[high + 1]);
    }

    private double normalQuantile(double alpha) {
        double n = points;
        return Distributions.normalQuantile(1 - alpha / 2) * Math.sqrt(n * (n - 1) * (2 * n + 5) / 18);
    }

    /** The smallest s for which |S| exceeds s with a probability of at most alpha, counting permutations by inversions. */
    private double exactQuantile(double alpha) {
        int pairs = points * (points - 1) / 2;
        double[] byInversions = {1};
        for (int size = 2; size <= points; size++) {
            double[] next = new double[size * (size - 1) / 2 + 1];
            for (int have = 0; have < byInversions.length; have++) {
                for (int more = 0; more < size; more++) {
                    next[have + more] += byInversions[have] / size;
                }
            }
            byInversions = next;
        }
        double tail = 0;
        int inversions = 0;
        while (inversions < pairs / 2 && tail + byInversions[inversions] <= alpha / 2) {
            tail += byInversions[inversions++];
        }
        return pairs - 2.0 * inversions;
    }
}
