package dev.cistern.lab.recording;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Lays recordings end to end, as if they had been made one after another without a gap.
 *
 * <p>So a gap between two recordings counts as no time, and two made at once, of two JVMs of one service, give the rate of
 * one such JVM. The order is that of their beginnings.
 */
final class RecordingMerge {
    private final List<Recording> parts;
    private final List<Session> sessions = new ArrayList<>();
    private final List<Collection> collections = new ArrayList<>();
    private final List<Recording.AllocatedBytes> totals = new ArrayList<>();
    private final Set<Recording.InliningRefusal> inlining = new LinkedHashSet<>();
    private final Set<String> notes = new LinkedHashSet<>();
    private int dropped;

    RecordingMerge(List<Recording> recordings) {
        parts = recordings.stream()
                .sorted(Comparator.comparingLong(Recording::startEpochNanos))
                .toList();
    }

    /** The one recording, divided into windows anew. */
    Recording merged(Engine engine, int windows, List<String> moreNotes) {
        Recording first = parts.getFirst();
        long end = first.startEpochNanos();
        for (Recording part : parts) {
            append(part, new TimeShift(end - part.startEpochNanos()));
            end += part.endEpochNanos() - part.startEpochNanos();
        }
        WindowDivision division = new WindowDivision(first.startEpochNanos(), end, windows);
        noteDifferences();
        notes.addAll(moreNotes);
        return new Recording(
                first.target(),
                engine,
                first.startEpochNanos(),
                end,
                windows,
                sessions.stream()
                        .flatMap(session -> division.divide(session).stream())
                        .toList(),
                List.copyOf(collections),
                List.copyOf(totals),
                List.of(),
                dropped,
                List.copyOf(inlining),
                false,
                List.copyOf(notes));
    }

    private void append(Recording part, TimeShift shift) {
        part.sessions().forEach(session -> sessions.add(shift.session(session)));
        part.collections().forEach(collection -> collections.add(shift.collection(collection)));
        part.totals().forEach(total -> totals.add(shift.total(total)));
        inlining.addAll(part.inlining());
        notes.addAll(part.notes());
        dropped += part.droppedSamples();
    }

    private void noteDifferences() {
        if (parts.size() > 1) {
            notes.add(parts.size() + " recordings were laid end to end, so rates are those of one JVM.");
        }
        noteDifference("programs", TargetFacts::mainClass);
        noteDifference("JVMs", TargetFacts::jvm);
        noteDifference("collectors", TargetFacts::collector);
    }

    private void noteDifference(String what, Function<TargetFacts, String> fact) {
        Set<String> different = parts.stream()
                .map(part -> fact.apply(part.target()))
                .filter(value -> !value.isEmpty())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        if (different.size() > 1) {
            notes.add("The recordings are of different " + what + " (" + String.join(", ", different)
                    + "); what is said holds for their mixture only.");
        }
    }
}
