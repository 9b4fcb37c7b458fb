package dev.cistern.lab.report;

import dev.cistern.lab.Verdict;
import dev.cistern.lab.advise.Advice;
import dev.cistern.lab.advise.SiteAdvice;
import dev.cistern.lab.recording.TargetFacts;
import dev.cistern.lab.shell.Figures;
import dev.cistern.lab.shell.Names;
import dev.cistern.lab.shell.Printable;
import dev.cistern.lab.shell.TerminalStyle;
import dev.cistern.lab.shell.TerminalWriter;
import dev.cistern.lab.shell.TerminalWriter.Paint;
import java.util.ArrayList;
import java.util.List;

/** Shows an advice in a terminal: the verdicts first, readable at 80 columns, then what each rests on. */
public final class TerminalReport {
    /** How many sites that do not pay are explained; the HTML report explains all. */
    private static final int EXPLAINED = 5;

    private final Advice advice;
    private final TerminalStyle style;
    private final TerminalWriter out;
    private final List<SiteAdvice> shown;

    private TerminalReport(Advice advice, TerminalStyle style) {
        this.advice = advice;
        this.style = style;
        this.out = new TerminalWriter(style);
        this.shown = advice.sites().stream().limit(style.top()).toList();
    }

    /**
     * The report as text.
     *
     * @param advice what to show
     * @param style how to lay it out
     * @return lines, each ended by a line feed
     */
    public static String render(Advice advice, TerminalStyle style) {
        return new TerminalReport(advice, style).render();
    }

    private String render() {
        head();
        answer();
        if (!advice.sites().isEmpty()) {
            new TerminalTable(out).write(shown, advice.sites().size() - shown.size());
        }
        if (!style.verdictsOnly()) {
            details();
            recognised();
            notes();
        }
        return out.toString();
    }

    private void head() {
        TargetFacts target = advice.target();
        out.line(out.paint(Paint.STRONG, Names.fit(String.join(" · ", titleParts(target)), TerminalWriter.WIDTH)));
        if (style.verdictsOnly()) {
            return;
        }
        out.paragraph(Paint.FAINT, "", String.join(" · ", observationParts(target)));
        out.paragraph(Paint.FAINT, "", String.join(" · ", loadParts()));
    }

    private static List<String> titleParts(TargetFacts target) {
        List<String> parts = new ArrayList<>(List.of("cistern advise"));
        if (!target.mainClass().isEmpty()) {
            parts.add(Printable.line(target.mainClass()));
        }
        if (target.pid() != 0) {
            parts.add("pid " + target.pid());
        }
        return parts;
    }

    private List<String> observationParts(TargetFacts target) {
        List<String> parts = new ArrayList<>();
        if (!target.jvm().isEmpty()) {
            parts.add(Printable.line(target.jvm()));
        }
        if (!target.collector().isEmpty()) {
            parts.add(Printable.line(target.collector()));
        }
        int windows = advice.windows().size();
        parts.add(advice.engine().label() + ", " + Figures.duration(advice.seconds()) + " in " + windows
                + (windows == 1 ? " window" : " windows"));
        return parts;
    }

    private List<String> loadParts() {
        Double exact = advice.calibration().exactBytesPerSecond();
        List<String> parts = new ArrayList<>();
        parts.add("allocates "
                + (exact == null
                        ? "about " + Figures.byteRate(advice.calibration().sampledBytesPerSecond())
                        : Figures.byteRate(exact)));
        parts.add(
                advice.gcIntervalSeconds() == null
                        ? "fewer than two collections"
                        : "a collection every "
                                + Figures.duration(advice.gcIntervalSeconds().value()));
        Double cpu = advice.gcCpuShare();
        if (cpu != null) {
            parts.add("GC takes " + Figures.percent(cpu) + " of a core");
        }
        return parts;
    }

    private void answer() {
        Summary summary = Summary.of(advice);
        out.blank();
        if (advice.partial()) {
            out.paragraph(
                    Paint.OPEN,
                    "PARTIAL  ",
                    "The observation ended early, after " + Figures.duration(advice.seconds()) + ".");
        }
        boolean pays = Summary.count(advice, Verdict.PAYS) > 0;
        for (String line : TerminalWriter.wrap(summary.headline(), TerminalWriter.WIDTH)) {
            out.line(out.paint(pays ? Paint.GOOD : Paint.STRONG, line));
        }
        if (!style.verdictsOnly() && !summary.why().isEmpty()) {
            out.paragraph(Paint.FAINT, "", summary.why());
        }
        out.blank();
    }

    private void details() {
        int others = 0;
        for (int i = 0; i < shown.size(); i++) {
            SiteAdvice site = shown.get(i);
            if (site.verdict() == Verdict.PAYS || others++ < EXPLAINED) {
                out.blank();
                new TerminalSite(out, site, advice.probe().of(site.className(), site.path())).write(i + 1);
            }
        }
    }

    private void recognised() {
        if (advice.recognised().isEmpty()) {
            return;
        }
        out.blank();
        out.line(out.paint(Paint.STRONG, "Pools and caches it already has"));
        for (Advice.RecognisedPool pool : advice.recognised()) {
            out.paragraph(
                    Paint.STRONG,
                    "  · ",
                    Printable.line(pool.library() + " at " + pool.where() + ": " + pool.judgement()));
        }
    }

    private void notes() {
        if (advice.notes().isEmpty()) {
            return;
        }
        out.blank();
        out.line(out.paint(Paint.STRONG, "To know about these figures"));
        advice.notes().forEach(note -> out.paragraph(Paint.FAINT, "  · ", Printable.line(note)));
    }
}
