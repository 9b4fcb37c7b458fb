package dev.cistern.lab.recording;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Says what files do not tell, and which boundary lacks it. */
final class MissingFacts {
    private final List<RecordedFile> files;
    private final List<String> notes = new ArrayList<>();

    MissingFacts(List<RecordedFile> files) {
        this.files = files;
    }

    /** One sentence for each fact that some file lacks. */
    List<String> notes() {
        note("jdk.GarbageCollection", "collections; boundaries 1 and 4 lack the time between two of them");
        note(
                "jdk.GCHeapSummary",
                "the heap before and after a collection; boundary 3 reckons what was reclaimed from"
                        + " what was allocated");
        note(
                "jdk.ThreadAllocationStatistics",
                "the exact number of allocated bytes; boundary 1 rests on rates that are not calibrated");
        note("jdk.CompilerInlining", "what the compiler did not inline; boundary 1 lacks the advice to inline");
        if (files.stream().allMatch(file -> file.facts().tlabs().survivors().isEmpty())) {
            notes.add(
                    "A recording file does not count the heap by class and these follow no objects; boundaries 1 and 4"
                            + " lack life spans. Run Cistern beside the process, or record with async-profiler's options"
                            + " alloc, live and jfrsync.");
        } else {
            notes.add("Followed objects were found in async-profiler's file; the heap by class is not counted there, so"
                    + " lives longer than the recording are known from below only.");
        }
        if (files.stream()
                .allMatch(file ->
                        file.facts().machine().target(List.of()).classPath().isEmpty())) {
            notes.add("The program's classes were not found at the paths that the recording names; boundaries 2 and 5"
                    + " are unknown for its own classes. Read the file on the machine it was made on.");
        }
        return List.copyOf(notes);
    }

    private void note(String event, String lack) {
        List<RecordedFile> without =
                files.stream().filter(file -> !file.facts().has(event)).toList();
        if (!without.isEmpty()) {
            String names = without.size() == files.size()
                    ? files.size() == 1 ? "The recording" : "No recording"
                    : without.stream()
                            .map(file -> String.valueOf(file.path().getFileName()))
                            .collect(Collectors.joining(", "));
            String verb = names.equals("No recording")
                    ? " tells "
                    : without.size() == 1 ? " does not tell " : " do not tell ";
            notes.add(names + verb + lack + ". Record with the settings of 'cistern settings'.");
        }
    }
}
