package dev.cistern.bench.boundaries;

import dev.cistern.bench.harness.Row;
import dev.cistern.experiments.boundaries.Boundaries;
import dev.cistern.experiments.boundaries.Finding;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Runs of the experiments as a user makes them; apart from the suite, which JDKs too old for the experiments load too. */
final class ExperimentRuns {
    private ExperimentRuns() {}

    /** Runs some experiments once; {@return what each operation cost, by its name in the suite} */
    static Map<String, Row.Fork> once(Stream<Integer> boundaries) {
        Map<String, Row.Fork> costs = new HashMap<>();
        boundaries.distinct().forEach(boundary -> {
            List<Finding.Chart> charts = new Boundaries()
                    .run(boundary)
                    .orElseThrow(() -> new IllegalStateException("interrupted in boundary " + boundary))
                    .charts();
            if (boundary == 1) {
                fates(charts.get(0), charts.get(1), costs);
            } else {
                arrays("3: new, ", charts.get(0), costs);
                arrays("3: pool, ", charts.get(1), costs);
                arrays("3: ratio, ", charts.get(2), costs);
            }
        });
        return costs;
    }

    private static void fates(Finding.Chart bytes, Finding.Chart nanos, Map<String, Row.Fork> costs) {
        for (int i = 0; i < nanos.bars().size(); i++) {
            Finding.Bar bar = nanos.bars().get(i);
            costs.put("1: " + bar.label(), fork(bar, List.of(bytes.bars().get(i).value())));
        }
    }

    private static void arrays(String prefix, Finding.Chart nanos, Map<String, Row.Fork> costs) {
        nanos.bars().forEach(bar -> costs.put(prefix + bar.label(), fork(bar, List.of())));
    }

    private static Row.Fork fork(Finding.Bar nanos, List<Double> bytes) {
        return new Row.Fork(List.of(Double.NaN), List.of(nanos.value()), bytes);
    }
}
