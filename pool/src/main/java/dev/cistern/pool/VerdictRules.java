package dev.cistern.pool;

import dev.cistern.pool.PoolVerdict.DoesNotPay;
import dev.cistern.pool.PoolVerdict.Pays;
import dev.cistern.pool.PoolVerdict.PoolEvidence;
import dev.cistern.pool.PoolVerdict.Undecided;
import java.util.Locale;

/** Decides from evidence alone whether pooling pays; no clock, no state. */
final class VerdictRules {
    static final long MINIMUM_ACQUIRES = 1_000;
    static final long MINIMUM_CREATE_SAMPLES = 16;
    static final long MINIMUM_LEASE_SAMPLES = 16;
    static final double MINIMUM_REUSE = 0.65;
    static final double MAXIMUM_LEASE_NANOS = 100e6;

    /** What acquire and release cost beside create and reset, as measured by the benchmark suite, rounded up. */
    static final double POOL_NANOS = 6;

    /** A single timed call is uncertain by about this much, so smaller differences decide nothing. */
    static final double TIMER_NANOS = 15;

    private VerdictRules() {}

    static PoolVerdict judge(PoolEvidence evidence) {
        String missing = missing(evidence);
        if (missing != null) {
            return new Undecided(evidence, missing);
        }
        double saved = savedNanos(evidence);
        if (evidence.leaseP99Nanos().getAsDouble() >= MAXIMUM_LEASE_NANOS) {
            return new DoesNotPay(
                    evidence,
                    saved < 0,
                    text(
                            "1 in 100 leases lasts %.0f ms or longer, above the limit of 100 ms: such objects belong in a"
                                    + " resource pool or nowhere",
                            evidence.leaseP99Nanos().getAsDouble() / 1e6));
        }
        double reuse = evidence.reuse().orElse(evidence.hitRatio());
        if (reuse <= MINIMUM_REUSE) {
            return new DoesNotPay(
                    evidence,
                    saved < 0,
                    text(
                            "only %.0f %% of the acquires within a GC cycle are reuse, the limit is 65 %%: the pool mostly"
                                    + " holds garbage",
                            reuse * 100));
        }
        return byCost(evidence, saved);
    }

    private static PoolVerdict byCost(PoolEvidence evidence, double saved) {
        double create = evidence.createNanos().getAsDouble();
        String sum = text(
                "%.0f %% hits × %.0f ns to create − %.0f ns to reset − %.0f ns for the pool = %.0f ns an acquire",
                evidence.hitRatio() * 100, create, evidence.resetNanos().getAsDouble(), POOL_NANOS, saved);
        if (Math.abs(saved) < TIMER_NANOS) {
            return new Undecided(
                    evidence, sum + ", within the ±" + (int) TIMER_NANOS + " ns that timing one call allows");
        }
        if (saved < 0) {
            return new DoesNotPay(evidence, true, sum);
        }
        return saved < create / 10 ? new DoesNotPay(evidence, false, sum) : new Pays(evidence, saved, sum);
    }

    private static double savedNanos(PoolEvidence evidence) {
        return evidence.hitRatio() * evidence.createNanos().getAsDouble()
                - evidence.resetNanos().getAsDouble()
                - POOL_NANOS;
    }

    private static @org.jspecify.annotations.Nullable String missing(PoolEvidence evidence) {
        if (evidence.acquires() < MINIMUM_ACQUIRES) {
            return text("%d acquires so far, at least %d are needed", evidence.acquires(), MINIMUM_ACQUIRES);
        }
        if (evidence.createSamples() < MINIMUM_CREATE_SAMPLES
                || evidence.createNanos().isEmpty()) {
            return text(
                    "create was timed %d times, at least %d are needed",
                    evidence.createSamples(), MINIMUM_CREATE_SAMPLES);
        }
        if (evidence.leaseSamples() < MINIMUM_LEASE_SAMPLES
                || evidence.leaseP99Nanos().isEmpty()
                || evidence.resetNanos().isEmpty()) {
            return text("%d leases were timed, at least %d are needed", evidence.leaseSamples(), MINIMUM_LEASE_SAMPLES);
        }
        return null;
    }

    @SuppressWarnings("AnnotateFormatMethod") // its annotation would be a dependency
    private static String text(String format, Object... arguments) {
        return String.format(Locale.ROOT, format, arguments);
    }
}
