package dev.cistern.lab.statistics;

import java.util.Arrays;

/** What is read from values in order. */
public final class Sorted {
    private Sorted() {}

    /**
     * {@return the median of some values}
     *
     * @param values at least one, in any order; they are not changed
     */
    public static double median(double... values) {
        return quantile(0.5, values);
    }

    /**
     * The value below which a share of all values lies, interpolated between the two nearest.
     *
     * @param share 0 to 1
     * @param values at least one, in any order; they are not changed
     * @return the quantile, of the kind that most statistics programs give (number 7 of Hyndman and Fan)
     */
    public static double quantile(double share, double... values) {
        if (values.length == 0) {
            throw new IllegalArgumentException("a quantile needs at least one value, but there was none");
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return ofSorted(share, sorted);
    }

    static double ofSorted(double share, double[] sorted) {
        double place = share * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        double part = place - below;
        // Equal neighbours may be infinite, whose difference is no number.
        return sorted[below] == sorted[above] ? sorted[below] : sorted[below] + part * (sorted[above] - sorted[below]);
    }
}
