package dev.cistern.lab.prove;

import dev.cistern.lab.matrix.ProcessRun;
import java.util.List;

/**
 * Recorded runs of one build: what a baseline is, and what it is compared with.
 *
 * @param machine the machine they ran on; empty where not known
 * @param jvm the version of the JVM they ran on; empty where not known
 * @param command what was run
 * @param operations where operations were counted, as the option says it; empty where they were not
 * @param recordedAt when, as ISO 8601 in UTC; empty where not known
 * @param subjects what was measured
 * @param notes what a reader has to know
 */
public record Runs(
        String machine,
        String jvm,
        String command,
        String operations,
        String recordedAt,
        List<Subject> subjects,
        List<String> notes) {

    /**
     * One benchmark or program.
     *
     * @param name by which it is found again
     * @param runs one for each process
     */
    public record Subject(String name, List<ProcessRun> runs) {
        /** Copies the runs. */
        public Subject {
            runs = List.copyOf(runs);
        }
    }

    /** Copies the lists. */
    public Runs {
        subjects = List.copyOf(subjects);
        notes = List.copyOf(notes);
    }

    /** {@return whether two sets of runs may be compared in what depends on the machine} */
    boolean alike(Runs other) {
        return !machine.isEmpty() && machine.equals(other.machine) && jvm.equals(other.jvm);
    }
}
