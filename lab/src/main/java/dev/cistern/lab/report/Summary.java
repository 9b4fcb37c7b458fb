package dev.cistern.lab.report;

import dev.cistern.lab.Boundary;
import dev.cistern.lab.Outcome;
import dev.cistern.lab.Verdict;
import dev.cistern.lab.advise.Advice;
import dev.cistern.lab.advise.BoundaryFinding;
import dev.cistern.lab.advise.SiteAdvice;
import dev.cistern.lab.shell.Figures;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The answer in two sentences: which sites pay, and what speaks against the others. */
record Summary(String headline, String why) {
    static Summary of(Advice advice) {
        return new Summary(headline(advice), why(advice));
    }

    /** {@return the first boundary that a site lies outside of, if there is one} */
    static Optional<Boundary> failed(SiteAdvice site) {
        return site.boundaries().stream()
                .filter(finding -> finding.outcome() == Outcome.FAIL)
                .map(BoundaryFinding::boundary)
                .findFirst();
    }

    static long count(Advice advice, Verdict verdict) {
        return advice.sites().stream().filter(site -> site.verdict() == verdict).count();
    }

    private static String headline(Advice advice) {
        int sites = advice.sites().size();
        long pays = count(advice, Verdict.PAYS);
        long undecided = count(advice, Verdict.UNDECIDED);
        if (sites == 0) {
            return "No allocation site was seen.";
        }
        if (pays == 0) {
            return undecided == 0
                    ? "Nothing here is worth pooling."
                    : "Nothing here is shown to be worth pooling; " + undecided + " of " + sites(sites)
                            + (undecided == 1 ? " is" : " are") + " undecided.";
        }
        String answer = pays + " of " + sites(sites) + (pays == 1 ? " pays" : " pay") + ", with "
                + Figures.percent(share(advice, Verdict.PAYS)) + " of the allocated bytes.";
        return answer + (undecided == 0 ? "" : " " + undecided + (undecided == 1 ? " is" : " are") + " undecided.");
    }

    private static String why(Advice advice) {
        Map<Boundary, Double> shares = new EnumMap<>(Boundary.class);
        for (SiteAdvice site : advice.sites()) {
            if (site.verdict() == Verdict.DOES_NOT_PAY) {
                failed(site)
                        .ifPresent(
                                boundary -> shares.merge(boundary, site.share().value(), Double::sum));
            }
        }
        List<String> parts = new ArrayList<>();
        shares.entrySet().stream()
                .sorted(Map.Entry.<Boundary, Double>comparingByValue().reversed())
                .forEach(entry -> parts.add(Figures.percent(entry.getValue()) + " " + against(entry.getKey()) + " ("
                        + entry.getKey().id() + ")"));
        return parts.isEmpty() ? "" : "Of the bytes, " + String.join(", ", parts) + ".";
    }

    private static String against(Boundary boundary) {
        return switch (boundary) {
            case FREQUENCY_AND_LIFE -> "are allocated too seldom or live too long";
            case RESETTABLE_STATE -> "cannot be reset";
            case COST -> "cost less to allocate than to pool";
            case REUSE -> "would seldom be reused before a collection";
            case IDENTITY -> "are told apart by identity";
        };
    }

    private static String sites(int sites) {
        return sites == 1 ? "1 site" : Figures.count(sites) + " sites";
    }

    private static double share(Advice advice, Verdict verdict) {
        return advice.sites().stream()
                .filter(site -> site.verdict() == verdict)
                .mapToDouble(site -> site.share().value())
                .sum();
    }
}
