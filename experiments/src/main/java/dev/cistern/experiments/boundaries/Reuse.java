package dev.cistern.experiments.boundaries;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Boundary 4: reuse within a collection cycle must be above 65 %. */
final class Reuse implements Experiment {
    private static final double BAR = 65;
    private static final List<String> COLLECTORS = List.of("Serial", "Parallel", "G1", "Z");

    @Override
    public List<List<String>> processes() {
        return COLLECTORS.stream()
                .map(name -> List.of(
                        "-XX:+Use" + name + "GC",
                        "-Xms128m",
                        "-Xmx128m",
                        "-Xmn40m",
                        ReuseProgram.class.getName(),
                        name))
                .toList();
    }

    @Override
    public Finding finding(Figures figures) {
        List<Finding.Chart> charts = new ArrayList<>();
        List<String> differing = new ArrayList<>();
        for (String collector : COLLECTORS) {
            Finding.Chart emptied =
                    figures.chart(collector + ", emptied", collector + ": emptied at every collection, reuse", "%");
            Finding.Chart young =
                    figures.chart(collector + ", young", collector + ": collections of young objects, reuse", "%");
            charts.add(emptied);
            charts.add(young);
            boolean bar =
                    emptied.bars().get(1).value() < BAR && emptied.bars().get(2).value() > BAR;
            boolean kept = young.bars().getFirst().value() > BAR;
            if (!bar || !kept) {
                differing.add(collector);
            }
        }
        return new Finding(
                4,
                "reuse within a collection cycle above 65 %",
                "A pool that every collection empties reuses less than 65 % when it is asked once or twice in between,"
                        + " and more from three times on. Collections of young objects empty nothing, so there even one"
                        + " acquire in between is a hit.",
                seen(figures)
                        + (differing.isEmpty()
                                ? "."
                                : ". Otherwise than expected with " + String.join(", ", differing) + "."),
                differing.isEmpty(),
                charts,
                figures.notes());
    }

    private static String seen(Figures figures) {
        return COLLECTORS.stream()
                .map(collector -> Figures.format(
                        "%s: %.0f, %.0f and %.0f %% with one, two and three; %.0f %% with one where only young objects"
                                + " are collected",
                        collector,
                        figures.value(collector + ", emptied", "1 acquires a cycle"),
                        figures.value(collector + ", emptied", "2 acquires a cycle"),
                        figures.value(collector + ", emptied", "3 acquires a cycle"),
                        figures.value(collector + ", young", "1 acquires a cycle")))
                .collect(Collectors.joining(". "));
    }
}
