package dev.cistern.lab.prove;

import dev.cistern.lab.LabException;
import dev.cistern.lab.matrix.Comparison;
import dev.cistern.lab.matrix.Direction;
import dev.cistern.lab.matrix.Measure;
import dev.cistern.lab.matrix.Shift;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A candidate held against a baseline.
 *
 * @param comparisons one for each subject that both have
 * @param notes what a reader has to know
 */
public record Check(List<Comparison> comparisons, List<String> notes) {
    /** How a check ended. */
    public enum Result {
        /** Nothing is worse. */
        PASSED,
        /** At least one figure is worse, its interval excluding zero. */
        FAILED,
        /** No figure could be compared. */
        OPEN
    }

    /** Copies the lists. */
    public Check {
        comparisons = List.copyOf(comparisons);
        notes = List.copyOf(notes);
    }

    /**
     * Compares a candidate with a baseline.
     *
     * <p>The chance that anything at all is found worse in an identical build is 5 % at most, however many subjects there
     * are. What depends on the machine is compared only where both ran on the same one with the same JVM.
     *
     * @param baseline the runs to compare with
     * @param candidate the runs to be compared
     * @return the check
     * @throws LabException.BadInput if they have no subject or no figure in common
     */
    public static Check of(Runs baseline, Runs candidate) {
        List<String> notes = new ArrayList<>(baseline.notes());
        candidate.notes().stream().filter(note -> !notes.contains(note)).forEach(notes::add);
        boolean alike = baseline.alike(candidate);
        Map<Runs.Subject, Runs.Subject> pairs = pairs(baseline, candidate, notes);
        Map<Runs.Subject, Set<Measure>> measures = new LinkedHashMap<>();
        pairs.forEach((before, after) -> measures.put(before, common(before, after, alike)));
        int families = measures.values().stream().mapToInt(Check::families).sum();
        if (families == 0) {
            throw new LabException.BadInput("there is nothing to compare: "
                    + (alike
                            ? "baseline and candidate have no figure in common"
                            : "the two are of different machines or JVMs, and no bytes an operation are known;"
                                    + " name --ops"));
        }
        boolean dropped = !alike
                && pairs.entrySet().stream()
                        .anyMatch(pair -> families(common(pair.getKey(), pair.getValue(), true)) > 1);
        if (dropped) {
            notes.add(different(baseline, candidate));
        } else if (!baseline.jvm().equals(candidate.jvm())) {
            notes.add("The baseline ran on the JVM " + baseline.jvm() + ", the candidate on " + candidate.jvm()
                    + ": what a compiler optimises away may differ.");
        }
        List<Comparison> comparisons = new ArrayList<>();
        pairs.forEach((before, after) -> comparisons.add(Comparison.ofSamples(
                before.name(),
                before.runs(),
                after.runs(),
                measures.getOrDefault(before, Set.of()),
                Comparison.alpha(families))));
        return new Check(comparisons, notes);
    }

    private static Map<Runs.Subject, Runs.Subject> pairs(Runs baseline, Runs candidate, List<String> notes) {
        Map<Runs.Subject, Runs.Subject> pairs = new LinkedHashMap<>();
        for (Runs.Subject before : baseline.subjects()) {
            Optional<Runs.Subject> after = candidate.subjects().stream()
                    .filter(subject -> subject.name().equals(before.name()))
                    .findFirst();
            after.ifPresentOrElse(
                    found -> pairs.put(before, found), () -> notes.add("Only the baseline has " + before.name() + "."));
        }
        for (Runs.Subject after : candidate.subjects()) {
            if (baseline.subjects().stream().noneMatch(subject -> subject.name().equals(after.name()))) {
                notes.add("Only the candidate has " + after.name() + ".");
            }
        }
        if (pairs.isEmpty()) {
            throw new LabException.BadInput("baseline and candidate have nothing of the same name: " + names(baseline)
                    + " against " + names(candidate) + "; record the baseline with the same command and name");
        }
        return pairs;
    }

    private static String names(Runs runs) {
        return runs.subjects().stream().map(Runs.Subject::name).collect(Collectors.joining(", "));
    }

    private static Set<Measure> common(Runs.Subject before, Runs.Subject after, boolean alike) {
        Set<Measure> common = EnumSet.noneOf(Measure.class);
        for (Measure measure : Measure.values()) {
            boolean known = has(before, measure) && has(after, measure);
            boolean comparable = alike || (measure == Measure.BYTES && perOperation(before) && perOperation(after));
            if (known && comparable) {
                common.add(measure);
            }
        }
        return common;
    }

    private static boolean has(Runs.Subject subject, Measure measure) {
        return subject.runs().stream().anyMatch(run -> run.figure(measure) != null);
    }

    private static boolean perOperation(Runs.Subject subject) {
        return subject.runs().stream().allMatch(run -> run.perOperation());
    }

    /** The two figures of the pauses are one family. */
    private static int families(Set<Measure> measures) {
        boolean pauses = measures.contains(Measure.PAUSE_MEDIAN) || measures.contains(Measure.PAUSE_P99);
        return (measures.contains(Measure.BYTES) ? 1 : 0)
                + (pauses ? 1 : 0)
                + (measures.contains(Measure.MEMORY_SLOPE) ? 1 : 0);
    }

    private static String different(Runs baseline, Runs candidate) {
        boolean machines = !baseline.machine().equals(candidate.machine());
        String one = machines ? baseline.machine() : baseline.jvm();
        String other = machines ? candidate.machine() : candidate.jvm();
        return "Only bytes an operation are compared, because the baseline is of "
                + (machines ? "the machine '" : "the JVM '")
                + (one.isEmpty() ? "unknown" : one) + "' and the candidate of '" + (other.isEmpty() ? "unknown" : other)
                + "'.";
    }

    /** {@return how it ended} */
    public Result result() {
        List<Shift> shifts = comparisons.stream()
                .flatMap(comparison -> comparison.shifts().stream())
                .toList();
        if (shifts.stream().anyMatch(shift -> shift.direction() == Direction.UP)) {
            return Result.FAILED;
        }
        return shifts.stream().allMatch(shift -> shift.direction() == Direction.UNKNOWN) ? Result.OPEN : Result.PASSED;
    }
}
