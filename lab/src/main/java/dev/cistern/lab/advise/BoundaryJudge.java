package dev.cistern.lab.advise;

import dev.cistern.lab.Boundary;
import dev.cistern.lab.Estimate;
import dev.cistern.lab.Outcome;
import dev.cistern.lab.statistics.Measured;
import java.util.List;

/**
 * Holds a site against the five boundaries. Deterministic and without state: the same facts at the same level give the
 * same findings.
 */
final class BoundaryJudge {
    /** A site below this share of all bytes is not worth anybody's time. */
    static final double NOTEWORTHY_SHARE = 0.01;

    private static final double SHORT_SECONDS = 0.1;
    private static final double REUSE = 0.65;

    private final GcActivity gc;
    private final double recordedSeconds;

    BoundaryJudge(GcActivity gc, double recordedSeconds) {
        this.gc = gc;
        this.recordedSeconds = recordedSeconds;
    }

    List<Judged> judge(SiteFacts facts, double alpha) {
        return List.of(
                frequencyAndLife(facts, alpha),
                Judged.of(
                        Boundary.RESETTABLE_STATE,
                        facts.state().outcome(),
                        facts.state().evidence()),
                cost(facts, alpha),
                reuse(facts, alpha),
                Judged.of(
                        Boundary.IDENTITY,
                        facts.identity().outcome(),
                        facts.identity().evidence()));
    }

    private Judged frequencyAndLife(SiteFacts facts, double alpha) {
        Estimate share = facts.rates().share().at(alpha);
        String allocates = "It allocates " + Figures.percent(share) + " of all bytes, "
                + Figures.bytes(facts.rates().bytesPerSecond()) + "/s";
        if (share.high() < NOTEWORTHY_SHARE) {
            return decided(Outcome.FAIL, allocates + ": too little to matter.");
        }
        if (facts.inlinable() != null) {
            return decided(Outcome.FAIL, facts.inlinable());
        }
        Judged life = life(facts, alpha, allocates);
        if (life.outcome() == Outcome.PASS && share.low() < NOTEWORTHY_SHARE) {
            return Judged.open(
                    Boundary.FREQUENCY_AND_LIFE,
                    allocates + ", which may be below 1 %.",
                    Judged.secondsUntilClear(share, NOTEWORTHY_SHARE, recordedSeconds));
        }
        return life;
    }

    private Judged life(SiteFacts facts, double alpha, String allocates) {
        Measured seconds = facts.life().seconds();
        if (seconds == null) {
            return Judged.of(
                    Boundary.FREQUENCY_AND_LIFE,
                    Outcome.UNKNOWN,
                    allocates + "; its life span is not known: " + facts.life().basis() + ".");
        }
        Estimate life = seconds.at(alpha);
        String lives = allocates + "; its objects live " + Figures.seconds(life) + " ("
                + facts.life().basis() + ")";
        if (life.low() > SHORT_SECONDS) {
            return decided(
                    Outcome.FAIL,
                    lives + ", longer than 100 ms: what lives so long belongs in a ResourcePool or is left alone.");
        }
        if (life.high() < limit(alpha)) {
            return decided(Outcome.PASS, lives + ": short.");
        }
        return Judged.open(
                Boundary.FREQUENCY_AND_LIFE,
                lives + ", which may or may not be short.",
                Judged.secondsUntilClear(life, limit(alpha), recordedSeconds));
    }

    /** Short is what is over within one GC interval; where collections come faster than that, within 100 ms. */
    private double limit(double alpha) {
        Measured interval = gc.interval();
        return interval == null
                ? SHORT_SECONDS
                : Math.max(SHORT_SECONDS, interval.at(alpha).low());
    }

    private static Judged decided(Outcome outcome, String evidence) {
        return Judged.of(Boundary.FREQUENCY_AND_LIFE, outcome, evidence);
    }

    private Judged cost(SiteFacts facts, double alpha) {
        SiteFacts.Cost cost = facts.cost();
        if (cost == null) {
            return Judged.of(Boundary.COST, Outcome.UNKNOWN, "The engine does not tell how large these objects are.");
        }
        Estimate saved = cost.saved().at(alpha);
        Outcome outcome = saved.low() > 0 ? Outcome.PASS : saved.high() < 0 ? Outcome.FAIL : Outcome.UNKNOWN;
        return Judged.of(Boundary.COST, outcome, cost.evidence());
    }

    private Judged reuse(SiteFacts facts, double alpha) {
        Measured life = facts.life().seconds();
        Measured interval = gc.interval();
        if (interval == null || life == null) {
            String why = interval == null
                    ? "fewer than two collections ran in " + Figures.seconds(recordedSeconds)
                            + ": record longer, or the program hardly allocates"
                    : "the life span of its objects is not known: "
                            + facts.life().basis();
            double more = interval == null ? recordedSeconds * 4 : Double.POSITIVE_INFINITY;
            return Judged.open(Boundary.REUSE, "Reuse can't be predicted, since " + why + ".", more);
        }
        if (facts.life().sharedClass()) {
            return Judged.of(
                    Boundary.REUSE,
                    Outcome.UNKNOWN,
                    "Only the life of the whole class is known and sites of other sizes allocate it too.");
        }
        return reuse(life.at(alpha), interval.at(alpha));
    }

    private Judged reuse(Estimate life, Estimate interval) {
        Estimate used = reuseOf(life, interval);
        String evidence = "Life " + Figures.seconds(life) + " against a collection every "
                + Figures.seconds(interval.value()) + ": ";
        if (used.low() > REUSE) {
            return Judged.of(
                    Boundary.REUSE,
                    Outcome.PASS,
                    evidence + "reuse " + Figures.percent(used.value()) + ", at least " + Figures.percent(used.low())
                            + ".");
        }
        if (used.high() < REUSE) {
            return Judged.of(
                    Boundary.REUSE,
                    Outcome.FAIL,
                    evidence + "reuse at most " + Figures.percent(Math.max(0, used.high()))
                            + ", below 65 %: a pool would mostly hold garbage.");
        }
        double threshold = (1 - REUSE) * interval.value();
        return Judged.open(
                Boundary.REUSE,
                evidence + "reuse between " + Figures.percent(Math.max(0, used.low())) + " and "
                        + Figures.percent(used.high()) + ", which leaves 65 % open.",
                Judged.secondsUntilClear(life, threshold, recordedSeconds));
    }

    /** {@return the share of acquires that find an idle object, 1 − life ÷ GC interval} */
    static Estimate reuseOf(Estimate life, Estimate interval) {
        double value = 1 - life.value() / interval.value();
        double low = 1 - life.high() / interval.low();
        double high = 1 - life.low() / interval.high();
        return new Estimate(value, Math.min(low, value), Math.max(high, value));
    }
}
