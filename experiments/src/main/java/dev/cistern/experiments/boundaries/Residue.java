package dev.cistern.experiments.boundaries;

import java.util.List;

/** Boundary 2: a pooled object is never published. */
final class Residue implements Experiment {
    @Override
    public List<List<String>> processes() {
        return List.of(List.of("-XX:+UseSerialGC", "-Xmx64m", ResidueProgram.class.getName()));
    }

    @Override
    public Finding finding(Figures figures) {
        double mixed = figures.value("mixed", "the pooled object itself");
        double emptied = figures.value("emptied", "the pooled object itself");
        double fixed = figures.value("mixed", "an immutable copy") + figures.value("emptied", "an immutable copy");
        return new Finding(
                2,
                "resettable state: a pooled object is never published",
                "Whoever gets a message out of the cache that was put there while it is pooled sees it emptied, or a"
                        + " mixture with the next user's; of an immutable copy never.",
                Figures.format(
                        "Of %,.0f looks at the pooled object %,.0f saw it emptied and %,.0f a mixture; of %,.0f looks at a"
                                + " copy %,.0f saw either.",
                        figures.value("looks", "the pooled object itself"),
                        emptied,
                        mixed,
                        figures.value("looks", "an immutable copy"),
                        fixed),
                mixed + emptied > 0 && fixed == 0,
                List.of(
                        figures.chart("emptied", "looks that saw an emptied message", ""),
                        figures.chart("mixed", "looks that saw a mixture of two messages", "")),
                figures.notes());
    }
}
