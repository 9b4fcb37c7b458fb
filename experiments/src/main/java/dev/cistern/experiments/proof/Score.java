package dev.cistern.experiments.proof;

import dev.cistern.lab.advise.Advice;
import dev.cistern.lab.advise.SiteAdvice;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How an advice compares with the truth of the same run.
 *
 * @param truth what the target counted
 * @param advice what was said
 * @param sites the known sites
 */
record Score(Truth truth, Advice advice, List<SiteScore> sites) {
    /** The total may be off by as much. */
    static final double TOTAL_TOLERANCE = 0.01;

    /**
     * Compares the two.
     *
     * @throws IllegalStateException if the run saw too few collections to expect anything of it
     */
    static Score of(Truth truth, Advice advice) {
        var gcInterval = advice.gcIntervalSeconds();
        if (gcInterval == null) {
            throw new IllegalStateException("expected at least two collections in " + advice.seconds()
                    + " s, but the run had fewer: record longer or give the target a smaller heap");
        }
        List<SiteScore> sites = truth.sites().stream()
                .map(site -> new SiteScore(site, Expectation.of(site, gcInterval), find(advice, site)))
                .toList();
        return new Score(truth, advice, sites);
    }

    long verdictsRight() {
        return sites.stream().filter(SiteScore::verdictRight).count();
    }

    long covered() {
        return sites.stream().filter(SiteScore::covered).count();
    }

    /** {@return the largest rate error, without sign, among the sites with enough samples} */
    double worstRateError() {
        return sites.stream()
                .filter(SiteScore::enoughSamples)
                .mapToDouble(site -> Math.abs(site.rateError()))
                .max()
                .orElse(0);
    }

    /** {@return the calibrated total over the true one, less 1} */
    double totalError() {
        Advice.Calibration calibration = advice.calibration();
        return calibration.sampledBytesPerSecond() * calibration.factor() / truth.bytesPerSecond() - 1;
    }

    /** {@return one line a site, for the log and for a failed assertion} */
    String table() {
        StringBuilder table = new StringBuilder(String.format(
                Locale.ROOT,
                "GC interval %s, total error %+.2f %%, calibration %s%n",
                advice.gcIntervalSeconds(),
                100 * totalError(),
                advice.calibration()));
        for (SiteScore site : sites) {
            table.append(line(site));
        }
        return table.toString();
    }

    private static String line(SiteScore site) {
        SiteAdvice advice = site.advice();
        return String.format(
                Locale.ROOT,
                "%-8s %s expected %-24s rate %+6.1f %% of %6.2f MB/s, %s, n=%d, life %s (true %.4f s) | %s%n",
                site.truth().name(),
                site.verdictRight() ? "right" : "WRONG",
                site.expected().words(),
                100 * site.rateError(),
                site.truth().bytesPerSecond() / 1e6,
                site.covered() ? "covered" : "OUTSIDE",
                advice == null ? 0 : advice.samples(),
                advice == null ? "-" : advice.lifeSeconds(),
                site.truth().lifeSeconds(),
                site.said());
    }

    private static @Nullable SiteAdvice find(Advice advice, Truth.Site site) {
        return advice.sites().stream()
                .filter(candidate -> candidate.method().equals(site.method())
                        && candidate.className().equals(site.className()))
                .max(Comparator.comparingDouble(
                        candidate -> candidate.bytesPerSecond().value()))
                .orElse(null);
    }
}
