package dev.cistern.experiments.proof;

import dev.cistern.lab.Boundary;
import dev.cistern.lab.Estimate;
import dev.cistern.lab.Outcome;
import dev.cistern.lab.Verdict;
import dev.cistern.lab.advise.BoundaryFinding;
import dev.cistern.lab.advise.SiteAdvice;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What must be said of a site, worked out from its true figures and the GC interval of the same run.
 *
 * <p>Policy: no clock, no process, nothing measured here.
 */
sealed interface Expectation {
    /** {@return whether this is what was said; null stands for a site that is not in the report} */
    boolean holds(@Nullable SiteAdvice advice);

    /** {@return the expectation as a table shows it} */
    String words();

    /** Nothing is allocated, so nothing must be reported. */
    record Absent() implements Expectation {
        @Override
        public boolean holds(@Nullable SiteAdvice advice) {
            return advice == null;
        }

        @Override
        public String words() {
            return "absent";
        }
    }

    /** A pool pays. */
    record Pays() implements Expectation {
        @Override
        public boolean holds(@Nullable SiteAdvice advice) {
            return advice != null && advice.verdict() == Verdict.PAYS;
        }

        @Override
        public String words() {
            return "PAYS";
        }
    }

    /** A pool pays if a boundary that sampling can't see also holds: it must be named as a condition. */
    record PaysOnCondition(Boundary unknown) implements Expectation {
        @Override
        public boolean holds(@Nullable SiteAdvice advice) {
            return advice != null
                    && advice.verdict() == Verdict.PAYS
                    && outcome(advice, unknown) == Outcome.UNKNOWN
                    && !advice.conditions().isEmpty();
        }

        @Override
        public String words() {
            return "PAYS, " + unknown.id() + " as a condition";
        }
    }

    /** A pool does not pay, and this boundary is the first to say so. */
    record DoesNotPay(Boundary first) implements Expectation {
        @Override
        public boolean holds(@Nullable SiteAdvice advice) {
            return advice != null && advice.verdict() == Verdict.DOES_NOT_PAY && firstFailed(advice) == first;
        }

        @Override
        public String words() {
            return "DOES_NOT_PAY (" + first.id() + ")";
        }
    }

    /** The allocation goes away when its receiver is inlined, so a pool is the wrong remedy. */
    record InlineInstead() implements Expectation {
        @Override
        public boolean holds(@Nullable SiteAdvice advice) {
            return advice != null
                    && advice.verdict() == Verdict.DOES_NOT_PAY
                    && (advice.reason() + advice.apply())
                            .toLowerCase(Locale.ROOT)
                            .contains("inlin");
        }

        @Override
        public String words() {
            return "inline, don't pool";
        }
    }

    /** The true figure lies so near a boundary that the run cannot tell: both answers and none are right. */
    record TooCloseToCall(Boundary boundary) implements Expectation {
        @Override
        public boolean holds(@Nullable SiteAdvice advice) {
            return advice != null;
        }

        @Override
        public String words() {
            return "too close to call at " + boundary.id();
        }
    }

    /** The share of a GC interval that an object may live for two thirds of the acquires to find one to reuse. */
    double LONGEST_LIFE_IN_GC_INTERVALS = 0.35;

    /** {@return what must be said of a site in a run with this GC interval in seconds} */
    static Expectation of(Truth.Site site, Estimate gcInterval) {
        return switch (site.name()) {
            case "scratch" -> new Pays();
            case "delay" -> ofLife(site.lifeSeconds(), gcInterval);
            case "node" -> new DoesNotPay(Boundary.COST);
            case "session" -> new DoesNotPay(Boundary.FREQUENCY_AND_LIFE);
            case "message" -> new PaysOnCondition(Boundary.IDENTITY);
            case "quote" -> new DoesNotPay(Boundary.RESETTABLE_STATE);
            case "point" -> new Absent();
            case "reading" -> new InlineInstead();
            default -> throw new IllegalArgumentException("no expectation is written down for the site " + site.name());
        };
    }

    private static Expectation ofLife(double life, Estimate gcInterval) {
        if (life < LONGEST_LIFE_IN_GC_INTERVALS * gcInterval.low()) {
            return new Pays();
        }
        if (life > gcInterval.high()) {
            return new DoesNotPay(Boundary.FREQUENCY_AND_LIFE);
        }
        if (life > gcInterval.low()) {
            return new TooCloseToCall(Boundary.FREQUENCY_AND_LIFE);
        }
        return life > LONGEST_LIFE_IN_GC_INTERVALS * gcInterval.high()
                ? new DoesNotPay(Boundary.REUSE)
                : new TooCloseToCall(Boundary.REUSE);
    }

    private static @Nullable Outcome outcome(SiteAdvice advice, Boundary boundary) {
        return advice.boundaries().stream()
                .filter(finding -> finding.boundary() == boundary)
                .map(BoundaryFinding::outcome)
                .findFirst()
                .orElse(null);
    }

    private static @Nullable Boundary firstFailed(SiteAdvice advice) {
        return advice.boundaries().stream()
                .filter(finding -> finding.outcome() == Outcome.FAIL)
                .map(BoundaryFinding::boundary)
                .findFirst()
                .orElse(null);
    }
}
