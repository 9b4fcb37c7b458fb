package dev.cistern.lab.recording;

import dev.cistern.lab.LabException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads recordings that were made elsewhere: flight recordings with the settings of {@link RecordingSettings} or any
 * others that sample allocations, and the files of async-profiler's allocation engine.
 *
 * <p>What they allow to conclude is indicative only: the Flight Recorder's shares are biased, and of a profiler's file it
 * is not known what was sampled before it.
 */
public final class RecordingFiles {
    private static final double SHORTEST_SECONDS = 3;

    private RecordingFiles() {}

    /**
     * Looks at the headers of the files, which takes milliseconds.
     *
     * @param files the files
     * @throws LabException.BadInput if one is not there, unreadable, empty, truncated or no recording
     */
    public static void check(List<Path> files) {
        files.forEach(FileBounds::read);
    }

    /**
     * Reads one or several files as one recording; several are laid end to end. Takes about a second for 10 MB.
     *
     * @param files the files, at least one
     * @param windows into how many windows of equal length to divide the time, 2 to 1000; fewer where one would be shorter
     *     than a second
     * @param progress is told how far it has come
     * @return what was recorded, with a note for each fact that a boundary lacks
     * @throws LabException.BadInput if a file is not there, unreadable, empty, truncated, damaged or no recording, or if
     *     the number of windows lies outside its range
     * @throws LabException.NoConclusion if all files together are too short or have too few samples for any verdict
     */
    public static Recording read(List<Path> files, int windows, Progress progress) {
        if (files.isEmpty()) {
            throw new LabException.BadInput("a recording is needed, but no file was named; for example: advise a.jfr");
        }
        RecordingOptions.checkWindows(windows);
        List<RecordedFile> read = new ArrayList<>();
        for (Path file : files) {
            progress.report("reading " + file.getFileName(), (double) read.size() / files.size());
            read.add(RecordedFile.read(file));
        }
        List<Recording> parts = read.stream().map(RecordedFile::recording).toList();
        double seconds = parts.stream().mapToDouble(Recording::seconds).sum();
        String names = String.join(", ", files.stream().map(Path::toString).toList());
        if (seconds < SHORTEST_SECONDS) {
            throw new LabException.NoConclusion(String.format(
                    "%s lasted %.1f s, which is too short to conclude anything; record for a minute or more under load",
                    names, seconds));
        }
        Engine engine = read.stream().allMatch(RecordedFile::byProfiler) ? Engine.ASYNC_PROFILER_FILE : Engine.JFR;
        Recording merged = new RecordingMerge(parts)
                .merged(engine, Math.clamp((long) seconds, 2, windows), new MissingFacts(read).notes());
        return EnoughSamples.of(
                merged,
                names,
                "record longer and under load, with the settings of 'cistern settings', since others may not sample"
                        + " allocations");
    }
}
