package dev.cistern.lab.stall;

import dev.cistern.lab.recording.Frame;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What was allocated when, by thread and by site, on a grid of windows that is laid before anything is read.
 *
 * <p>Threads are counted exactly by the JVM. Sites are sampled: the first sample of each thread is left out, because its
 * weight is what the thread has allocated since its start (JDK-8307488), and shares are shares of the samples.
 */
final class AllocationGrid {
    private static final int MOST_SITES = 5_000;
    /** Below this share nobody is guilty of anything. */
    static final double NEGLIGIBLE = 0.005;

    private final Grid grid;
    private final Map<String, double[]> threads = new HashMap<>();
    private final Map<String, Site> sites = new HashMap<>();
    private final Map<Long, Boolean> seen = new HashMap<>();

    AllocationGrid(Grid grid) {
        this.grid = grid;
    }

    private static final class Site {
        private final String className;
        private final List<Frame> path;
        private final double[] bytes;
        private final int[] samples;

        private Site(String className, List<Frame> path, int windows) {
            this.className = className;
            this.path = path;
            this.bytes = new double[windows];
            this.samples = new int[windows];
        }
    }

    void thread(String name, long fromNanos, long toNanos, double bytes) {
        double[] row = threads.computeIfAbsent(name, fresh -> new double[grid.windows()]);
        for (int window = grid.window(fromNanos); window <= grid.window(toNanos - 1); window++) {
            double overlap = Math.min(toNanos, grid.at(window + 1)) - (double) Math.max(fromNanos, grid.at(window));
            row[window] += bytes * Math.max(0, overlap) / (toNanos - fromNanos);
        }
    }

    /** Whether this thread has been sampled before, so that the weight of its sample is right. */
    boolean trusted(long thread) {
        return seen.put(thread, Boolean.TRUE) != null;
    }

    void sample(long nanos, double weight, String className, List<Frame> path) {
        String key = className + " in " + Spans.ownMethod(path);
        Site site = sites.get(key);
        if (site == null) {
            if (sites.size() >= MOST_SITES) {
                return;
            }
            site = new Site(className, path, grid.windows());
            sites.put(key, site);
        }
        int window = grid.window(nanos);
        site.bytes[window] += weight;
        site.samples[window]++;
    }

    /** The threads that allocated most in some windows, against the windows before them. */
    List<StallReport.Allocator> threads(int from, int to, int most) {
        double all =
                threads.values().stream().mapToDouble(row -> sum(row, from, to)).sum();
        List<StallReport.Allocator> found = new ArrayList<>();
        threads.forEach((name, row) -> found.add(new StallReport.Allocator(
                name,
                sum(row, from, to) / grid.seconds(to - from),
                from > 0 ? sum(row, 0, from) / grid.seconds(from) : 0,
                all > 0 ? sum(row, from, to) / all : 0)));
        found.removeIf(thread -> thread.share() < NEGLIGIBLE);
        found.sort(Comparator.comparingDouble(StallReport.Allocator::bytesPerSecond)
                .reversed());
        return List.copyOf(found.subList(0, Math.min(most, found.size())));
    }

    /** The sites where most was allocated in some windows, against the windows before them. */
    List<StallReport.AllocationSite> sites(int from, int to, int most) {
        double all = sites.values().stream()
                .mapToDouble(site -> sum(site.bytes, from, to))
                .sum();
        double before = sites.values().stream()
                .mapToDouble(site -> sum(site.bytes, 0, from))
                .sum();
        List<StallReport.AllocationSite> found = new ArrayList<>();
        for (Site site : sites.values()) {
            long samples = 0;
            for (int window = from; window < to; window++) {
                samples += site.samples[window];
            }
            if (samples > 0 && all > 0) {
                found.add(new StallReport.AllocationSite(
                        site.className,
                        Spans.ownMethod(site.path),
                        sum(site.bytes, from, to) / all,
                        before > 0 ? sum(site.bytes, 0, from) / before : 0,
                        samples,
                        site.path));
            }
        }
        found.removeIf(site -> site.share() < NEGLIGIBLE);
        found.sort(Comparator.comparingDouble(StallReport.AllocationSite::share).reversed());
        return List.copyOf(found.subList(0, Math.min(most, found.size())));
    }

    private static double sum(double[] row, int from, int to) {
        double sum = 0;
        for (int window = from; window < to; window++) {
            sum += row[window];
        }
        return sum;
    }

    /** Windows of equal length over the time of an observation. */
    static final class Grid {
        private static final int USUAL = 60;
        private static final double SHORTEST_NANOS = 250e6;

        private final long startNanos;
        private final double windowNanos;
        private final int windows;

        Grid(long startNanos, long endNanos) {
            double length = Math.max(1, endNanos - (double) startNanos);
            this.startNanos = startNanos;
            this.windows = (int) Math.clamp(length / SHORTEST_NANOS, 1, USUAL);
            this.windowNanos = length / windows;
        }

        int windows() {
            return windows;
        }

        int window(long nanos) {
            return (int) Math.clamp((nanos - startNanos) / windowNanos, 0, windows - 1.0);
        }

        long at(int window) {
            return startNanos + Math.round(window * windowNanos);
        }

        double seconds(int count) {
            return count * windowNanos / 1e9;
        }

        double sinceStart(long nanos) {
            return (nanos - startNanos) / 1e9;
        }
    }
}
