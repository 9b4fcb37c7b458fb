package dev.cistern.lab.flame;

import dev.cistern.lab.shell.Figures;
import dev.cistern.lab.shell.Names;
import dev.cistern.lab.shell.Printable;
import dev.cistern.lab.shell.TerminalStyle;
import dev.cistern.lab.shell.TerminalWriter;
import dev.cistern.lab.shell.TerminalWriter.Paint;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A profile in a terminal: what it amounts to, its heaviest frames, its pools and caches. */
final class FlameTerminal {
    private final Profile profile;
    private final TerminalStyle style;
    private final TerminalWriter out;

    FlameTerminal(Profile profile, TerminalStyle style) {
        this.profile = profile;
        this.style = style;
        this.out = new TerminalWriter(style);
    }

    String render() {
        head();
        frames();
        if (!style.verdictsOnly()) {
            lens();
            notes();
        }
        return out.toString();
    }

    private void head() {
        Profile.Facts facts = profile.facts();
        List<String> title = new ArrayList<>(List.of("cistern flame"));
        title.add(
                facts.target().mainClass().isEmpty()
                        ? facts.source()
                        : facts.target().mainClass());
        if (facts.target().pid() != 0) {
            title.add("pid " + facts.target().pid());
        }
        out.line(out.paint(Paint.STRONG, Names.fit(Printable.line(String.join(" · ", title)), TerminalWriter.WIDTH)));
        if (!style.verdictsOnly()) {
            out.paragraph(Paint.FAINT, "", observed(facts));
        }
        out.blank();
        if (facts.partial()) {
            out.paragraph(Paint.OPEN, "PARTIAL  ", "It ended early, or could not be read to its end.");
        }
        out.line(out.paint(Paint.STRONG, Weights.headline(profile)));
        Profile.Comparison comparison = facts.comparison();
        if (comparison != null) {
            double change = profile.total() - profile.tree().baseTotal();
            out.paragraph(
                    Paint.FAINT,
                    "",
                    Weights.change(change, facts.unit()) + " against " + Printable.line(comparison.source())
                            + ", compared " + comparison.scaling() + ".");
        }
        out.blank();
    }

    private String observed(Profile.Facts facts) {
        List<String> parts = new ArrayList<>();
        if (!facts.target().jvm().isEmpty()) {
            parts.add(Printable.line(facts.target().jvm()));
        }
        if (!facts.engine().isEmpty()) {
            parts.add(facts.engine());
        }
        if (profile.samples() > 0) {
            parts.add(Figures.count(profile.samples()) + " samples");
        }
        parts.add(Figures.count(profile.tree().stackCount()) + " different stacks");
        return String.join(" · ", parts);
    }

    private void frames() {
        boolean compared = profile.facts().comparison() != null;
        boolean sites = FrameSums.endsInClasses(profile.tree());
        List<FrameSums.Sum> sums = sites ? FrameSums.sites(profile.tree()) : FrameSums.of(profile.tree());
        String heads = compared
                ? "      CHANGE      SELF   SHARE"
                : sites ? "      SELF   SHARE" + (stated() ? "        95 %" : "") : "      SELF   SHARE     TOTAL";
        if (compared) {
            sums.sort(Comparator.comparingDouble(sum -> -Math.abs(sum.self() - sum.baseSelf())));
        }
        out.line(out.paint(Paint.FAINT, heads + (sites ? "  SITE" : "  FRAME")));
        double total = Math.max(profile.total(), Double.MIN_NORMAL);
        for (FrameSums.Sum sum : sums.subList(0, Math.min(style.top(), sums.size()))) {
            String figures = figures(sum, total, compared, sites);
            String frame = sites ? site(sum.frame()) : Frames.shown(sum.frame());
            out.line(figures + "  " + Names.fit(Printable.line(frame), TerminalWriter.WIDTH - figures.length() - 2));
        }
        if (sums.size() > style.top()) {
            out.line(out.paint(
                    Paint.FAINT,
                    "          and " + Figures.count(sums.size() - style.top())
                            + (sites ? " more sites" : " more frames")));
        }
    }

    private String figures(FrameSums.Sum sum, double total, boolean compared, boolean sites) {
        String own = left(Weights.text(sum.self(), profile.facts().unit()), 10)
                + left(Figures.percent(sum.self() / total), 8);
        if (compared) {
            return left(
                            Weights.change(
                                    sum.self() - sum.baseSelf(), profile.facts().unit()),
                            12)
                    + own;
        }
        return sites
                ? own + (stated() ? left(Weights.deviation(Weights.interval(profile, sum)), 12) : "")
                : own + left(Weights.text(sum.total(), profile.facts().unit()), 10);
    }

    /** Whether it is known how far the weight of a site may be off. */
    private boolean stated() {
        return profile.facts().calibration() != null;
    }

    /** A site without its packages. */
    private static String site(String name) {
        int in = name.indexOf(" in ");
        return in < 0
                ? Names.simpleClass(name)
                : Names.simpleClass(name.substring(0, in)) + " in " + Names.simpleMethod(name.substring(in + 4));
    }

    private void lens() {
        List<Lens.Row> rows = Lens.of(profile);
        out.blank();
        if (rows.isEmpty()) {
            out.paragraph(Paint.FAINT, "", "No frame of a known pool or cache is in it.");
            return;
        }
        out.line(out.paint(Paint.STRONG, "Pools and caches"));
        out.line(out.paint(Paint.FAINT, "   SHARE       HIT      MISS   RELEASE  LIBRARY, called by"));
        for (Lens.Row row : rows.subList(0, Math.min(style.top(), rows.size()))) {
            String callers = Frames.shown(row.callers().getFirst().method());
            String text = row.library() + ", " + row.group() + ": " + Names.simpleMethod(callers);
            out.line(left(Figures.percent(row.share()), 8)
                    + left(Weights.text(row.paths().hit(), profile.facts().unit()), 10)
                    + left(Weights.text(row.paths().miss(), profile.facts().unit()), 10)
                    + left(Weights.text(row.paths().release(), profile.facts().unit()), 10)
                    + "  " + Names.fit(Printable.line(text), 40));
        }
    }

    private void notes() {
        List<String> notes = FlameNotes.of(profile);
        if (!notes.isEmpty()) {
            out.blank();
            notes.forEach(note -> out.paragraph(Paint.FAINT, "· ", Printable.line(note)));
        }
    }

    private static String left(String text, int width) {
        return " ".repeat(Math.max(0, width - text.length())) + text;
    }
}
