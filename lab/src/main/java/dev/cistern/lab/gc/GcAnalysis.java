package dev.cistern.lab.gc;

import dev.cistern.lab.Estimate;
import dev.cistern.lab.LabException;
import dev.cistern.lab.statistics.WindowedRate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** Makes the figures of a report from a history: windows, rates, trends, pauses. */
final class GcAnalysis {
    private static final double SHORTEST_SECONDS = 2;

    /**
     * What threads leave unused of their allocation buffers is in use to a collector, so the heap tells more than was
     * allocated: by 1 to 3 % for objects of 8 KiB, which is about the worst case.
     */
    private static final double BUFFER_WASTE = 0.04;

    /** ZGC counts whole pages of 2 MiB and those that it moves objects into: 6.5 % too much were seen in a heap of 128 MB. */
    private static final double PAGE_WASTE = 0.1;

    private final GcHistory history;
    private final GcWindows windows;
    private final List<GcWindows.Facts> independent;

    GcAnalysis(GcHistory history, GcOptions options) {
        if (history.seconds() < SHORTEST_SECONDS) {
            throw new LabException.NoConclusion(String.format(
                    Locale.ROOT,
                    "%s lasts %.1f s, which is too short to conclude anything; observe for a minute or more under load",
                    String.join(", ", history.inputs()),
                    history.seconds()));
        }
        this.history = history;
        if (options.rate() != null) {
            history.operationsPerSecond(options.rate());
        }
        this.windows = new GcWindows(history, options.windows());
        this.independent = windows.independent();
    }

    GcReport report() {
        GcReport.Allocation allocation = allocation();
        GcReport.Heap heap = heap();
        GcJudgement judgement = GcJudgement.of(history, allocation, heap);
        return new GcReport(
                history.source(),
                history.inputs(),
                history.target(),
                history.partial(),
                history.wallClock() ? (Long) history.startNanos() : null,
                history.seconds(),
                judgement.verdict(),
                judgement.harm(),
                judgement.reason(),
                judgement.conditions(),
                GcTuning.of(history, allocation, heap),
                allocation,
                heap,
                windows.sliding(),
                pauses(),
                signs(),
                new Curves(history).all(),
                history.notes());
    }

    private GcReport.Allocation allocation() {
        List<GcWindows.Facts> known = independent.stream()
                .filter(window -> window.allocated().seconds() > 0)
                .toList();
        double[] bytes =
                known.stream().mapToDouble(window -> window.allocated().bytes()).toArray();
        double[] seconds = known.stream()
                .mapToDouble(window -> window.allocated().seconds())
                .toArray();
        double[] rates = new double[bytes.length];
        Arrays.setAll(rates, i -> bytes[i] / seconds[i]);
        @Nullable
        Estimate rate = known.size() < 2 ? null : margin(new WindowedRate(bytes, seconds, variance(known)).usual());
        @Nullable Estimate trend = trend(known, rates);
        List<GcWindows.Facts> served =
                known.stream().filter(window -> window.operations() > 0).toList();
        if (served.size() < 2) {
            return new GcReport.Allocation(history.exactAllocation(), rate, trend, null, null, null);
        }
        return perOperation(served, rate, trend);
    }

    private GcReport.Allocation perOperation(
            List<GcWindows.Facts> served, @Nullable Estimate rate, @Nullable Estimate trend) {
        // Where allocation is known of a part of a window only, it is set against that part of the operations.
        double[] operations = served.stream()
                .mapToDouble(window -> window.operations() * window.allocated().seconds() / window.seconds())
                .toArray();
        double[] bytes = served.stream()
                .mapToDouble(window -> window.allocated().bytes())
                .toArray();
        double[] seconds = served.stream().mapToDouble(GcWindows.Facts::seconds).toArray();
        double[] done = served.stream().mapToDouble(GcWindows.Facts::operations).toArray();
        double[] each = new double[bytes.length];
        Arrays.setAll(each, i -> bytes[i] / operations[i]);
        return new GcReport.Allocation(
                history.exactAllocation(),
                rate,
                trend,
                new WindowedRate(done, seconds, 0).usual(),
                margin(new WindowedRate(bytes, operations, variance(served)).usual()),
                trend(served, each));
    }

    private Estimate margin(Estimate estimate) {
        return history.exactAllocation()
                ? estimate
                : new Estimate(estimate.value(), estimate.low() * (1 - waste()), estimate.high());
    }

    private double waste() {
        return history.target().collector().equals("ZGC") ? PAGE_WASTE : BUFFER_WASTE;
    }

    private double variance(List<GcWindows.Facts> known) {
        double error = history.readingError();
        return known.stream().mapToDouble(window -> window.allocated().parts()).sum() * error * error / 6;
    }

    private static @Nullable Estimate trend(List<GcWindows.Facts> known, double[] values) {
        double[] middles =
                known.stream().mapToDouble(GcWindows.Facts::middleSeconds).toArray();
        return GcWindows.slope(middles, values);
    }

    private GcReport.Heap heap() {
        long start = history.startNanos();
        long end = history.endNanos();
        List<GcWindows.Facts> idle = independent.stream()
                .filter(window -> !Double.isNaN(window.idle()))
                .toList();
        double[] medians = idle.stream().mapToDouble(GcWindows.Facts::idle).toArray();
        return new GcReport.Heap(
                mean(history.used),
                mean(history.committed),
                known(history.idleAfter.median(start, end + 1)),
                mean(history.rss),
                trend(idle, medians),
                GcWindows.trend(history.usedAfterMajor, start, start, end + 1));
    }

    private static @Nullable Double known(double value) {
        return Double.isNaN(value) ? null : (Double) value;
    }

    /** The mean over time, each reading holding until the next. */
    private static @Nullable Double mean(TimeSeries series) {
        double sum = 0;
        double weight = 0;
        for (int i = 0; i + 1 < series.size(); i++) {
            double nanos = (double) series.nanos(i + 1) - series.nanos(i);
            sum += (series.value(i) + series.value(i + 1)) / 2 * nanos;
            weight += nanos;
        }
        return weight > 0 ? (Double) (sum / weight) : null;
    }

    private List<GcReport.PauseRow> pauses() {
        List<GcReport.PauseRow> rows = new ArrayList<>();
        for (Map.Entry<String, Histogram> kind : history.pausesByKind.entrySet()) {
            Histogram histogram = kind.getValue();
            boolean pauses = !kind.getKey().equals(GcHistory.ALLOCATION_STALL)
                    && !kind.getKey().equals(GcHistory.REACHING);
            rows.add(new GcReport.PauseRow(
                    kind.getKey(),
                    pauses,
                    histogram.getTotalCount(),
                    histogram.getMean() * histogram.getTotalCount() / 1e9,
                    seconds(histogram, 50),
                    seconds(histogram, 90),
                    seconds(histogram, 99),
                    seconds(histogram, 99.9),
                    histogram.getMaxValue() / 1e9));
        }
        rows.sort(Comparator.comparingDouble(GcReport.PauseRow::totalSeconds).reversed());
        return rows;
    }

    private static double seconds(Histogram histogram, double percentile) {
        return histogram.getValueAtPercentile(percentile) / 1e9;
    }

    private List<GcReport.SignCount> signs() {
        List<GcReport.SignCount> counts = new ArrayList<>();
        history.signs.forEach((sign, count) -> counts.add(new GcReport.SignCount(sign.words(), count)));
        return counts;
    }
}
