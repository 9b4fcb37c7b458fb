package dev.cistern.lab.advise;

import dev.cistern.lab.Estimate;
import dev.cistern.lab.advise.SurvivorCounts.Look;
import dev.cistern.lab.advise.SurvivorCounts.Tally;
import dev.cistern.lab.recording.Recording;
import dev.cistern.lab.recording.Session;
import dev.cistern.lab.statistics.Measured;
import dev.cistern.lab.statistics.Proportion;
import dev.cistern.lab.statistics.WindowedRate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Estimates how long the objects of a site live.
 *
 * <p>Algorithm. Where survivors were tracked: by Little's law the objects of a session that are alive at its last
 * collection number rate × E[min(life, exposure)], exposure being the time from the session's start to that collection.
 * The survivors of all sessions over the sum of their rates are that truncated mean; its interval is the wider
 * of the exact binomial one and one from how much the sessions differ. When some of the oldest samples survive, lives go
 * on beyond what a session sees: the truncated mean is then only a lower bound, the value comes from the heap by class,
 * and the upper end is what the class's whole live size allows, or infinite. Promoted garbage can only make lives look
 * longer.
 *
 * <p>Where they were not tracked: the class's live bytes over the site's rate bound its life from above.
 */
final class LifeInference {
    /** Below this share of objects kept for good, the rest decides: a pool just loses them. */
    private static final double LEAKAGE = 0.01;
    /** A mean above this share of a look's length means that many lives go on after it. */
    private static final double TOO_NEAR = 0.25;
    /** The oldest half of the ages lies on average at three quarters of the longest. */
    private static final double FROM_MIDDLE_TO_END = 4.0 / 3;

    private final Recording recording;
    private final GcActivity gc;
    private final ClassLives classes;
    private final boolean tracked;

    LifeInference(Recording recording, GcActivity gc, ClassLives classes) {
        this.recording = recording;
        this.gc = gc;
        this.classes = classes;
        tracked = recording.sessions().stream()
                .anyMatch(session -> session.survivors().tracked());
    }

    LifeSpan of(Site site, Rates rates) {
        if (!tracked) {
            return classes.lifeSpan(site, rates);
        }
        SurvivorCounts counts = new SurvivorCounts(site, recording.sessions(), gc);
        if (counts.informative() == 0 || counts.all().trialsSeen() == 0) {
            return LifeSpan.unknown(whyUninformative());
        }
        Measured truncated = truncatedMean(counts);
        boolean beyond = counts.old().survivorsSeen() > 0;
        Measured seconds = beyond ? beyond(site, rates, counts, truncated) : truncated;
        String basis = String.format(
                Locale.ROOT,
                "%d of %d samples that a collection tested survived it",
                counts.all().survivorsSeen(),
                counts.all().trialsSeen());
        return new LifeSpan(seconds, survival(counts, seconds), basis, false);
    }

    private String whyUninformative() {
        boolean overflowed = recording.sessions().stream()
                .map(Session::survivors)
                .filter(Session.Survivors::tracked)
                .noneMatch(Session.Survivors::complete);
        if (overflowed) {
            return "the profiler's table of followed objects overflowed in every session";
        }
        return gc.young().isEmpty()
                ? "no collection ran"
                : "no session had a collection within it that came after one of this site's samples";
    }

    /**
     * Each session is one look at what is alive, however long it lasted, so all count alike. But a look can't see lives
     * longer than itself: where the short ones end too early, only the long ones count.
     */
    private static Measured truncatedMean(SurvivorCounts counts) {
        List<Look> looks = counts.looks().stream()
                .filter(look -> look.tally().trialsSeen() > 0)
                .toList();
        double shortest =
                looks.stream().mapToDouble(Look::exposureSeconds).min().orElse(0);
        double longest = looks.stream().mapToDouble(Look::exposureSeconds).max().orElse(0);
        Measured byAll = meanOf(looks);
        if (byAll.usual().value() < TOO_NEAR * shortest) {
            return byAll;
        }
        Measured byLong = meanOf(looks.stream()
                .filter(look -> look.exposureSeconds() >= longest / 2)
                .toList());
        return alpha -> {
            Estimate mean = byLong.at(alpha);
            // What the short looks saw is a lower bound too, and there are more of them.
            double low = Math.max(mean.low(), byAll.at(alpha).low());
            return new Estimate(Math.max(low, mean.value()), low, Math.max(low, mean.high()));
        };
    }

    private static Measured meanOf(List<Look> looks) {
        Tally together = Tally.sum(looks.stream().map(Look::tally).toList());
        double[] survivors =
                looks.stream().mapToDouble(look -> look.tally().survivors()).toArray();
        double[] rates = looks.stream().mapToDouble(Look::trialsPerSecond).toArray();
        Proportion share = together.proportion();
        WindowedRate bySession = new WindowedRate(survivors, rates, 0);
        double exposure = together.trials() / Arrays.stream(rates).sum();
        return alpha -> {
            Estimate exact = share.at(alpha).times(exposure);
            Estimate spread = bySession.at(alpha);
            double low = together.survivorsSeen() == 0 ? 0 : Math.min(exact.low(), spread.low());
            double high = Math.min(exposure, Math.max(exact.high(), spread.high()));
            return new Estimate(exact.value(), low, Math.max(exact.value(), high));
        };
    }

    private Measured beyond(Site site, Rates rates, SurvivorCounts counts, Measured truncated) {
        Proportion oldest = counts.old().proportion();
        return alpha -> {
            Estimate seen = truncated.at(alpha);
            Estimate tail = oldest.at(alpha);
            Estimate little = classes.littlesLaw(site, rates, alpha);
            double low = seen.low();
            double value = Math.max(seen.value(), extrapolate(seen.value(), tail.value()));
            double high = Math.max(seen.high(), extrapolate(seen.high(), tail.high()));
            if (tail.low() > LEAKAGE) {
                value = little == null ? finite(value, seen.value()) : Math.max(seen.value(), little.value());
                high = little == null ? Double.POSITIVE_INFINITY : Math.max(seen.high(), little.high());
            }
            value = finite(value, seen.value());
            return new Estimate(value, low, Math.max(value, high));
        };
    }

    /** For exponential lives the mean is the truncated mean over the share that ended within what was seen. */
    private static double extrapolate(double truncated, double oldestShare) {
        return truncated / (1 - Math.pow(oldestShare, FROM_MIDDLE_TO_END));
    }

    private static double finite(double value, double otherwise) {
        return Double.isFinite(value) ? value : otherwise;
    }

    /** Measured directly where samples met their next collection within a session; else at most life over interval. */
    private @Nullable Measured survival(SurvivorCounts counts, Measured seconds) {
        if (counts.next().trialsSeen() > 0) {
            return counts.next().proportion();
        }
        Measured interval = gc.interval();
        if (interval == null) {
            return null;
        }
        return alpha -> {
            Estimate life = seconds.at(alpha);
            Estimate gap = interval.at(alpha);
            double value = Math.min(1, life.value() / gap.value());
            return new Estimate(value, 0, Math.max(value, Math.min(1, life.high() / gap.low())));
        };
    }
}
