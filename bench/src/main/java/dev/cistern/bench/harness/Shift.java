package dev.cistern.bench.harness;

import java.util.Arrays;

/**
 * The Hodges–Lehmann estimate of where values lie, with the 95 % interval of Wilcoxon's signed ranks.
 *
 * @param value the median of the means of all pairs of values
 * @param low lower end; NaN if there are fewer than six values, which allow no such interval
 * @param high upper end; NaN likewise
 */
public record Shift(double value, double low, double high) {
    private static final int LEAST_VALUES = 6;
    private static final double NORMAL_QUANTILE = 1.959964;

    /**
     * {@return the estimate of some values}
     *
     * @param values at least one
     */
    public static Shift of(double... values) {
        double[] means = walshAverages(values);
        int n = values.length;
        int half = means.length / 2;
        double middle = means.length % 2 == 1 ? means[half] : (means[half - 1] + means[half]) / 2;
        if (n < LEAST_VALUES) {
            return new Shift(middle, Double.NaN, Double.NaN);
        }
        double mean = n * (n + 1.0) / 4;
        double deviation = Math.sqrt(n * (n + 1.0) * (2.0 * n + 1) / 24);
        int outside = (int) Math.max(0, Math.floor(mean - NORMAL_QUANTILE * deviation));
        return new Shift(middle, means[outside], means[means.length - 1 - outside]);
    }

    private static double[] walshAverages(double[] values) {
        double[] means = new double[values.length * (values.length + 1) / 2];
        int next = 0;
        for (int i = 0; i < values.length; i++) {
            for (int j = i; j < values.length; j++) {
                means[next++] = (values[i] + values[j]) / 2;
            }
        }
        Arrays.sort(means);
        return means;
    }
}
