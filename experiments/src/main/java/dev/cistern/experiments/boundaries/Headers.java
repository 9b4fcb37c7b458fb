package dev.cistern.experiments.boundaries;

import java.util.List;
import java.util.Map;

/** Boundary 5: one owner at a time. */
final class Headers implements Experiment {
    @Override
    public List<List<String>> processes() {
        return List.of(List.of("-XX:+UseSerialGC", "-Xmx128m", HeadersProgram.class.getName()));
    }

    @Override
    public Finding finding(Figures figures) {
        Map<String, Double> shared = figures.values("shared");
        Map<String, Double> owned = figures.values("handed over");
        double wrong = shared.values().stream().mapToDouble(Double::doubleValue).sum();
        double right = owned.values().stream().mapToDouble(Double::doubleValue).sum();
        double trials = figures.value("trials", "each");
        return new Finding(
                5,
                "no identity: one owner at a time",
                "Two writers and a reader of one map lose headers or fail; the same map handed from owner to owner"
                        + " never does.",
                Figures.format(
                        "Of %.0f trials with the shared map %.0f lost headers, %.0f had foreign values, %.0f ended in"
                                + " exceptions and %.0f never; of %.0f with the map handed over %.0f went wrong.",
                        trials,
                        shared.getOrDefault("trials with lost headers", 0.0),
                        shared.getOrDefault("trials with foreign values", 0.0),
                        shared.getOrDefault("trials with exceptions", 0.0),
                        shared.getOrDefault("trials without an end", 0.0),
                        trials,
                        right),
                wrong > 0 && right == 0,
                List.of(
                        figures.chart("shared", "one map for all threads", "of " + Math.round(trials)),
                        figures.chart("handed over", "one owner at a time", "of " + Math.round(trials))),
                figures.notes());
    }
}
