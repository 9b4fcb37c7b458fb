package dev.cistern.cli;

import dev.cistern.experiments.boundaries.Finding;
import dev.cistern.lab.shell.Html;
import dev.cistern.lab.shell.Page;
import java.time.Duration;
import java.util.List;

/** The findings of the boundaries as a page. */
final class FindingPage {
    private static final int ROW_HEIGHT = 22;
    private static final int LABEL_WIDTH = 270;
    private static final int BAR_WIDTH = 320;
    private static final int WIDTH = 700;

    private FindingPage() {}

    static String render(List<Finding> findings) {
        return document(findings, Duration.ZERO).html();
    }

    /** The page, which looks for a newer one so often, or never where that is zero. */
    static Page.Document document(List<Finding> findings, Duration refresh) {
        Page page = new Page("boundaries", "The five boundaries on this machine");
        return page.live(refresh).render(html -> {
            html.element("h1", "The five boundaries on this machine");
            findings.forEach(finding -> section(html, finding));
        });
    }

    private static void section(Html html, Finding finding) {
        html.open("section", "class", "card");
        html.element("h2", finding.boundary() + " " + finding.title());
        html.open("p").element("b", "Expected: ").text(finding.expected()).close();
        html.open("p")
                .element("b", finding.asExpected() ? "Seen, as expected: " : "Seen, otherwise than expected: ")
                .text(finding.seen())
                .close();
        finding.charts().forEach(chart -> chart(html, chart));
        finding.notes().forEach(note -> html.element("p", note));
        html.close();
    }

    private static void chart(Html html, Finding.Chart chart) {
        double longest =
                chart.bars().stream().mapToDouble(Finding.Bar::value).max().orElse(0);
        html.open("figure");
        html.element("figcaption", chart.caption() + (chart.unit().isEmpty() ? "" : ", " + chart.unit()));
        html.open(
                "svg",
                "viewBox",
                "0 0 " + WIDTH + " " + ROW_HEIGHT * chart.bars().size(),
                "width",
                "100%",
                "role",
                "img",
                "aria-label",
                chart.caption());
        for (int row = 0; row < chart.bars().size(); row++) {
            bar(html, chart.bars().get(row), row * ROW_HEIGHT, longest);
        }
        html.close().close();
    }

    private static void bar(Html html, Finding.Bar bar, int top, double longest) {
        long width = longest == 0 ? 0 : Math.round(BAR_WIDTH * bar.value() / longest);
        String baseline = "" + (top + ROW_HEIGHT - 7);
        html.open("text", "x", "0", "y", baseline, "font-size", "14", "fill", "currentColor")
                .text(bar.label())
                .close();
        html.open(
                "rect",
                "x",
                "" + LABEL_WIDTH,
                "y",
                "" + (top + 4),
                "width",
                "" + Math.max(1, width),
                "height",
                "" + (ROW_HEIGHT - 8),
                "fill",
                "currentColor",
                "opacity",
                "0.55");
        html.open("text", "x", "" + (LABEL_WIDTH + width + 8), "y", baseline, "font-size", "14", "fill", "currentColor")
                .text(FindingText.number(bar.value()))
                .close();
    }
}
