package dev.cistern.lab.advise;

import dev.cistern.lab.Verdict;

/**
 * What to do about a site.
 *
 * @param apply the piece of Cistern, a library's own setting, or {@code leave it alone}
 * @param snippet code to start from; empty where none applies
 */
record Remedy(String apply, String snippet) {
    private static final Remedy LEAVE_ALONE = new Remedy("leave it alone", "");

    static Remedy of(SiteFacts facts, Verdict verdict) {
        if (facts.inlinable() != null) {
            return new Remedy("inline, don't pool", "");
        }
        return verdict == Verdict.PAYS
                ? new Remedy(
                        "ScratchPool of cistern-pool",
                        Snippets.scratchPool(
                                facts.site().className(),
                                facts.rates().objectBytes().value()))
                : LEAVE_ALONE;
    }
}
