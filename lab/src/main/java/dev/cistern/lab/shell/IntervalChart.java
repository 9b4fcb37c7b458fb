package dev.cistern.lab.shell;

import dev.cistern.lab.Estimate;
import java.util.ArrayList;
import java.util.List;

/**
 * Differences with their intervals, one below the other around a line at zero, so that one sees which intervals exclude it.
 * Each row has a scale of its own, for rows of different units. Needs no script. Not thread-safe.
 */
public final class IntervalChart {
    private static final double MIDDLE = 50;
    /** How far from the middle a scale reaches, which leaves a margin: what reaches further goes to the edge. */
    private static final double REACH = 46;

    private static final double HALF_LINE = 0.15;
    private static final double HALF_VALUE = 0.4;

    private final String caption;
    private final List<Row> rows = new ArrayList<>();

    private record Row(String label, Estimate difference, String word, String style) {}

    /**
     * A chart without rows.
     *
     * @param caption what it shows
     */
    public IntervalChart(String caption) {
        this.caption = caption;
    }

    /**
     * Adds a row.
     *
     * @param label what differs
     * @param difference by how much; an end may be infinite
     * @param word what that means
     * @param style {@code better}, {@code worse} or {@code level}
     * @return this chart
     */
    public IntervalChart row(String label, Estimate difference, String word, String style) {
        rows.add(new Row(label, difference, word, style));
        return this;
    }

    /** Writes the chart; nothing where it has no row. */
    public void write(Html html) {
        if (rows.isEmpty()) {
            return;
        }
        BarRows drawn = BarRows.open(html, caption);
        rows.forEach(row -> draw(drawn, row));
        drawn.close();
    }

    private static void draw(BarRows drawn, Row row) {
        Estimate difference = row.difference();
        double scale = scale(difference);
        drawn.begin(row.label(), row.style());
        drawn.stretch("", at(difference.low(), scale), at(difference.high(), scale));
        double value = at(difference.value(), scale);
        drawn.stretch("value", value - HALF_VALUE, value + HALF_VALUE);
        drawn.stretch("zero", MIDDLE - HALF_LINE, MIDDLE + HALF_LINE);
        drawn.end(row.word());
    }

    /** The farthest of the three that is not infinite; one where all are zero. */
    private static double scale(Estimate difference) {
        double farthest = 0;
        for (double end : new double[] {difference.low(), difference.value(), difference.high()}) {
            farthest = Double.isInfinite(end) ? farthest : Math.max(farthest, Math.abs(end));
        }
        return farthest == 0 ? 1 : farthest;
    }

    private static double at(double value, double scale) {
        return Double.isInfinite(value) ? MIDDLE + Math.copySign(MIDDLE, value) : MIDDLE + REACH * value / scale;
    }
}
