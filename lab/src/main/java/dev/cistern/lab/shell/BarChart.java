package dev.cistern.lab.shell;

import java.util.ArrayList;
import java.util.List;

/**
 * Bars of one unit, one below the other, each with its label and its figure; the longest fills the width. Needs no script.
 * Not thread-safe.
 */
public final class BarChart {
    /** Of the width, in per cent: what is there can be seen, however short. */
    private static final double SHORTEST = 0.5;

    private final String caption;
    private final List<Bar> bars = new ArrayList<>();

    private record Bar(String label, double value, String figure) {}

    /**
     * A chart without bars.
     *
     * @param caption what it shows and in which unit
     */
    public BarChart(String caption) {
        this.caption = caption;
    }

    /**
     * Adds a bar.
     *
     * @param label what it stands for
     * @param value its length in the unit of the chart, finite and not negative
     * @param figure the same as people read it
     * @return this chart
     * @throws IllegalArgumentException if the length is negative or not finite
     */
    public BarChart bar(String label, double value, String figure) {
        if (!(value >= 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException("the length of a bar must be finite and not negative, but was " + value);
        }
        bars.add(new Bar(label, value, figure));
        return this;
    }

    /** Writes the chart. */
    public void write(Html html) {
        double longest = bars.stream().mapToDouble(Bar::value).max().orElse(0);
        BarRows rows = BarRows.open(html, caption);
        for (Bar bar : bars) {
            rows.begin(bar.label(), "");
            if (bar.value() > 0) {
                rows.stretch("", 0, Math.max(SHORTEST, 100 * bar.value() / longest));
            }
            rows.end(bar.figure());
        }
        rows.close();
    }
}
