package dev.cistern.lab.stall;

import dev.cistern.lab.LabException;
import dev.cistern.lab.recording.Frame;
import dev.cistern.lab.recording.TargetFacts;
import dev.cistern.lab.shell.Figures;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** Makes a report of what was read: what made each span as long, when allocation began to stall work, and who did it. */
final class StallAnalysis {
    /** Work is stalled where allocation stops it for this share of a window and of the one after it. */
    private static final double STALLED = 0.1;

    /** From the stalled windows back, one belongs to them while it is as many times worse than usual, and no less than this. */
    private static final double WORSE = 5;

    private static final double NOTICEABLE = 0.01;

    private static final int MOST_LANES = 60;
    private static final int MOST_SPANS_A_LANE = 1_000;
    private static final int NAMED = 8;
    private static final List<String> TELLING = List.of(
            "jdk.GCPhasePause",
            "jdk.ZAllocationStall",
            "jdk.AllocationRequiringGC",
            "jdk.JavaMonitorEnter",
            "jdk.ThreadPark",
            "dev.cistern.PoolWait",
            "dev.cistern.CacheLoad");

    private final StallReader read;
    private final TargetFacts target;
    private final StallOptions options;

    StallAnalysis(StallReader read, TargetFacts target, StallOptions options) {
        this.read = read;
        this.target = target;
        this.options = options;
    }

    StallReport report(
            boolean live, List<String> inputs, long startNanos, long endNanos, boolean partial, List<String> known) {
        if (!live && TELLING.stream().noneMatch(read::has)) {
            throw new LabException.NoConclusion(
                    String.join(", ", inputs) + " has no event that tells of pauses or stalls;"
                            + " record with the settings of 'cistern settings'");
        }
        List<String> notes = new ArrayList<>(known);
        notes(notes);
        List<StallReport.Window> windows = windows();
        StallReport.@Nullable CriticalPoint critical = critical(windows);
        List<StallReport.Lane> lanes = lanes();
        long shown = lanes.stream().mapToLong(lane -> lane.spans().size()).sum();
        long kept =
                read.spans.byThread().values().stream().mapToLong(List::size).sum();
        return new StallReport(
                live,
                inputs,
                target,
                partial,
                startNanos,
                (endNanos - startNanos) / 1e9,
                options.minSpan().toNanos() / 1e9,
                headline(critical, windows),
                critical,
                windows,
                lanes,
                longest(read.bands),
                histograms(),
                read.spans.causes().stream().limit(200).toList(),
                List.copyOf(read.heap),
                read.spans.leftOut() + kept - shown,
                List.copyOf(notes));
    }

    private void notes(List<String> notes) {
        String collector = target.collector();
        if (collector.equals("Shenandoah")) {
            notes.add("Shenandoah does not tell which threads wait for memory; its pauses are all that is seen.");
        }
        if (!read.has("jdk.AllocationRequiringGC")
                && (collector.equals("G1") || collector.equals("Parallel") || collector.equals("Serial"))) {
            notes.add(
                    "No allocation that needed a collection was recorded, so pauses are taken to be allocation's doing by"
                            + " their cause alone. That event is off by default; 'cistern settings' turns it on.");
        }
        if (!read.has("jdk.ObjectAllocationSample")) {
            notes.add("Allocations were not sampled, so no site can be named.");
        }
    }

    private List<StallReport.Window> windows() {
        List<StallReport.Window> all = new ArrayList<>();
        AllocationGrid.Grid grid = read.grid;
        for (int i = 0; i < grid.windows(); i++) {
            long from = grid.at(i);
            long to = grid.at(i + 1);
            double length = to - (double) from;
            all.add(new StallReport.Window(
                    grid.sinceStart(from),
                    length / 1e9,
                    read.byAllocation.covered(from, to) / length,
                    read.pauses.covered(from, to) / length));
        }
        return all;
    }

