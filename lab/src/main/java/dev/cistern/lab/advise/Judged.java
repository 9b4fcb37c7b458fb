package dev.cistern.lab.advise;

import dev.cistern.lab.Boundary;
import dev.cistern.lab.Estimate;
import dev.cistern.lab.Outcome;

/**
 * A boundary's finding, and how much longer to record if it is open.
 *
 * @param finding the finding
 * @param moreSeconds how many more seconds would probably decide it; 0 where it is decided, infinite where recording
 *     longer can't
 */
record Judged(BoundaryFinding finding, double moreSeconds) {
    static Judged of(Boundary boundary, Outcome outcome, String evidence) {
        double more = outcome == Outcome.UNKNOWN ? Double.POSITIVE_INFINITY : 0;
        return new Judged(new BoundaryFinding(boundary, outcome, evidence), more);
    }

    static Judged open(Boundary boundary, String evidence, double moreSeconds) {
        return new Judged(new BoundaryFinding(boundary, Outcome.UNKNOWN, evidence), moreSeconds);
    }

    Outcome outcome() {
        return finding.outcome();
    }

    Boundary boundary() {
        return finding.boundary();
    }

    /**
     * How much longer to record until an estimate leaves a threshold: intervals shrink with the root of time, that of a
     * count of zero in proportion to it.
     */
    static double secondsUntilClear(Estimate estimate, double threshold, double recordedSeconds) {
        boolean below = estimate.value() < threshold;
        double gap = Math.abs(estimate.value() - threshold);
        double half = below ? estimate.high() - estimate.value() : estimate.value() - estimate.low();
        if (gap == 0 || Double.isInfinite(half)) {
            return Double.POSITIVE_INFINITY;
        }
        double ratio = half / gap;
        double longer = estimate.value() == 0 ? ratio : ratio * ratio;
        return Math.max(1, recordedSeconds * (longer - 1));
    }
}
