package dev.cistern.lab.statistics;

import dev.cistern.lab.Estimate;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * A rate whose numerator and denominator were observed in windows: bytes over seconds, or a site's bytes over all bytes.
 *
 * <p>Three intervals are made and the widest is given: one from the known noise of sampling, one from how much the
 * windows differ (Student's t on the residuals of the ratio), one by drawing windows with replacement. The first alone
 * misses a program that changes, the others alone are unsure with six windows.
 */
public final class WindowedRate implements Measured {
    private static final int DRAWS = 1_000;
    private static final long SEED = 0x5ca1ab1eL;

    private final double[] amounts;
    private final double[] exposures;
    private final double samplingVariance;
    private double[] drawn = {};

    /**
     * A rate of windows.
     *
     * @param amounts the numerator by window
     * @param exposures the denominator by window, not negative
     * @param samplingVariance the variance of the sum of amounts that sampling alone causes
     */
    public WindowedRate(double[] amounts, double[] exposures, double samplingVariance) {
        this.amounts = amounts.clone();
        this.exposures = exposures.clone();
        this.samplingVariance = samplingVariance;
    }

    @Override
    public Estimate at(double alpha) {
        double exposure = Arrays.stream(exposures).sum();
        double rate = exposure > 0 ? Arrays.stream(amounts).sum() / exposure : 0;
        if (rate == 0) {
            return Estimate.exactly(0);
        }
        double sampling = Distributions.normalQuantile(1 - alpha / 2) * Math.sqrt(samplingVariance) / exposure;
        double half = Math.max(sampling, studentHalf(alpha, rate, exposure));
        double[] replicates = replicates();
        double low = Math.min(rate - half, quantile(replicates, alpha / 2));
        double high = Math.max(rate + half, quantile(replicates, 1 - alpha / 2));
        return new Estimate(rate, Math.max(0, low), high);
    }

    private double studentHalf(double alpha, double rate, double exposure) {
        int windows = amounts.length;
        if (windows < 2) {
            return 0;
        }
        double squares = 0;
        for (int w = 0; w < windows; w++) {
            double residual = amounts[w] - rate * exposures[w];
            squares += residual * residual;
        }
        double error = Math.sqrt(squares * windows / (windows - 1)) / exposure;
        return Distributions.studentQuantile(1 - alpha / 2, windows - 1) * error;
    }

    private double[] replicates() {
        if (drawn.length == 0) {
            SplittableRandom random = new SplittableRandom(SEED);
            drawn = new double[DRAWS];
            Arrays.setAll(drawn, draw -> replicate(random));
            Arrays.sort(drawn);
        }
        return drawn;
    }

    private double replicate(SplittableRandom random) {
        double amount = 0;
        double exposure = 0;
        for (int w = 0; w < amounts.length; w++) {
            int window = random.nextInt(amounts.length);
            amount += amounts[window];
            exposure += exposures[window];
        }
        return exposure > 0 ? amount / exposure : 0;
    }

    private static double quantile(double[] sorted, double probability) {
        int index = (int) Math.round(probability * (sorted.length - 1));
        return sorted[Math.clamp(index, 0, sorted.length - 1)];
    }
}