    /** The onset of the first two windows in which allocation stops work for a tenth of the time and more. */
    private StallReport.@Nullable CriticalPoint critical(List<StallReport.Window> windows) {
        int first = -1;
        for (int i = 0; i < windows.size() && first < 0; i++) {
            boolean last = i + 1 == windows.size();
            boolean here = windows.get(i).allocationShare() >= STALLED;
            first = here && (last || windows.get(i + 1).allocationShare() >= STALLED) ? i : -1;
        }
        if (first < 0) {
            return null;
        }
        first = onset(windows, first);
        AllocationGrid.Grid grid = read.grid;
        long moment = Math.min(read.byAllocation.firstFrom(grid.at(first)), grid.at(first + 1));
        int to = Math.min(grid.windows(), first + 3);
        int from = Math.max(0, first - 1);
        return new StallReport.CriticalPoint(
                grid.sinceStart(moment),
                grid.seconds(1),
                mean(windows.subList(0, first)),
                mean(windows.subList(first, windows.size())),
                read.allocation.threads(from, to, NAMED),
                read.allocation.sites(from, to, NAMED),
                waiting(grid.at(first)));
    }

    /** Allocation often begins to hurt a little before it hurts a tenth of the time: the first window that is not usual. */
    private static int onset(List<StallReport.Window> windows, int stalled) {
        double[] before = windows.subList(0, stalled).stream()
                .mapToDouble(StallReport.Window::allocationShare)
                .sorted()
                .toArray();
        double usual = before.length == 0 ? 0 : before[before.length / 2];
        double worse = Math.max(NOTICEABLE, WORSE * usual);
        int first = stalled;
        while (first > 0 && windows.get(first - 1).allocationShare() >= worse) {
            first--;
        }
        return first;
    }

    private static double mean(List<StallReport.Window> windows) {
        return windows.stream()
                .mapToDouble(StallReport.Window::allocationShare)
                .average()
                .orElse(0);
    }

    /** Where threads were when they had to wait for memory, from the critical point on. */
    private List<StallReport.AllocationSite> waiting(long fromNanos) {
        Map<String, List<RawSpan>> after = new HashMap<>();
        Map<String, Double> before = new HashMap<>();
        double all = 0;
        double allBefore = 0;
        for (RawSpan wait : read.waits) {
            String method = Spans.ownMethod(wait.path());
            if (wait.toNanos() < fromNanos) {
                before.merge(method, (double) wait.nanos(), Double::sum);
                allBefore += wait.nanos();
            } else {
                after.computeIfAbsent(method, fresh -> new ArrayList<>()).add(wait);
                all += wait.nanos();
            }
        }
        List<StallReport.AllocationSite> found = new ArrayList<>();
        for (Map.Entry<String, List<RawSpan>> entry : after.entrySet()) {
            double nanos = entry.getValue().stream().mapToDouble(RawSpan::nanos).sum();
            found.add(new StallReport.AllocationSite(
                    "",
                    entry.getKey(),
                    all > 0 ? nanos / all : 0,
                    allBefore > 0 ? before.getOrDefault(entry.getKey(), 0.0) / allBefore : 0,
                    entry.getValue().size(),
                    entry.getValue().getFirst().path()));
        }
        found.removeIf(site -> site.share() < AllocationGrid.NEGLIGIBLE);
        found.sort(Comparator.comparingDouble(StallReport.AllocationSite::share).reversed());
        return List.copyOf(found.subList(0, Math.min(NAMED, found.size())));
    }

