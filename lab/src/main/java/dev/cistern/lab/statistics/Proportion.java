package dev.cistern.lab.statistics;

import dev.cistern.lab.Estimate;

/**
 * A share of successes among independent trials, with the exact interval of Clopper and Pearson.
 *
 * @param successes how many succeeded; a fraction where trials carry weights
 * @param trials how many there were, at least as many as succeeded
 */
public record Proportion(double successes, double trials) implements Measured {
    /** Checks that there are no more successes than trials. */
    public Proportion {
        if (!(successes >= 0 && successes <= trials)) {
            throw new IllegalArgumentException(
                    "successes must be in [0, trials], but was " + successes + " of " + trials);
        }
    }

    @Override
    public Estimate at(double alpha) {
        if (trials == 0) {
            return new Estimate(0.5, 0, 1);
        }
        double failures = trials - successes;
        double low = successes == 0 ? 0 : Distributions.betaQuantile(alpha / 2, successes, failures + 1);
        double high = failures == 0 ? 1 : Distributions.betaQuantile(1 - alpha / 2, successes + 1, failures);
        double value = successes / trials;
        return new Estimate(value, Math.min(low, value), Math.max(high, value));
    }
}
