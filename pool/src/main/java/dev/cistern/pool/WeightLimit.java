package dev.cistern.pool;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The weight above which an object is not kept: fixed, or calibrated to what 95 % of all released objects weigh.
 *
 * <p>A calibrated limit never exceeds the retained weight divided by the number of objects, so the bound in weight
 * follows from the bound in number whatever was observed.
 */
final class WeightLimit {
    private static final int SAMPLES_BEFORE_TRUST = 64;
    private static final int RECALCULATE_EVERY = 64;
    private static final double QUANTILE = 0.95;

    private final boolean calibrated;
    private final long ceiling;
    private final AtomicBoolean busy = new AtomicBoolean();
    private final LogHistogram weights = new LogHistogram();
    private volatile long limit;

    private WeightLimit(boolean calibrated, long ceiling) {
        this.calibrated = calibrated;
        this.ceiling = ceiling;
        this.limit = ceiling;
    }

    static WeightLimit fixed(long limit) {
        return new WeightLimit(false, limit);
    }

    static WeightLimit calibrated(long ceiling) {
        return new WeightLimit(true, ceiling);
    }

    long current() {
        return limit;
    }

    /** {@return whether an object of this weight may be kept} */
    boolean admits(long weight) {
        if (calibrated) {
            observe(weight);
        }
        return weight <= limit;
    }

    private void observe(long weight) {
        // One thread at a time; the others' observations are not missed among so many.
        if (busy.get() || !busy.compareAndSet(false, true)) {
            return;
        }
        weights.record(weight);
        if (weights.recorded() >= SAMPLES_BEFORE_TRUST && weights.recorded() % RECALCULATE_EVERY == 0) {
            limit = Math.min(ceiling, weights.quantile(QUANTILE));
        }
        busy.set(false);
    }
}
