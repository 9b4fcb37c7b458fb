package dev.cistern.lab.advise;

import dev.cistern.lab.Boundary;
import dev.cistern.lab.Outcome;
import dev.cistern.lab.Verdict;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The combination rule: five findings make one verdict. */
final class Verdicts {
    /** Fewer samples than this carry no verdict. */
    static final int ENOUGH_SAMPLES = 100;

    private Verdicts() {}

    static Verdict combine(List<Judged> findings, int samples) {
        if (samples < ENOUGH_SAMPLES) {
            return Verdict.UNDECIDED;
        }
        if (firstFailed(findings) != null) {
            return Verdict.DOES_NOT_PAY;
        }
        boolean pays = findings.stream()
                .filter(judged -> !conditional(judged.boundary()))
                .allMatch(judged -> judged.outcome() == Outcome.PASS);
        return pays ? Verdict.PAYS : Verdict.UNDECIDED;
    }

    /** Boundaries that a user can check by hand: open ones become conditions instead of holding up the verdict. */
    static boolean conditional(Boundary boundary) {
        return boundary == Boundary.RESETTABLE_STATE || boundary == Boundary.IDENTITY;
    }

    static @Nullable Judged firstFailed(List<Judged> findings) {
        return findings.stream()
                .filter(judged -> judged.outcome() == Outcome.FAIL)
                .findFirst()
                .orElse(null);
    }

    /** {@return how much longer to record until every open boundary is probably decided} */
    static double moreSeconds(List<Judged> findings, int samples, double recordedSeconds) {
        double forSamples =
                samples < ENOUGH_SAMPLES ? recordedSeconds * ((double) ENOUGH_SAMPLES / Math.max(1, samples) - 1) : 0;
        double forBoundaries = findings.stream()
                .filter(judged -> !conditional(judged.boundary()))
                .mapToDouble(Judged::moreSeconds)
                .max()
                .orElse(0);
        return Math.max(forSamples, forBoundaries);
    }
}
