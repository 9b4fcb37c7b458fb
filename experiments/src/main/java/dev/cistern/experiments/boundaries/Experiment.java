package dev.cistern.experiments.boundaries;

import java.util.List;

/** One boundary: what measures it in processes of its own, and how its figures read. */
interface Experiment {
    /** The JVM arguments of each process it needs, one after the other. */
    List<List<String>> processes();

    /** {@return what the figures of all processes together show} */
    Finding finding(Figures figures);
}
