package dev.cistern.lab.advise;

import dev.cistern.lab.Outcome;
import dev.cistern.lab.Verdict;
import dev.cistern.lab.statistics.Measured;
import java.util.List;

/**
 * Corrects for judging many sites at once, after Benjamini and Hochberg: of the sites that get a verdict by statistics at
 * most one in twenty gets a wrong one.
 *
 * <p>Algorithm: the largest level 0.05 × r ÷ m at which at least r of m sites are decided, found by going down from 0.05.
 * Each step can only take decisions away, so it ends. Sites that facts decide (an immutable class) are no tests.
 */
final class ManySites {
    private ManySites() {}

    static double level(List<SiteFacts> sites, BoundaryJudge judge) {
        List<SiteFacts> tested = sites.stream()
                .filter(facts -> facts.site().samples().size() >= Verdicts.ENOUGH_SAMPLES)
                .filter(facts -> !decidedByFacts(facts))
                .toList();
        double level = Measured.USUAL;
        int decided = tested.size() + 1;
        while (true) {
            int now = 0;
            for (SiteFacts facts : tested) {
                now += decided(facts, judge, level) ? 1 : 0;
            }
            if (now == 0 || now >= decided) {
                return level;
            }
            decided = now;
            level = Measured.USUAL * decided / tested.size();
        }
    }

    private static boolean decided(SiteFacts facts, BoundaryJudge judge, double level) {
        int samples = facts.site().samples().size();
        return Verdicts.combine(judge.judge(facts, level), samples) != Verdict.UNDECIDED;
    }

    private static boolean decidedByFacts(SiteFacts facts) {
        return facts.inlinable() != null
                || facts.state().outcome() == Outcome.FAIL
                || facts.identity().outcome() == Outcome.FAIL;
    }
}
