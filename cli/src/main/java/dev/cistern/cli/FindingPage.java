package dev.cistern.cli;

import dev.cistern.experiments.boundaries.Finding;
import dev.cistern.lab.shell.BarChart;
import dev.cistern.lab.shell.Html;
import dev.cistern.lab.shell.Page;
import java.time.Duration;
import java.util.List;

/** The findings of the boundaries as a page. */
final class FindingPage {
    private FindingPage() {}

    static String render(List<Finding> findings) {
        return document(findings, Duration.ZERO).html();
    }

    /** The page, which looks for a newer one so often, or never where that is zero. */
    static Page.Document document(List<Finding> findings, Duration refresh) {
        Page page = new Page("boundaries", "The five boundaries on this machine");
        return page.live(refresh).render(html -> {
            html.open("section", "class", "answer", "aria-labelledby", "answer");
            html.element("h1", "The five boundaries on this machine", "id", "answer");
            html.element("p", headline(findings), "class", "why").close();
            findings.forEach(finding -> section(html, finding));
        });
    }

    /** {@return how many came out as expected, a sentence} */
    static String headline(List<Finding> findings) {
        long expected = findings.stream().filter(Finding::asExpected).count();
        return expected + " of " + findings.size() + " boundaries came out as expected.";
    }

    private static void section(Html html, Finding finding) {
        html.open("section", "class", "card", "id", "boundary-" + finding.boundary());
        html.open("div", "class", "heading").element("h2", finding.boundary() + " " + finding.title());
        html.element(
                        "span",
                        finding.asExpected() ? "as expected" : "otherwise than expected",
                        "class",
                        finding.asExpected() ? "badge pays" : "badge undecided")
                .close();
        html.open("dl", "class", "rows");
        html.fact("Expected", finding.expected());
        html.fact("Seen", finding.seen());
        html.close();
        html.open("div", "class", "charts");
        finding.charts().forEach(chart -> chart(html, chart));
        html.close();
        finding.notes().forEach(note -> html.element("p", note, "class", "fine"));
        html.close();
    }

    private static void chart(Html html, Finding.Chart chart) {
        BarChart bars = new BarChart(chart.caption() + (chart.unit().isEmpty() ? "" : ", " + chart.unit()));
        chart.bars().forEach(bar -> bars.bar(bar.label(), bar.value(), FindingText.number(bar.value())));
        bars.write(html);
    }
}
