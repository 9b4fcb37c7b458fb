package dev.cistern.lab.shell;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A chart of one or several figures over time: drag to zoom in, double click or Escape to zoom out, arrow keys to move
 * the cursor, charts of one page under one cursor.
 *
 * <p>It is drawn by uPlot, which is written into the page with its licence. Where no script runs a table of each series'
 * extremes stands in its place. A series may have its own times; more than {@value #MOST_POINTS} points are thinned in a
 * way that keeps the lowest and the highest of each stretch. Not thread-safe.
 */
public final class SeriesChart {
    /** How many points of a series are written at most. */
    static final int MOST_POINTS = 8_000;

    private static final String FOLDER = "META-INF/resources/webjars/uplot/1.6.30/";
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    /** How the figures of a chart read. */
    public enum Unit {
        /** Bytes. */
        BYTES,
        /** Bytes a second. */
        BYTES_PER_SECOND,
        /** Lengths of time in seconds. */
        SECONDS,
        /** Shares from 0 to 1, shown as per cent. */
        SHARE,
        /** Plain numbers. */
        COUNT
    }

    private enum Look {
        LINE,
        STEPS,
        POINTS,
        BAND
    }

    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    private record Series(String name, Look look, double[] seconds, double[] values, double[] upper) {}

    private record Mark(double seconds, String label, boolean strong) {}

    private final String caption;
    private final Unit unit;
    private final List<Series> series = new ArrayList<>();
    private final List<Mark> marks = new ArrayList<>();

    /**
     * A chart without series.
     *
     * @param caption what it shows, a sentence
     * @param unit how its figures read
     */
    public SeriesChart(String caption, Unit unit) {
        this.caption = caption;
        this.unit = unit;
    }

    /**
     * Adds a line from point to point.
     *
     * @param name what it is called in the legend
     * @param seconds the times, ascending, in seconds since the beginning of the observation
     * @param values the figures in the chart's unit; NaN leaves a gap
     * @return this chart
     * @throws IllegalArgumentException if there are not as many values as times
     */
    public SeriesChart line(String name, double[] seconds, double[] values) {
        return add(new Series(name, Look.LINE, seconds, values, values));
    }

    /** Adds a line that keeps each value until the next time; parameters as of {@link #line}. */
    public SeriesChart steps(String name, double[] seconds, double[] values) {
        return add(new Series(name, Look.STEPS, seconds, values, values));
    }

    /** Adds points that no line joins; parameters as of {@link #line}. */
    public SeriesChart points(String name, double[] seconds, double[] values) {
        return add(new Series(name, Look.POINTS, seconds, values, values));
    }

    /** Adds the area between a lower and an upper end, such as an interval; parameters as of {@link #line}. */
    public SeriesChart band(String name, double[] seconds, double[] low, double[] high) {
        return add(new Series(name, Look.BAND, seconds, low, high));
    }

    /**
     * Adds a vertical line at a moment.
     *
     * @param seconds when
     * @param label what happened
     * @param strong whether it is what the reader looks for, such as a critical point, and not one of many
     * @return this chart
     */
    public SeriesChart mark(double seconds, String label, boolean strong) {
        marks.add(new Mark(seconds, label, strong));
        return this;
    }

    private SeriesChart add(Series one) {
        if (one.seconds.length != one.values.length || one.seconds.length != one.upper.length) {
            throw new IllegalArgumentException("series '" + one.name + "' has " + one.seconds.length + " times but "
                    + one.values.length + " values; give one value a time");
        }
        series.add(one);
        return this;
    }

    /** Writes the chart as a figure. */
    public void write(Html html) {
        html.needs(new Asset("uPlot.css", Asset.onClassPath(FOLDER + "dist/uPlot.min.css")));
        html.needs(new Asset("uPlot.js", licence() + Asset.onClassPath(FOLDER + "dist/uPlot.iife.min.js")));
        html.needs(Asset.beside(SeriesChart.class, "series.css"));
        html.needs(Asset.beside(SeriesChart.class, "series.js"));
        html.open("figure", "class", "series", "aria-label", Printable.line(caption));
        html.element("figcaption", caption);
        html.json(json());
        html.open("div", "class", "plot").close();
        html.open("details", "class", "extremes").element("summary", "Figures");
        extremes(html);
        html.close().close();
    }

    private static String licence() {
        return "/*\nuPlot is written into this page under its licence:\n\n"
                + Asset.onClassPath(FOLDER + "LICENSE").replace("*/", "* /") + "*/\n";
    }

    private void extremes(Html html) {
        Table table = new Table(caption)
                .column("Series")
                .number("Points")
                .number("Lowest")
                .number("Highest")
                .number("Last");
        for (Series one : series) {
            double low =
                    Arrays.stream(one.values).filter(Double::isFinite).min().orElse(Double.NaN);
            double high =
                    Arrays.stream(one.upper).filter(Double::isFinite).max().orElse(Double.NaN);
            double last = one.values.length == 0 ? Double.NaN : one.values[one.values.length - 1];
            table.row(
                    Table.cell(one.name),
                    Table.cell(Figures.count(one.values.length), one.values.length),
                    figure(low),
                    figure(high),
                    figure(last));
        }
        table.write(html);
    }

    private Table.Cell figure(double value) {
        if (!Double.isFinite(value)) {
            return Table.cell("", -Double.MAX_VALUE);
        }
        String text = switch (unit) {
            case BYTES -> Figures.bytes(value);
            case BYTES_PER_SECOND -> Figures.byteRate(value);
            case SECONDS -> Figures.duration(value);
            case SHARE -> Figures.percent(value);
            case COUNT -> Figures.number(value);
        };
        return Table.cell(text, value);
    }

    private String json() {
        ObjectNode root = MAPPER.createObjectNode();
        root.put("caption", Printable.line(caption));
        root.put("unit", unit.name().toLowerCase(Locale.ROOT));
        ArrayNode all = root.putArray("series");
        for (Series one : series) {
            ObjectNode json = all.addObject()
                    .put("name", Printable.line(one.name))
                    .put("look", one.look.name().toLowerCase(Locale.ROOT));
            int[] kept = Thinning.keep(one.values, one.upper, MOST_POINTS);
            numbers(json.putArray("x"), one.seconds, kept);
            numbers(json.putArray("y"), one.values, kept);
            if (one.look == Look.BAND) {
                numbers(json.putArray("upper"), one.upper, kept);
            }
        }
        ArrayNode lines = root.putArray("marks");
        marks.forEach(mark -> lines.addObject()
                .put("x", mark.seconds)
                .put("label", Printable.line(mark.label))
                .put("strong", mark.strong));
        return MAPPER.writeValueAsString(root);
    }

    private static void numbers(ArrayNode array, double[] values, int[] kept) {
        for (int index : kept) {
            double value = values[index];
            if (!Double.isFinite(value)) {
                array.addNull();
            } else if (value == Math.rint(value) && Math.abs(value) < 1e15) {
                array.add((long) value);
            } else {
                array.add(Double.parseDouble(String.format(Locale.ROOT, "%.7g", value)));
            }
        }
    }
}
