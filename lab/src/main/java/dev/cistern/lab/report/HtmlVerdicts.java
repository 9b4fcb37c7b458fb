package dev.cistern.lab.report;

import dev.cistern.lab.Estimate;
import dev.cistern.lab.Outcome;
import dev.cistern.lab.Verdict;
import dev.cistern.lab.advise.Advice;
import dev.cistern.lab.advise.BoundaryFinding;
import dev.cistern.lab.advise.SiteAdvice;
import dev.cistern.lab.shell.Figures;
import dev.cistern.lab.shell.Html;
import dev.cistern.lab.shell.Names;
import java.util.List;
import java.util.Locale;

/** The verdict table of the HTML report, one row a site; the script makes its columns sortable. */
final class HtmlVerdicts {
    private final Html html;

    HtmlVerdicts(Html html) {
        this.html = html;
    }

    void write(Advice advice, List<SiteAdvice> sites) {
        html.open("section", "class", "verdicts", "aria-labelledby", "verdicts");
        html.open("div", "class", "heading").element("h2", "Verdicts", "id", "verdicts");
        tally(advice);
        html.close();
        html.open("div", "class", "scroll").open("table", "class", "sortable");
        head();
        html.open("tbody");
        double most =
                sites.stream().mapToDouble(site -> site.share().value()).max().orElse(1);
        for (int i = 0; i < sites.size(); i++) {
            row(i + 1, sites.get(i), most);
        }
        html.close().close().close();
        left(advice.sites().size() - sites.size());
        html.close();
    }

    private void left(int left) {
        if (left > 0) {
            html.element(
                    "p",
                    Figures.count(left) + " smaller sites are left out; the JSON report has all.",
                    "class",
                    "fine");
        }
    }

    private void tally(Advice advice) {
        html.open("p", "class", "tally");
        for (Verdict verdict : Verdict.values()) {
            long count = Summary.count(advice, verdict);
            if (count > 0) {
                html.open("span", "class", "count " + css(verdict));
                html.element("b", Figures.count(count))
                        .text(" " + verdict.name())
                        .close();
            }
        }
        html.close();
    }

    private void head() {
        html.open("thead").open("tr");
        column("#", "rank", "ascending");
        column("Verdict", "", "ascending");
        column("Boundaries", "strip", "");
        column("Site", "site", "ascending");
        column("Share", "number", "descending");
        column("Bytes a second", "number wide", "descending");
        column("Life", "number", "ascending");
        column("Samples", "number wide", "descending");
        html.close().close();
    }

    private void column(String name, String style, String firstOrder) {
        html.element("th", name, "scope", "col", "class", style, "data-order", firstOrder);
    }

    private void row(int number, SiteAdvice site, double most) {
        html.open("tr", "class", css(site.verdict()));
        html.element("td", Integer.toString(number), "class", "rank", "data-sort", Integer.toString(number));
        html.open("td", "class", "verdict", "data-sort", Integer.toString(rank(site.verdict())));
        badge(html, site);
        html.close().open("td", "class", "strip");
        strip(html, site);
        html.close().open("td", "class", "site", "data-sort", SiteNames.of(site));
        html.open("a", "href", "#site-" + number);
        html.element("b", Names.simpleClass(site.className())).text(" in ");
        html.element("code", Names.simpleMethod(site.method())).close().close();
        share(site.share().value(), most);
        number(
                Figures.byteRate(site.bytesPerSecond().value()),
                site.bytesPerSecond().value(),
                "number wide");
        Estimate life = site.lifeSeconds();
        number(Figures.life(life), life == null ? -1 : life.value(), "number life");
        number(Figures.count(site.samples()), site.samples(), "number wide");
        html.close();
    }

    private void share(double share, double most) {
        html.open("td", "class", "number share", "data-sort", Double.toString(share));
        html.open(
                "svg", "class", "meter", "viewBox", "0 0 100 8", "preserveAspectRatio", "none", "aria-hidden", "true");
        html.open(
                "rect", "width", String.format(Locale.ROOT, "%.1f", 100 * share / Math.max(most, 1e-9)), "height", "8");
        html.close().element("span", Figures.percent(share), "class", "figure").close();
    }

    private void number(String text, double sort, String style) {
        html.element("td", text, "class", style, "data-sort", Double.toString(sort));
    }

    private static int rank(Verdict verdict) {
        return switch (verdict) {
            case PAYS -> 0;
            case UNDECIDED -> 1;
            case DOES_NOT_PAY -> 2;
        };
    }

    /** {@return the style class of a verdict} */
    static String css(Verdict verdict) {
        return switch (verdict) {
            case PAYS -> "pays";
            case DOES_NOT_PAY -> "leave";
            case UNDECIDED -> "undecided";
        };
    }

    static void badge(Html html, SiteAdvice site) {
        html.open("span", "class", "badge " + css(site.verdict()) + (site.harm() ? " harm" : ""));
        html.text(site.verdict().name()).close();
        if (site.verdict() == Verdict.PAYS && site.indicative()) {
            html.element("span", "indicative", "class", "mark");
        }
        if (site.harm()) {
            html.element("span", "would harm", "class", "mark");
        }
    }

    /** Five numbered marks, told apart by shape as well as colour. */
    static void strip(Html html, SiteAdvice site) {
        html.open("span", "class", "marks", "role", "img", "aria-label", spoken(site));
        for (BoundaryFinding finding : site.boundaries()) {
            html.open(
                    "span",
                    "class",
                    "outcome " + css(finding.outcome()),
                    "title",
                    finding.boundary().id() + " " + finding.boundary().title() + ": " + finding.outcome());
            html.text(TerminalTable.glyph(finding.outcome())).close();
        }
        html.close();
    }

    static String css(Outcome outcome) {
        return outcome.name().toLowerCase(Locale.ROOT);
    }

    private static String spoken(SiteAdvice site) {
        StringBuilder words = new StringBuilder("Boundaries:");
        site.boundaries()
                .forEach(finding -> words.append(' ')
                        .append(finding.boundary().id())
                        .append(' ')
                        .append(finding.outcome()));
        return words.toString();
    }
}
