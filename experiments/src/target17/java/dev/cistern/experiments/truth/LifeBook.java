package dev.cistern.experiments.truth;

/**
 * The mean life of what a site let go of.
 *
 * <p>Written by the site's thread. The two figures are one snapshot behind another only by a burst, which a mean over
 * thousands does not show; volatile makes them whole and visible.
 */
final class LifeBook {
    private long objects;
    private long nanos;
    private volatile double meanSeconds;

    void add(long lifeNanos) {
        objects++;
        nanos += lifeNanos;
    }

    /** Makes what was added since the last call visible to other threads. */
    void publish() {
        if (objects > 0) {
            meanSeconds = nanos / 1e9 / objects;
        }
    }

    double meanSeconds() {
        return meanSeconds;
    }
}
