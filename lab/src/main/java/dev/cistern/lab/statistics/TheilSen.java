package dev.cistern.lab.statistics;

import dev.cistern.lab.Estimate;
import java.util.Arrays;

/**
 * The slope of a series over time: the median of the slopes between any two of its points, which a fifth of wild points
 * does not move.
 *
 * <p>The interval is Kendall's, widened for points that follow their neighbours: ten looks a second at a process's memory
 * are not ten independent ones. The widening is the sum of the autocorrelations of what the line leaves over, up to the
 * first that is not positive, and Student's quantile stands for the normal one.
 *
 * <p>Implementation notes. References: P. Sen, Estimates of the Regression Coefficient Based on Kendall's Tau, 1968;
 * S. Yue and C. Wang, The Mann-Kendall Test Modified by Effective Sample Size, 2004; C. Geyer, Practical Markov Chain
 * Monte Carlo, 1992, for where to end the sum. Cost: O(n² log n) time and O(n²) memory.
 */
public final class TheilSen implements Measured {
    private final double[] times;
    private final double[] values;
    private final double[] slopes;

    /**
     * A slope.
     *
     * @param times when, in order, in any unit; at least two different ones and at most 2,000
     * @param values what was seen then
     */
    public TheilSen(double[] times, double[] values) {
        if (times.length != values.length || times.length > 2_000) {
            throw new IllegalArgumentException("a slope needs a value for each time and at most 2000, but there were "
                    + values.length + " values and " + times.length + " times");
        }
        this.times = times.clone();
        this.values = values.clone();
        slopes = slopes(times, values);
        if (slopes.length == 0) {
            throw new IllegalArgumentException("a slope needs two points at different times");
        }
    }

    private static double[] slopes(double[] times, double[] values) {
        double[] slopes = new double[times.length * (times.length - 1) / 2];
        int count = 0;
        for (int i = 0; i < times.length; i++) {
            for (int j = i + 1; j < times.length; j++) {
                if (times[j] > times[i]) {
                    slopes[count++] = (values[j] - values[i]) / (times[j] - times[i]);
                }
            }
        }
        double[] found = Arrays.copyOf(slopes, count);
        Arrays.sort(found);
        return found;
    }

    /** {@return the slope without an interval, which costs less} */
    public double value() {
        return Sorted.ofSorted(0.5, slopes);
    }

    @Override
    public Estimate at(double alpha) {
        double slope = value();
        double n = times.length;
        double widening = widening(slope);
        // So many points tell as much as these, and of few their own scatter is not well known.
        double degrees = Math.max(1, n / widening - 2);
        double variance = n * (n - 1) * (2 * n + 5) / 18 * widening;
        double half = Distributions.studentQuantile(1 - alpha / 2, degrees) * Math.sqrt(variance);
        int low = (int) Math.floor((slopes.length - half) / 2);
        if (low < 0) {
            return new Estimate(slope, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
        }
        int high = Math.min(slopes.length - 1, (int) Math.ceil((slopes.length + half) / 2));
        return new Estimate(slope, Math.min(slope, slopes[low]), Math.max(slope, slopes[high]));
    }

    private double widening(double slope) {
        double[] rest = new double[values.length];
        Arrays.setAll(rest, i -> values[i] - slope * times[i]);
        double mean = Arrays.stream(rest).average().orElseThrow();
        double square = Arrays.stream(rest).map(r -> (r - mean) * (r - mean)).sum();
        if (square == 0) {
            return 1;
        }
        int n = rest.length;
        double sum = 1;
        for (int lag = 1; lag < n; lag++) {
            double together = 0;
            for (int i = 0; i + lag < n; i++) {
                together += (rest[i] - mean) * (rest[i + lag] - mean);
            }
            if (together <= 0) {
                break;
            }
            sum += 2 * together / square;
        }
        return sum;
    }
}
