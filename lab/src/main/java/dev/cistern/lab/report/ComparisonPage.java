package dev.cistern.lab.report;

import dev.cistern.lab.Estimate;
import dev.cistern.lab.matrix.Comparison;
import dev.cistern.lab.matrix.Direction;
import dev.cistern.lab.matrix.Shift;
import dev.cistern.lab.shell.Html;
import dev.cistern.lab.shell.IntervalChart;
import dev.cistern.lab.shell.Page;
import dev.cistern.lab.shell.Table;
import java.time.Duration;
import java.util.List;

/** Comparisons of runs as one self-contained HTML page: the verdict, each figure with its interval, the runs. */
public final class ComparisonPage {
    private final String instrument;
    private final String headline;
    private final List<Comparison> comparisons;
    private final List<String> notes;

    private ComparisonPage(String instrument, String headline, List<Comparison> comparisons, List<String> notes) {
        this.instrument = instrument;
        this.headline = headline;
        this.comparisons = comparisons;
        this.notes = notes;
    }

    /**
     * Comparisons as a document.
     *
     * @param instrument the command, {@code prove} or {@code check}
     * @param headline what came out, a sentence; empty where the only comparison says it
     * @param comparisons what to show
     * @param notes what a reader has to know
     * @param refresh how often the page asks its server for a newer one; zero where it is a file
     * @return the document with its policy
     */
    public static Page.Document render(
            String instrument, String headline, List<Comparison> comparisons, List<String> notes, Duration refresh) {
        Page page = new Page(instrument, "cistern " + instrument);
        return page.live(refresh)
                .render(new ComparisonPage(instrument, headline, List.copyOf(comparisons), List.copyOf(notes))::body);
    }

    private void body(Html html) {
        html.open("section", "class", "answer", "aria-labelledby", "answer");
        html.element(
                "h1",
                headline.isEmpty() && comparisons.size() == 1
                        ? ComparisonReport.headline(comparisons.getFirst())
                        : headline,
                "id",
                "answer");
        html.element(
                "p",
                "Worse or better is a figure only when the interval of its difference excludes zero.",
                "class",
                "why");
        html.close();
        comparisons.forEach(comparison -> section(html, comparison));
        html.notes(notes);
    }

    private void section(Html html, Comparison comparison) {
        html.open("section", "class", "card");
        html.open("div", "class", "heading").element("h2", comparison.name());
        html.element("span", ComparisonReport.headline(comparison), "class", "badge " + css(comparison))
                .close();
        Table table = new Table(instrument + " of " + comparison.name())
                .column("Figure")
                .number("Before")
                .number("After")
                .number("Change")
                .column("Difference with interval")
                .column("");
        for (Shift shift : comparison.shifts()) {
            Double before = shift.before();
            Double after = shift.after();
            Double relative = shift.relative();
            table.row(
                    Table.cell(MeasureText.label(shift.measure(), comparison.indicative())),
                    Table.cell(MeasureText.figure(shift.measure(), before), before == null ? 0 : before),
                    Table.cell(MeasureText.figure(shift.measure(), after), after == null ? 0 : after),
                    Table.cell(MeasureText.relative(shift), relative == null ? 0 : relative),
                    Table.cell(MeasureText.difference(shift)),
                    Table.cell(MeasureText.word(shift.direction())).styled(css(shift.direction())));
        }
        table.write(html);
        intervals(html, comparison);
        html.element("p", ComparisonReport.method(comparison), "class", "fine").close();
    }

    private static void intervals(Html html, Comparison comparison) {
        IntervalChart chart = new IntervalChart(
                "Differences with their intervals around zero, each on its own scale: left is less than before");
        for (Shift shift : comparison.shifts()) {
            Estimate difference = shift.difference();
            if (difference != null) {
                String css = css(shift.direction());
                chart.row(
                        MeasureText.label(shift.measure(), comparison.indicative()),
                        difference,
                        MeasureText.word(shift.direction()),
                        css.isEmpty() ? "level" : css);
            }
        }
        chart.write(html);
    }

    private static String css(Comparison comparison) {
        return switch (comparison.verdict().level()) {
            case RED -> "harm";
            case PROVEN, GREEN -> "pays";
            case AMBER, INFO, UNDECIDED -> comparison.worse().isEmpty() ? "undecided" : "harm";
        };
    }

    private static String css(Direction direction) {
        return switch (direction) {
            case UP -> "worse";
            case BETTER -> "better";
            case LEVEL, UNKNOWN -> "";
        };
    }
}
