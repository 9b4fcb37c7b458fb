package dev.cistern.experiments.boundaries;

import java.util.List;

/** Boundary 3: reuse must cost clearly less than a new object with its share of collection. */
final class Costs implements Experiment {
    private static final int LARGE = 1_024;

    @Override
    public List<List<String>> processes() {
        return List.of(List.of("-XX:+UseG1GC", "-Xms256m", "-Xmx256m", "-Xmn128m", CostsProgram.class.getName()));
    }

    @Override
    public Finding finding(Figures figures) {
        boolean large = true;
        StringBuilder turning = new StringBuilder();
        for (int size : CostsProgram.SIZES) {
            boolean pays = figures.value("pool", size + " B") < figures.value("new", size + " B");
            large &= size < LARGE || pays;
            if (pays && turning.isEmpty()) {
                turning.append(size);
            }
        }
        double full = figures.value("ratio", "100 % hits");
        double half = figures.value("ratio", "50 % hits");
        double none = figures.value("ratio", "0 % hits");
        boolean linear = half > full && half < none;
        return new Finding(
                3,
                "cost: acquire, reset and release against a new object with its share of collection",
                "From about 1 KiB on the pool costs clearly less than a new array, and its cost grows with the share of"
                        + " misses.",
                Figures.format(
                        "The pool is cheaper from %s B on: 1 KiB costs %.0f ns from the pool and %.0f new, 8 KiB %.0f"
                                + " and %.0f. At 8 KiB it costs %.0f ns with all hits, %.0f with half and %.0f with none.",
                        turning.isEmpty() ? "no size, 65536" : turning.toString(),
                        figures.value("pool", "1024 B"),
                        figures.value("new", "1024 B"),
                        figures.value("pool", "8192 B"),
                        figures.value("new", "8192 B"),
                        full,
                        half,
                        none),
                large && linear,
                List.of(
                        figures.chart("new", "CPU time of a new array, the collector's included", "ns/op"),
                        figures.chart("pool", "CPU time of one from the pool, all hits", "ns/op"),
                        figures.chart("ratio", "an array of 8 KiB by hit ratio", "ns/op")),
                figures.notes());
    }
}
