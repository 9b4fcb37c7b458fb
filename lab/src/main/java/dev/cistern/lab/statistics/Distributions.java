package dev.cistern.lab.statistics;

import java.util.function.DoubleUnaryOperator;

/**
 * Distribution functions and their inverses.
 *
 * <p>Implementation notes. Algorithm: the regularised incomplete beta function by Lentz's evaluation of its continued
 * fraction, the gamma function by its Stirling series shifted above 15; inverses by bisection, which needs no
 * derivative and always converges. Accuracy: about 10 digits, far more than any interval here deserves. References:
 * Abramowitz and Stegun, Handbook of Mathematical Functions, 6.1.41, 26.2.23 and 26.5.8.
 */
public final class Distributions {
    private static final int MAXIMUM_TERMS = 10_000;
    private static final double TINY = 1e-300;

    private Distributions() {}

    /**
     * {@return the point below which a standard normal variable falls with this probability, to three decimals}
     *
     * @param probability in (0, 1)
     */
    public static double normalQuantile(double probability) {
        if (probability < 0.5) {
            return -normalQuantile(1 - probability);
        }
        double t = Math.sqrt(-2 * Math.log(1 - probability));
        return t - (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)));
    }

    /**
     * {@return the point below which Student's t falls with this probability}
     *
     * @param probability in (0, 1)
     * @param degrees of freedom, positive
     */
    public static double studentQuantile(double probability, double degrees) {
        if (probability < 0.5) {
            return -studentQuantile(1 - probability, degrees);
        }
        if (probability == 0.5) {
            return 0;
        }
        double tail = 2 * (1 - probability);
        double x = betaQuantile(tail, degrees / 2, 0.5);
        return Math.sqrt(degrees * (1 - x) / Math.max(x, TINY));
    }

    /**
     * {@return the point below which a beta variable falls with this probability}
     *
     * @param probability in [0, 1]
     * @param a the first parameter, positive
     * @param b the second parameter, positive
     */
    public static double betaQuantile(double probability, double a, double b) {
        return bisect(x -> regularisedBeta(x, a, b), probability, 1);
    }

    /**
     * {@return the point below which the sum of this many exponential variables of mean 1 falls with this probability}
     *
     * @param probability in [0, 1)
     * @param shape how many variables
     */
    public static double gammaQuantile(double probability, int shape) {
        return bisect(x -> gammaBelow(x, shape), probability, 50 + 10.0 * shape);
    }

    /** The sum of n exponentials is below x unless fewer than n events of a Poisson process happen before x. */
    private static double gammaBelow(double x, int shape) {
        double term = Math.exp(-x);
        double fewer = 0;
        for (int events = 0; events < shape; events++) {
            fewer += term;
            term *= x / (events + 1);
        }
        return 1 - fewer;
    }

    /**
     * {@return the probability that a beta variable is below x}
     *
     * @param x the bound
     * @param a the first parameter, positive
     * @param b the second parameter, positive
     */
    public static double regularisedBeta(double x, double a, double b) {
        if (x <= 0) {
            return 0;
        }
        if (x >= 1) {
            return 1;
        }
        // The fraction converges fast only on the left of the mean; the other side follows by symmetry.
        return x > (a + 1) / (a + b + 2) ? 1 - betaTail(1 - x, b, a) : betaTail(x, a, b);
    }

    /** Not recursive: at the mean rounding can put both x and 1 - x on the right of it. */
    private static double betaTail(double x, double a, double b) {
        double logFront = a * Math.log(x) + b * Math.log1p(-x) + logGamma(a + b) - logGamma(a) - logGamma(b);
        return Math.exp(logFront) / a * betaFraction(x, a, b);
    }

    private static double betaFraction(double x, double a, double b) {
        double c = 1;
        double d = 1 / nonZero(1 - (a + b) * x / (a + 1));
        double fraction = d;
        for (int m = 1; m < MAXIMUM_TERMS; m++) {
            double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
            d = 1 / nonZero(1 + even * d);
            c = nonZero(1 + even / c);
            fraction *= d * c;
            double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
            d = 1 / nonZero(1 + odd * d);
            c = nonZero(1 + odd / c);
            fraction *= d * c;
            if (Math.abs(d * c - 1) < 1e-14) {
                break;
            }
        }
        return fraction;
    }

    private static double nonZero(double value) {
        return Math.abs(value) < TINY ? TINY : value;
    }

    /**
     * {@return the natural logarithm of the gamma function}
     *
     * @param x where, positive
     */
    public static double logGamma(double x) {
        double shift = 0;
        double z = x;
        while (z < 15) {
            shift += Math.log(z);
            z++;
        }
        double inverse = 1 / (z * z);
        double series = (1.0 / 12 - inverse * (1.0 / 360 - inverse * (1.0 / 1260 - inverse / 1680))) / z;
        return (z - 0.5) * Math.log(z) - z + 0.5 * Math.log(2 * Math.PI) + series - shift;
    }

    private static double bisect(DoubleUnaryOperator rising, double target, double end) {
        double low = 0;
        double high = end;
        for (int step = 0; step < 200 && high - low > 1e-15 * high; step++) {
            double middle = (low + high) / 2;
            if (rising.applyAsDouble(middle) < target) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }
}
