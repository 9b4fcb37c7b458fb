package dev.cistern.lab.gc;

import java.util.ArrayList;
import java.util.List;

/** Thins the series of a history out to what a chart can show, keeping the extremes of what swings. */
final class Curves {
    private static final int POINTS = 400;

    private final GcHistory history;

    Curves(GcHistory history) {
        this.history = history;
    }

    List<GcReport.Curve> all() {
        List<GcReport.Curve> curves = new ArrayList<>();
        add(curves, "committed", history.committed);
        add(curves, "used", history.used);
        add(curves, "idle", history.idleAfter);
        add(curves, "rss", history.rss);
        return curves;
    }

    private void add(List<GcReport.Curve> curves, String name, TimeSeries series) {
        if (series.size() == 0) {
            return;
        }
        List<Double> seconds = new ArrayList<>();
        List<Double> bytes = new ArrayList<>();
        if (series.size() <= 2 * POINTS) {
            for (int i = 0; i < series.size(); i++) {
                point(series, i, seconds, bytes);
            }
        } else {
            thin(series, seconds, bytes);
        }
        curves.add(new GcReport.Curve(name, seconds, bytes));
    }

    /** The lowest and the highest reading of each of many short times, in their order. */
    private void thin(TimeSeries series, List<Double> seconds, List<Double> bytes) {
        double step = ((double) history.endNanos() - history.startNanos()) / POINTS;
        for (int bucket = 0; bucket < POINTS; bucket++) {
            int from = series.from(history.startNanos() + Math.round(bucket * step));
            int to = bucket == POINTS - 1
                    ? series.size()
                    : series.from(history.startNanos() + Math.round((bucket + 1) * step));
            if (from >= to) {
                continue;
            }
            int low = from;
            int high = from;
            for (int i = from; i < to; i++) {
                low = series.value(i) < series.value(low) ? i : low;
                high = series.value(i) > series.value(high) ? i : high;
            }
            point(series, Math.min(low, high), seconds, bytes);
            if (low != high) {
                point(series, Math.max(low, high), seconds, bytes);
            }
        }
    }

    private void point(TimeSeries series, int index, List<Double> seconds, List<Double> bytes) {
        seconds.add((series.nanos(index) - history.startNanos()) / 1e9);
        bytes.add(series.value(index));
    }
}
