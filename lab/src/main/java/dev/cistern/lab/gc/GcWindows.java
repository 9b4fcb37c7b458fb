package dev.cistern.lab.gc;

import dev.cistern.lab.Estimate;
import dev.cistern.lab.statistics.TheilSen;
import dev.cistern.lab.statistics.WindowedRate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Divides a history into windows of equal length, and again into as long ones that begin half a window later. */
final class GcWindows {
    /** Enough readings for a trend; more would only cost time. */
    private static final int READINGS = 120;
    /** Fewer readings leave no two-sided interval of 95 %. */
    private static final int FEWEST = 5;
    /** A window's own interval rests on this many parts of it at most. */
    private static final int PARTS = 30;

    private final GcHistory history;
    private final double windowNanos;
    private final int count;

    GcWindows(GcHistory history, int count) {
        this.history = history;
        this.count = count;
        this.windowNanos = ((double) history.endNanos() - history.startNanos()) / count;
    }

    /**
     * What one window tells towards the whole.
     *
     * @param idle the median of idle memory after collections, NaN where there was none
     * @param operations the operations finished in it, 0 where not known
     */
    record Facts(double startSeconds, double seconds, Stretches.Amount allocated, double idle, double operations) {
        double middleSeconds() {
            return startSeconds + seconds / 2;
        }
    }

    /** The windows that do not overlap. */
    List<Facts> independent() {
        List<Facts> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long from = at(i);
            long to = at(i + 1);
            all.add(new Facts(
                    seconds(from),
                    windowNanos / 1e9,
                    history.allocated.within(from, to),
                    history.idleAfter.median(from, to),
                    operations(from, to)));
        }
        return all;
    }

    /** All windows, in order of time. */
    List<GcReport.Window> sliding() {
        List<GcReport.Window> all = new ArrayList<>();
        for (int half = 0; half <= 2 * (count - 1); half++) {
            all.add(window(at(half / 2.0), at(half / 2.0 + 1), half % 2 == 0));
        }
        return all;
    }

    private GcReport.Window window(long from, long to, boolean independent) {
        double seconds = windowNanos / 1e9;
        double[][] parts = grouped(history.allocated.columns(from, to));
        double stretches = history.allocated.within(from, to).parts();
        double variance = stretches * history.readingError() * history.readingError() / 6;
        double operations = operations(from, to);
        double idle = history.idleAfter.median(from, to);
        int first = history.pauses.from(from);
        int end = history.pauses.from(to);
        double paused = 0;
        double longest = 0;
        for (int i = first; i < end; i++) {
            paused += history.pauses.value(i);
            longest = Math.max(longest, history.pauses.value(i));
        }
        return new GcReport.Window(
                seconds(from),
                seconds,
                independent,
                parts[0].length < 2 ? null : new WindowedRate(parts[0], parts[1], variance).usual(),
                trend(history.idleAfter, history.startNanos(), from, to),
                operations > 0 ? (Double) (operations / seconds) : null,
                operations > 0 && parts[0].length >= 2 ? perOperation(parts, variance, operations / seconds) : null,
                Double.isNaN(idle) ? null : (Double) idle,
                history.collections.from(to) - history.collections.from(from),
                paused / 1e9,
                longest / 1e9);
    }

    private static Estimate perOperation(double[][] parts, double variance, double operationsPerSecond) {
        return new WindowedRate(parts[0], parts[1], variance).usual().times(1 / operationsPerSecond);
    }

    /** Neighbouring stretches taken together, so that no window has more than some. */
    private static double[][] grouped(double[][] columns) {
        int stretches = columns[0].length;
        if (stretches <= PARTS) {
            return columns;
        }
        double[][] grouped = new double[2][PARTS];
        for (int i = 0; i < stretches; i++) {
            int group = (int) ((long) i * PARTS / stretches);
            grouped[0][group] += columns[0][i];
            grouped[1][group] += columns[1][i];
        }
        return grouped;
    }

    private double operations(long from, long to) {
        TimeSeries done = history.operations;
        return done.size() < 2 ? 0 : doneAt(done, to) - doneAt(done, from);
    }

    private static double doneAt(TimeSeries done, long nanos) {
        int after = done.from(nanos);
        if (after == 0) {
            return done.value(0);
        }
        if (after == done.size()) {
            return done.value(after - 1);
        }
        double length = (double) done.nanos(after) - done.nanos(after - 1);
        double share = length <= 0 ? 1 : (nanos - (double) done.nanos(after - 1)) / length;
        return done.value(after - 1) + share * (done.value(after) - done.value(after - 1));
    }

    /** The trend of readings between two moments, thinned out; null where there are too few. */
    static @Nullable Estimate trend(TimeSeries series, long zero, long from, long to) {
        int first = series.from(from);
        int end = series.from(to);
        int all = end - first;
        int kept = Math.min(all, READINGS);
        if (kept < FEWEST || series.nanos(first) == series.nanos(end - 1)) {
            return null;
        }
        double[] times = new double[kept];
        double[] values = new double[kept];
        for (int i = 0; i < kept; i++) {
            int index = first + (int) ((long) i * all / kept);
            times[i] = (series.nanos(index) - zero) / 1e9;
            values[i] = series.value(index);
        }
        return slope(times, values);
    }

    /** The slope of Theil and Sen; null where too few readings, or too dependent ones, leave no interval. */
    static @Nullable Estimate slope(double[] times, double[] values) {
        if (times.length < FEWEST) {
            return null;
        }
        Estimate slope = new TheilSen(times, values).usual();
        return Double.isInfinite(slope.low()) ? null : slope;
    }

    private long at(double windows) {
        return windows >= count ? history.endNanos() + 1 : history.startNanos() + Math.round(windows * windowNanos);
    }

    private double seconds(long nanos) {
        return (nanos - history.startNanos()) / 1e9;
    }
}
