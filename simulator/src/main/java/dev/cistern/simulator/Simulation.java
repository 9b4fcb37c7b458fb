package dev.cistern.simulator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Replays a trace through caches of several sizes.
 *
 * @param trace the requests
 * @param sizes how many entries the caches hold, each at least 1
 * @param contenders what is compared
 * @param seeds how often each is run with other hashes; the median counts
 */
public record Simulation(Trace trace, List<Integer> sizes, List<Contender> contenders, int seeds) {
    /** Hears how far a simulation is. */
    @FunctionalInterface
    public interface Progress {
        /**
         * Called before each run, and now and then within it.
         *
         * @param what the contender and the size
         * @param share of the whole work that is done, 0 to 1
         * @return whether to go on
         */
        boolean report(String what, double share);
    }

    private static final int REPORT_EVERY = 1 << 18;

    /** Refuses what cannot be run. */
    public Simulation {
        sizes = List.copyOf(sizes);
        contenders = List.copyOf(contenders);
        if (sizes.isEmpty() || contenders.isEmpty()) {
            throw new TraceException("a simulation needs at least one size and one policy");
        }
        for (int size : sizes) {
            if (size < 1) {
                throw new TraceException("sizes must be at least 1, but one was " + size);
            }
        }
        if (seeds < 1) {
            throw new TraceException("seeds must be at least 1, but was " + seeds);
        }
    }

    /**
     * Runs everything; where the listener says stop, what was finished until then.
     *
     * @param progress hears how far it is
     * @return the results, marked partial if it was stopped
     */
    public SimulationReport run(Progress progress) {
        List<SimulationReport.Cell> cells = new ArrayList<>();
        Steps steps = new Steps(progress, (long) sizes.size() * (contenders.size() * (long) seeds + 1));
        Belady belady = new Belady(trace);
        for (int size : sizes) {
            if (!steps.begin(Contender.OPTIMUM, size)) {
                return report(cells, true);
            }
            cells.add(new SimulationReport.Cell(Contender.OPTIMUM, size, belady.hits(size)));
            steps.end();
            for (Contender contender : contenders) {
                long[] hits = new long[seeds];
                for (int seed = 0; seed < seeds; seed++) {
                    hits[seed] = steps.begin(contender.name(), size) ? replay(contender, size, seed + 1, steps) : -1;
                    if (hits[seed] < 0) {
                        return report(cells, true);
                    }
                    steps.end();
                }
                Arrays.sort(hits);
                cells.add(new SimulationReport.Cell(contender.name(), size, hits[seeds / 2]));
            }
        }
        return report(cells, false);
    }

    private SimulationReport report(List<SimulationReport.Cell> cells, boolean partial) {
        return new SimulationReport(trace.name(), trace.requests(), trace.distinct(), seeds, cells, partial);
    }

    /** The hits, or -1 if it was stopped. */
    private long replay(Contender contender, int size, int seed, Steps steps) {
        SimulatedCache cache = contender.maker().make(size, trace.distinct(), seed);
        long hits = 0;
        for (int i = 0; i < trace.requests(); i++) {
            if (cache.request(trace.key(i))) {
                hits++;
            }
            if ((i + 1) % REPORT_EVERY == 0 && !steps.within((double) i / trace.requests())) {
                return -1;
            }
        }
        return hits;
    }

    private static final class Steps {
        private final Progress progress;
        private final long steps;
        private long done;
        private String what = "";

        Steps(Progress progress, long steps) {
            this.progress = progress;
            this.steps = steps;
        }

        boolean begin(String contender, int size) {
            what = contender + " at " + size;
            return within(0);
        }

        boolean within(double share) {
            return progress.report(what, (done + share) / steps);
        }

        void end() {
            done++;
        }
    }
}
