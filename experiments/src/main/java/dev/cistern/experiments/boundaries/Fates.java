package dev.cistern.experiments.boundaries;

import java.util.List;

/** Boundary 1: only what is really allocated can be saved. */
final class Fates implements Experiment {
    private static final double NONE = 0.5;
    private static final double OBJECT_BYTES = 32;

    @Override
    public List<List<String>> processes() {
        return List.of(List.of("-XX:+UseSerialGC", "-Xms64m", "-Xmx64m", "-Xmn32m", FatesProgram.class.getName()));
    }

    @Override
    public Finding finding(Figures figures) {
        double stays = figures.value("bytes", "stays in its method");
        double passed = figures.value("bytes", "goes to a callee that is not inlined");
        double kept = figures.value("bytes", "is stored");
        boolean expected = stays < NONE && passed > OBJECT_BYTES - 1 && kept > OBJECT_BYTES - 1;
        return new Finding(
                1,
                "frequency and life span: only what is really allocated can be saved",
                "An object of 32 bytes that stays in its method is not allocated at all; as the argument of a callee"
                        + " that is not inlined, or stored, it is.",
                Figures.format(
                        "It stays: %.1f B an operation and %.0f collections. It goes to the callee: %.1f B and %.0f."
                                + " It is stored: %.1f B and %.0f.",
                        stays,
                        figures.value("pauses", "stays in its method"),
                        passed,
                        figures.value("pauses", "goes to a callee that is not inlined"),
                        kept,
                        figures.value("pauses", "is stored")),
                expected,
                List.of(
                        figures.chart("bytes", "allocated for an operation", "B/op"),
                        figures.chart("nanos", "CPU time of an operation, the collector's included", "ns/op"),
                        figures.chart("pauses", "collections in 2.5 s, each a pause", "")),
                figures.notes());
    }
}
