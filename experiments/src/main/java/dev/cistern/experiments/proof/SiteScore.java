package dev.cistern.experiments.proof;

import dev.cistern.lab.Estimate;
import dev.cistern.lab.advise.SiteAdvice;
import org.jspecify.annotations.Nullable;

/**
 * How the advice on one site compares with the truth.
 *
 * @param truth what the target counted
 * @param expected what must be said
 * @param advice what was said; null where the site is not in the report
 */
record SiteScore(
        Truth.Site truth, Expectation expected, @Nullable SiteAdvice advice) {
    /** Samples from which on a rate must be right to {@value #TOLERANCE}: 1.96² ÷ 0.1², rounded up. */
    static final int ENOUGH_SAMPLES = 385;

    static final double TOLERANCE = 0.10;

    boolean verdictRight() {
        return expected.holds(advice);
    }

    /** {@return the reported rate over the true one, less 1; 0 for a site that is rightly absent} */
    double rateError() {
        if (advice == null) {
            return truth.scalarReplaced() ? 0 : -1;
        }
        return advice.bytesPerSecond().value() / truth.bytesPerSecond() - 1;
    }

    boolean enoughSamples() {
        return advice != null && advice.samples() >= ENOUGH_SAMPLES;
    }

    boolean rateRight() {
        return Math.abs(rateError()) <= TOLERANCE;
    }

    /**
     * {@return whether the rate is no further off than sampling alone would put it once in 15,000 times}
     *
     * <p>For tests, which must not fail once in twenty times: a tolerance of 10 % at 385 samples and an interval of 95 %
     * do just that. How often those hold is counted over many runs by {@link Coverage}.
     */
    boolean ratePlausible() {
        return advice == null
                ? truth.scalarReplaced()
                : Math.abs(rateError()) <= Math.max(TOLERANCE, 4 / Math.sqrt(advice.samples()));
    }

    /** {@return whether the true rate lies in the stated interval made twice as wide} */
    boolean nearlyCovered() {
        if (advice == null) {
            return truth.scalarReplaced();
        }
        Estimate rate = advice.bytesPerSecond();
        return truth.bytesPerSecond() >= 2 * rate.low() - rate.value()
                && truth.bytesPerSecond() <= 2 * rate.high() - rate.value();
    }

    /** {@return whether the true rate lies in the stated interval} */
    boolean covered() {
        if (advice == null) {
            return truth.scalarReplaced();
        }
        double rate = truth.bytesPerSecond();
        return advice.bytesPerSecond().low() <= rate
                && rate <= advice.bytesPerSecond().high();
    }

    /** {@return the verdict as it was given, in a few words} */
    String said() {
        return advice == null ? "not reported" : advice.verdict() + ": " + advice.reason();
    }
}
