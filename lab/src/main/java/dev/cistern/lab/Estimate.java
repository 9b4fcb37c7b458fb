package dev.cistern.lab;

/**
 * A measured figure with its 95 % confidence interval; the unit is the one named where the estimate is used.
 *
 * @param value the point estimate
 * @param low the lower end of the interval, at most {@code value}
 * @param high the upper end of the interval, at least {@code value}; may be infinite where only a lower bound is known
 */
public record Estimate(double value, double low, double high) {
    /**
     * Checks the order of the three figures.
     *
     * @throws IllegalArgumentException if a figure is NaN or they are not in the order low, value, high
     */
    public Estimate {
        if (!(low <= value && value <= high)) {
            throw new IllegalArgumentException(
                    "an estimate needs low <= value <= high, but was low=" + low + " value=" + value + " high=" + high);
        }
    }

    /**
     * An estimate known exactly.
     *
     * @param value the value, also both ends of its interval
     * @return the estimate
     */
    public static Estimate exactly(double value) {
        return new Estimate(value, value, value);
    }

    /**
     * This estimate in another unit.
     *
     * @param factor by which all three figures are multiplied, not negative
     * @return the multiplied estimate
     * @throws IllegalArgumentException if the factor is negative or NaN
     */
    public Estimate times(double factor) {
        if (!(factor >= 0)) {
            throw new IllegalArgumentException("factor must be >= 0, but was " + factor);
        }
        return new Estimate(value * factor, low * factor, high * factor);
    }
}
