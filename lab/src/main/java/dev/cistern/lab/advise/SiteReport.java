package dev.cistern.lab.advise;

import dev.cistern.lab.Boundary;
import dev.cistern.lab.Outcome;
import dev.cistern.lab.Verdict;
import dev.cistern.lab.recording.Recording;
import dev.cistern.lab.statistics.Measured;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes the answer for one site: verdict, reason, saving, remedy. */
final class SiteReport {
    private static final double LONGEST_WORTHWHILE_SECONDS = 3600;
    private static final double HARDLY_REUSED = 0.1;

    private final Recording recording;
    private final BoundaryJudge judge;
    private final GcActivity gc;
    private final double level;
    private final Attribution attribution;

    SiteReport(Recording recording, BoundaryJudge judge, GcActivity gc, double level, Attribution attribution) {
        this.recording = recording;
        this.judge = judge;
        this.gc = gc;
        this.level = level;
        this.attribution = attribution;
    }

    SiteAdvice of(SiteFacts facts) {
        Site site = facts.site();
        int samples = site.samples().size();
        List<Judged> findings = judge.judge(facts, level);
        Verdict verdict = Verdicts.combine(findings, samples);
        Saving saving = verdict == Verdict.PAYS ? saving(facts) : null;
        Remedy remedy = Remedy.of(facts, verdict, attribution);
        return new SiteAdvice(
                site.className(),
                ReadableNames.ofMethod(site.attributedFrame()),
                site.path(),
                facts.rates().bytes().usual(),
                facts.rates().objects().usual(),
                facts.rates().share().usual(),
                facts.life().seconds() == null ? null : facts.life().seconds().usual(),
                facts.life().survival() == null ? null : facts.life().survival().usual(),
                site.threads(),
                samples,
                facts.rates().byWindow(),
                findings.stream().map(Judged::finding).toList(),
                conditions(facts, verdict),
                verdict,
                harm(facts, findings, verdict),
                recording.engine().indicative(),
                reason(facts, findings, verdict, saving),
                saving,
                remedy.apply(),
                remedy.snippet());
    }

    private @Nullable Saving saving(SiteFacts facts) {
        Measured life = facts.life().seconds();
        Measured interval = gc.interval();
        SiteFacts.Cost cost = facts.cost();
        return life == null || interval == null || cost == null
                ? null
                : SavingOf.predict(facts, gc, life, interval, cost);
    }

    private static List<String> conditions(SiteFacts facts, Verdict verdict) {
        List<String> conditions = new ArrayList<>();
        if (verdict == Verdict.PAYS) {
            for (var finding : List.of(facts.state(), facts.identity())) {
                if (finding.outcome() == Outcome.UNKNOWN && !finding.condition().isEmpty()) {
                    conditions.add(finding.condition());
                }
            }
        }
        return conditions;
    }

    /** Pooling harms where a hit costs more than a new object, or where hardly any acquire would be a hit. */
    private boolean harm(SiteFacts facts, List<Judged> findings, Verdict verdict) {
        if (verdict != Verdict.DOES_NOT_PAY) {
            return false;
        }
        Measured life = facts.life().seconds();
        Measured interval = gc.interval();
        boolean hardlyReused = life != null
                && interval != null
                && BoundaryJudge.reuseOf(life.usual(), interval.usual()).high() < HARDLY_REUSED;
        return hardlyReused
                || findings.stream()
                        .anyMatch(judged -> judged.boundary() == Boundary.COST && judged.outcome() == Outcome.FAIL);
    }

    private String reason(SiteFacts facts, List<Judged> findings, Verdict verdict, @Nullable Saving saving) {
        return switch (verdict) {
            case PAYS -> pays(saving);
            case DOES_NOT_PAY -> doesNotPay(facts, findings);
            case UNDECIDED -> undecided(facts, findings);
        };
    }

    private static String pays(@Nullable Saving saving) {
        return saving == null
                ? "All boundaries that can be measured pass."
                : "Pooling saves " + Figures.bytes(saving.bytesPerSecond().value()) + "/s of allocation and "
                        + Figures.nanos(saving.gcCpuPerSecond().value()
                                + saving.mutatorPerSecond().value())
                        + " of CPU time a second, for " + Figures.bytes(saving.retainedBytes()) + " kept.";
    }

    private static String doesNotPay(SiteFacts facts, List<Judged> findings) {
        Judged failed = Verdicts.firstFailed(findings);
        if (failed == null) {
            throw new IllegalStateException("a site that does not pay must have a failed boundary, but had none");
        }
        boolean inline = failed.boundary() == Boundary.FREQUENCY_AND_LIFE && facts.inlinable() != null;
        return (inline ? "Inline, don't pool" : "Leave it alone") + ": boundary "
                + failed.boundary().id() + " fails. " + failed.finding().evidence();
    }

    private String undecided(SiteFacts facts, List<Judged> findings) {
        int samples = facts.site().samples().size();
        boolean few = samples < Verdicts.ENOUGH_SAMPLES;
        double more = Verdicts.moreSeconds(findings, samples, recording.seconds());
        Judged open = findings.stream()
                .filter(judged -> !Verdicts.conditional(judged.boundary()))
                .filter(judged -> judged.outcome() == Outcome.UNKNOWN)
                .findFirst()
                .orElse(null);
        boolean helps = more <= LONGEST_WORTHWHILE_SECONDS;
        String tooFew = few
                ? samples + " samples are too few for a verdict, which needs " + Verdicts.ENOUGH_SAMPLES + ". "
                : "";
        String why = open == null || (few && helps)
                ? ""
                : "Boundary " + open.boundary().id() + " is open. "
                        + open.finding().evidence() + " ";
        return tooFew
                + why
                + (helps
                        ? "About " + Math.round(Math.ceil(more)) + " more seconds of recording should decide it."
                        : "More recording will hardly decide it.");
    }
}