    private List<StallReport.Lane> lanes() {
        List<StallReport.Lane> lanes = new ArrayList<>();
        read.spans
                .byThread()
                .forEach((thread, spans) -> lanes.add(new StallReport.Lane(
                        thread,
                        read.spans.allocationSeconds(thread),
                        read.spans.stalledSeconds(thread),
                        spans.stream()
                                .sorted(Comparator.comparingLong(RawSpan::nanos).reversed())
                                .limit(MOST_SPANS_A_LANE)
                                .sorted(Comparator.comparingLong(RawSpan::fromNanos))
                                .map(this::span)
                                .toList())));
        lanes.sort(Comparator.comparingDouble(StallReport.Lane::allocationSeconds)
                .thenComparingDouble(StallReport.Lane::stalledSeconds)
                .reversed()
                .thenComparing(StallReport.Lane::name));
        return List.copyOf(lanes.subList(0, Math.min(MOST_LANES, lanes.size())));
    }

    private StallReport.Span span(RawSpan raw) {
        return new StallReport.Span(
                read.grid.sinceStart(raw.fromNanos()),
                raw.nanos() / 1e9,
                raw.kind(),
                why(raw),
                raw.detail(),
                raw.path());
    }

    private StallReport.Why why(RawSpan raw) {
        double half = raw.nanos() / 2.0;
        if (read.pauses.covered(raw.fromNanos(), raw.toNanos()) >= half) {
            return StallReport.Why.PAUSE;
        }
        return raw.kind() == StallKind.ALLOCATION || read.stalls.covered(raw.fromNanos(), raw.toNanos()) >= half
                ? StallReport.Why.STALL
                : StallReport.Why.SLOW_PATH;
    }

    private static List<StallReport.Band> longest(List<StallReport.Band> bands) {
        return bands.stream()
                .sorted(Comparator.comparingDouble(StallReport.Band::seconds).reversed())
                .limit(5_000)
                .sorted(Comparator.comparingDouble(StallReport.Band::startSeconds))
                .toList();
    }

    private List<StallReport.HistogramRow> histograms() {
        List<StallReport.HistogramRow> rows = new ArrayList<>();
        read.spans.histograms().forEach((kind, histogram) -> rows.add(row(kind, histogram)));
        return rows;
    }

    private static StallReport.HistogramRow row(StallKind kind, Histogram histogram) {
        List<StallReport.Bucket> buckets = new ArrayList<>();
        long from = 0;
        for (long upTo = 125_000; from <= histogram.getMaxValue(); upTo *= 2) {
            long count = histogram.getCountBetweenValues(from, upTo - 1);
            buckets.add(new StallReport.Bucket(upTo / 1e9, count));
            from = upTo;
        }
        return new StallReport.HistogramRow(
                kind,
                histogram.getTotalCount(),
                histogram.getMean() * histogram.getTotalCount() / 1e9,
                seconds(histogram, 50),
                seconds(histogram, 90),
                seconds(histogram, 99),
                seconds(histogram, 99.9),
                histogram.getMaxValue() / 1e9,
                buckets);
    }

    private static double seconds(Histogram histogram, double percentile) {
        return histogram.getValueAtPercentile(percentile) / 1e9;
    }

    private static String headline(StallReport.@Nullable CriticalPoint critical, List<StallReport.Window> windows) {
        if (critical == null) {
            double most = windows.stream()
                    .mapToDouble(StallReport.Window::allocationShare)
                    .max()
                    .orElse(0);
            return "Allocation never stalled work for long: in the worst window for " + Figures.percent(most)
                    + " of the time.";
        }
        String since = "Allocation began to stall work at " + Figures.duration(critical.seconds()) + ": "
                + Figures.percent(critical.shareAfter()) + " of the time since, "
                + Figures.percent(critical.shareBefore()) + " before.";
        if (critical.sites().isEmpty()) {
            return since;
        }
        StallReport.AllocationSite site = critical.sites().getFirst();
        return since + " Most was allocated in " + site.method() + " (" + site.className() + ", "
                + Figures.percent(site.share()) + " of the bytes).";
    }

    /** The stack of a site as lines of text. */
    static List<String> lines(List<Frame> path) {
        return path.stream()
                .map(frame -> frame.qualifiedMethod() + (frame.line() > 0 ? ":" + frame.line() : ""))
                .toList();
    }
}
