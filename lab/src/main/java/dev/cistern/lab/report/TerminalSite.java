package dev.cistern.lab.report;

import dev.cistern.lab.Outcome;
import dev.cistern.lab.Verdict;
import dev.cistern.lab.advise.BoundaryFinding;
import dev.cistern.lab.advise.Saving;
import dev.cistern.lab.advise.SiteAdvice;
import dev.cistern.lab.probe.ProbeEvidence;
import dev.cistern.lab.shell.Figures;
import dev.cistern.lab.shell.Printable;
import dev.cistern.lab.shell.TerminalWriter;
import dev.cistern.lab.shell.TerminalWriter.Paint;
import org.jspecify.annotations.Nullable;

/** One site below the verdict table: why, what it would save and cost, and what to apply. */
final class TerminalSite {
    private final TerminalWriter out;
    private final SiteAdvice site;
    private final @Nullable ProbeEvidence probe;

    TerminalSite(TerminalWriter out, SiteAdvice site, @Nullable ProbeEvidence probe) {
        this.out = out;
        this.site = site;
        this.probe = probe;
    }

    void write(int number) {
        out.line(String.format("%3d ", number)
                + out.paint(TerminalTable.paint(site), TerminalTable.word(site)) + "  "
                + out.paint(Paint.STRONG, Printable.line(site.className())) + " in "
                + out.paint(Paint.STRONG, Printable.line(site.method())));
        labelled("why", site.reason());
        labelled("rate", rate());
        if (probe != null) {
            labelled("probe", ProbeText.lives(probe));
        }
        findings();
        for (String condition : site.conditions()) {
            labelled("if", condition);
        }
        Saving saving = site.saving();
        if (saving != null) {
            saving(saving);
        }
        labelled("apply", site.apply());
        snippet();
    }

    private String rate() {
        return Figures.byteRate(site.bytesPerSecond()) + ", " + Figures.objectRate(site.objectsPerSecond())
                + " objects, " + Figures.count(site.samples()) + " samples";
    }

    /** All five where the site pays; else only what stands in the way. */
    private void findings() {
        for (BoundaryFinding finding : site.boundaries()) {
            if (site.verdict() == Verdict.PAYS || stands(finding)) {
                String glyph = TerminalTable.glyph(finding.outcome());
                out.paragraph(
                        TerminalTable.paint(finding.outcome()),
                        head(finding.boundary().id() + " " + glyph),
                        Printable.line(finding.evidence()));
            }
        }
    }

    private boolean stands(BoundaryFinding finding) {
        return site.verdict() == Verdict.DOES_NOT_PAY
                ? Summary.failed(site).filter(finding.boundary()::equals).isPresent()
                : finding.outcome() == Outcome.UNKNOWN;
    }

    private void saving(Saving saving) {
        labelled(
                "saves",
                Figures.byteRate(saving.bytesPerSecond()) + " of allocation; in collection "
                        + Figures.ofOneCore(saving.gcCpuPerSecond()) + "; in its own threads "
                        + Figures.ofOneCore(saving.mutatorPerSecond()));
        labelled("price", Figures.bytes(saving.retainedBytes()) + " kept by the pool");
    }

    private void labelled(String label, String text) {
        out.paragraph(Paint.FAINT, head(label), Printable.line(text));
    }

    private static String head(String label) {
        return String.format("    %-6s ", label);
    }

    private void snippet() {
        if (!site.snippet().isBlank()) {
            out.blank();
            Printable.lines(site.snippet())
                    .stripTrailing()
                    .lines()
                    .forEach(line -> out.line("        " + out.paint(Paint.CODE, line)));
        }
    }
}
