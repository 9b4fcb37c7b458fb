package dev.cistern.lab.report;

import dev.cistern.lab.Outcome;
import dev.cistern.lab.Verdict;
import dev.cistern.lab.advise.BoundaryFinding;
import dev.cistern.lab.advise.SiteAdvice;
import dev.cistern.lab.shell.Figures;
import dev.cistern.lab.shell.Names;
import dev.cistern.lab.shell.TerminalWriter;
import dev.cistern.lab.shell.TerminalWriter.Paint;
import java.util.List;

/** The verdict table: one line a site, never wider than 80 columns. */
final class TerminalTable {
    private static final int SITE_WIDTH = 38;
    private static final String HEADER = "    VERDICT       12345   SHARE     LIFE  SITE";
    private static final String LEGEND =
            "1 frequency, life · 2 resettable · 3 cost · 4 reuse per GC cycle · 5 no identity";

    private final TerminalWriter out;

    TerminalTable(TerminalWriter out) {
        this.out = out;
    }

    void write(List<SiteAdvice> sites, int left) {
        out.line(out.paint(Paint.FAINT, HEADER));
        for (int i = 0; i < sites.size(); i++) {
            out.line(row(i + 1, sites.get(i)));
        }
        if (left > 0) {
            out.line(
                    out.paint(Paint.FAINT, "    and " + Figures.count(left) + " more: --top " + (sites.size() + left)));
        }
        out.line(out.paint(Paint.FAINT, LEGEND));
        if (sites.stream().anyMatch(site -> site.indicative() && site.verdict() == Verdict.PAYS)) {
            out.paragraph(Paint.FAINT, "    ", "PAYS? is indicative: the engine is too coarse for a firm verdict.");
        }
    }

    private String row(int number, SiteAdvice site) {
        String name = Names.fit(SiteNames.of(site), SITE_WIDTH);
        return String.format("%3d ", number)
                + out.paint(paint(site), pad(word(site), 12)) + "  "
                + strip(site.boundaries()) + "  "
                + padLeft(Figures.percent(site.share().value()), 6) + "  "
                + padLeft(Figures.life(site.lifeSeconds()), 7) + "  "
                + (site.verdict() == Verdict.PAYS ? out.paint(Paint.STRONG, name) : name);
    }

    /** {@return the verdict's word; PAYS with a question mark where it is only indicative} */
    static String word(SiteAdvice site) {
        return site.verdict() == Verdict.PAYS && site.indicative()
                ? "PAYS?"
                : site.verdict().name();
    }

    static Paint paint(SiteAdvice site) {
        return switch (site.verdict()) {
            case PAYS -> Paint.GOOD;
            case DOES_NOT_PAY -> site.harm() ? Paint.BAD : Paint.FAINT;
            case UNDECIDED -> Paint.OPEN;
        };
    }

    static String glyph(Outcome outcome) {
        return switch (outcome) {
            case PASS -> "✓";
            case FAIL -> "✗";
            case UNKNOWN -> "?";
        };
    }

    static Paint paint(Outcome outcome) {
        return switch (outcome) {
            case PASS -> Paint.GOOD;
            case FAIL -> Paint.BAD;
            case UNKNOWN -> Paint.OPEN;
        };
    }

    private String strip(List<BoundaryFinding> findings) {
        StringBuilder strip = new StringBuilder();
        findings.forEach(finding -> strip.append(out.paint(paint(finding.outcome()), glyph(finding.outcome()))));
        return strip + " ".repeat(Math.max(0, 5 - findings.size()));
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }

    private static String padLeft(String text, int width) {
        return " ".repeat(Math.max(0, width - text.length())) + text;
    }
}
