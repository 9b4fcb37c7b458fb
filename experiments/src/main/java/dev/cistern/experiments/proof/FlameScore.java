package dev.cistern.experiments.proof;

import dev.cistern.lab.flame.FlameReports;
import dev.cistern.lab.flame.Profile;
import dev.cistern.lab.flame.ProfileRecorder;
import dev.cistern.lab.recording.ProfileKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * How the allocation graph of a known-truth target compares with the truth of the same run.
 *
 * <p>What a graph draws is shares, so a site is held to its share of all bytes; the whole is held to the bytes a second.
 *
 * @param truth what the target counted
 * @param bytesPerSecond what the graph says the whole is
 * @param sites the known sites that really allocate
 */
record FlameScore(Truth truth, double bytesPerSecond, List<Site> sites) {
    /**
     * One site.
     *
     * @param name its short name
     * @param share its true share of all bytes
     * @param drawn the share that is drawn; 0 where it is missing
     * @param low the lower end of what is stated
     * @param high the upper end of what is stated
     */
    record Site(String name, double share, double drawn, double low, double high) {
        boolean covered() {
            return low <= share && share <= high;
        }

        /** {@return whether the truth lies in the stated interval made twice as wide} */
        boolean nearlyCovered() {
            return 2 * low - drawn <= share && share <= 2 * high - drawn;
        }
    }

    static FlameScore of(ProofRun run) throws IOException {
        try (TargetProcess target = run.start()) {
            TruthDuring during = new TruthDuring(target);
            Profile profile =
                    new ProfileRecorder().record(target.pid(), ProfileKind.ALLOC, run.duration(), run.engine(), during);
            return of(during.found(), profile);
        }
    }

    private static FlameScore of(Truth truth, Profile profile) {
        Map<String, JsonNode> drawn = new HashMap<>();
        JsonMapper.shared()
                .readTree(FlameReports.json(profile))
                .get("sites")
                .forEach(site -> drawn.put(site.get("name").asString(), site));
        List<Site> sites = new ArrayList<>();
        for (Truth.Site site : truth.sites()) {
            if (!site.scalarReplaced()) {
                JsonNode found = drawn.get(site.className() + " in " + site.method());
                double share = site.bytesPerSecond() / truth.bytesPerSecond();
                sites.add(
                        found == null
                                ? new Site(site.name(), share, 0, 0, 0)
                                : new Site(
                                        site.name(),
                                        share,
                                        found.get("weight").asDouble() / profile.total(),
                                        found.get("low").asDouble() / profile.total(),
                                        found.get("high").asDouble() / profile.total()));
            }
        }
        return new FlameScore(truth, profile.total() / profile.facts().seconds(), sites);
    }

    /** {@return the drawn total over the true one, less 1} */
    double totalError() {
        return bytesPerSecond / truth.bytesPerSecond() - 1;
    }

    boolean totalRight() {
        return Math.abs(totalError()) <= Score.TOTAL_TOLERANCE;
    }

    /** {@return one line a site, for the log and for a failed assertion} */
    String table() {
        StringBuilder table = new StringBuilder(String.format(
                Locale.ROOT,
                "total %.1f MB/s true, drawn %+.2f %%%n",
                truth.bytesPerSecond() / 1e6,
                100 * totalError()));
        for (Site site : sites) {
            table.append(String.format(
                    Locale.ROOT,
                    "%-9s %5.1f %% true, drawn %5.1f %% (%.1f–%.1f), %+.1f %%, %s%n",
                    site.name(),
                    100 * site.share(),
                    100 * site.drawn(),
                    100 * site.low(),
                    100 * site.high(),
                    100 * (site.drawn() / site.share() - 1),
                    site.covered() ? "covered" : "OUTSIDE"));
        }
        return table.toString();
    }
}
