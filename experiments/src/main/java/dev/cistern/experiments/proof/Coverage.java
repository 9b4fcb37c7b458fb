package dev.cistern.experiments.proof;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Counts over many runs alike how often the stated intervals contain the truth.
 *
 * <p>One run can't tell: an interval of 95 % may miss. Policy only; somebody else makes the runs.
 */
final class Coverage {
    /** Of twenty runs an interval of 95 % may miss one. */
    private static final double WANTED = 0.95;

    private final Map<String, List<SiteScore>> bySite = new LinkedHashMap<>();
    private final List<Score> scores = new ArrayList<>();

    void add(Score score) {
        scores.add(score);
        for (SiteScore site : score.sites()) {
            bySite.computeIfAbsent(site.truth().name(), name -> new ArrayList<>())
                    .add(site);
        }
    }

    /** {@return whether every promise held: coverage of each site, rates within 10 %, totals, verdicts} */
    boolean holds() {
        return bySite.values().stream().allMatch(Coverage::holds)
                && scores.stream().allMatch(score -> Math.abs(score.totalError()) <= Score.TOTAL_TOLERANCE);
    }

    private static boolean holds(List<SiteScore> runs) {
        return share(runs, SiteScore::covered) >= WANTED
                && share(runs, SiteScore::verdictRight) == 1
                && share(enough(runs), SiteScore::rateRight) >= WANTED;
    }

    /** {@return one Markdown table of the sites and a sentence on the totals} */
    String markdown() {
        StringBuilder table = new StringBuilder("""
                | site | truth in the stated interval | verdict right | mean error of the rate | largest | \
                within 10 %, of runs with 385 samples or more |
                |---|---|---|---|---|---|
                """);
        bySite.forEach((name, runs) -> table.append(row(name, runs)));
        double worst = scores.stream()
                .mapToDouble(score -> Math.abs(score.totalError()))
                .max()
                .orElse(0);
        long within = scores.stream()
                .filter(score -> Math.abs(score.totalError()) <= Score.TOTAL_TOLERANCE)
                .count();
        return table
                + String.format(
                        Locale.ROOT,
                        "%nCalibrated total: within 1 %% in %d of %d runs, off by %.2f %% at most.%n",
                        within,
                        scores.size(),
                        100 * worst);
    }

    private static String row(String name, List<SiteScore> runs) {
        List<SiteScore> enough = enough(runs);
        double mean = runs.stream().mapToDouble(SiteScore::rateError).average().orElse(0);
        double worst = runs.stream()
                .mapToDouble(SiteScore::rateError)
                .reduce(0, (one, other) -> Math.abs(one) > Math.abs(other) ? one : other);
        return String.format(
                Locale.ROOT,
                "| %s | %d of %d | %d of %d | %+.1f %% | %+.1f %% | %d of %d |%n",
                name,
                count(runs, SiteScore::covered),
                runs.size(),
                count(runs, SiteScore::verdictRight),
                runs.size(),
                100 * mean,
                100 * worst,
                count(enough, SiteScore::rateRight),
                enough.size());
    }

    private static List<SiteScore> enough(List<SiteScore> runs) {
        return runs.stream().filter(SiteScore::enoughSamples).toList();
    }

    private static long count(List<SiteScore> runs, Predicate<SiteScore> good) {
        return runs.stream().filter(good).count();
    }

    private static double share(List<SiteScore> runs, Predicate<SiteScore> good) {
        return runs.isEmpty() ? 1 : (double) count(runs, good) / runs.size();
    }
}
