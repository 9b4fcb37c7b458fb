package dev.cistern.lab.gc;

import dev.cistern.lab.LabException;
import dev.cistern.lab.recording.Progress;
import dev.cistern.lab.recording.TargetFacts;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Reads unified logs of the collector, {@code -Xlog:gc} or {@code -Xlog:gc*}, of JDK 17 to 25: Serial, Parallel, G1,
 * ZGC (both) and Shenandoah (both).
 *
 * <p>A log is read line by line, so its size does not matter. Several files are read as the parts of one rotated log, in
 * the order of their first times.
 */
public final class GcLogReader {
    private static final int TELL_EVERY = 1 << 16;
    private static final List<String> KNOWN = List.of("Serial", "Parallel", "G1", "ZGC", "Shenandoah");

    private final GcHistory history = new GcHistory(GcHistory.Source.LOG);
    private final LogEvents events = new LogEvents(history);
    private final Progress progress;
    private final long totalBytes;
    private long doneBytes;

    private GcLogReader(List<Path> files, Progress progress) throws IOException {
        this.progress = progress;
        long sum = 0;
        for (Path file : files) {
            sum += Files.size(file);
        }
        totalBytes = Math.max(1, sum);
    }

    /**
     * Looks at the beginning of a file, which takes a millisecond.
     *
     * @param file the file
     * @throws LabException.BadInput if it is not there, unreadable, empty or has no line of a unified log
     */
    public static void check(Path file) {
        if (!Files.exists(file)) {
            throw new LabException.BadInput("there is no file " + file + "; check the path");
        }
        if (Files.isDirectory(file)) {
            throw new LabException.BadInput(file + " is a folder; name the log files in it");
        }
        if (!Files.isReadable(file)) {
            throw new LabException.BadInput(
                    file + " may not be read by this user; change its permissions or copy it as its owner");
        }
        try (InputStream bytes = Files.newInputStream(file)) {
            checkBeginning(file, new String(bytes.readNBytes(4096), StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            throw new LabException.BadInput(file + " cannot be read: " + e.getMessage() + "; copy it here again", e);
        }
    }

    private static void checkBeginning(Path file, String beginning) {
        if (beginning.isEmpty()) {
            throw new LabException.BadInput(file + " is empty; log with -Xlog:gc*:file=gc.log and let the program run");
        }
        if (beginning.startsWith("\u001f\u008b")) {
            throw new LabException.BadInput(file + " is compressed; unpack it with gunzip first");
        }
        if (beginning.startsWith("FLR\0")) {
            throw new LabException.BadInput(file + " is a flight recording; give it a name that ends in .jfr");
        }
        LogLine line = new LogLine();
        if (beginning.lines().noneMatch(line::read)) {
            String kind =
                    beginning.contains("[GC (") || beginning.contains("[Full GC") || beginning.contains("PSYoungGen")
                            ? " is a log of JDK 8 or older"
                            : " is no unified log of a collector";
            throw new LabException.BadInput(
                    file + kind + "; run the program on JDK 17 or newer with -Xlog:gc*:file=gc.log and give that file");
        }
    }

    /**
     * Reads the parts of one log. Takes about a second for 100 MB.
     *
     * @param files the files, at least one
     * @param progress is told how far it has come
     * @return what the log tells
     * @throws LabException.BadInput if a file is no such log, of a collector that is not known, or of two JVMs
     * @throws LabException.NoConclusion if it has fewer than two collections
     */
    public static GcHistory read(List<Path> files, Progress progress) {
        files.forEach(GcLogReader::check);
        try {
            GcLogReader reader = new GcLogReader(files, progress);
            for (Path file : inOrder(files)) {
                reader.read(file);
            }
            return reader.finish(files);
        } catch (IOException e) {
            throw new LabException.BadInput("a log cannot be read: " + e.getMessage() + "; copy it here again", e);
        }
    }

    /** A rotated log's parts are gc.log.0, gc.log.1, …, gc.log, whatever order the shell names them in. */
    private static List<Path> inOrder(List<Path> files) throws IOException {
        if (files.size() == 1) {
            return files;
        }
        java.util.TreeMap<Long, Path> byStart = new java.util.TreeMap<>();
        for (Path file : files) {
            byStart.merge(firstTime(file), file, (a, b) -> {
                throw new LabException.BadInput(a + " and " + b
                        + " begin at the same time, so they are not parts of one log; give one of them");
            });
        }
        return List.copyOf(byStart.values());
    }

    private static long firstTime(Path file) throws IOException {
        LogLine line = new LogLine();
        try (BufferedReader reader = open(file)) {
            for (String text = reader.readLine(); text != null; text = reader.readLine()) {
                if (line.read(text) && (line.uptimeNanos() >= 0 || line.wallNanos() >= 0)) {
                    return line.uptimeNanos() >= 0 ? line.uptimeNanos() : line.wallNanos();
                }
            }
        }
        return Long.MAX_VALUE;
    }

    private static BufferedReader open(Path file) throws IOException {
        return new BufferedReader(
                new InputStreamReader(
                        new BufferedInputStream(Files.newInputStream(file), 1 << 20), StandardCharsets.ISO_8859_1),
                1 << 16);
    }

    private void read(Path file) throws IOException {
        LogClock clock = new LogClock(file, history);
        LogLine line = new LogLine();
        history.input(file.toString());
        long number = 0;
        long bytes = 0;
        try (BufferedReader reader = open(file)) {
            for (String text = reader.readLine(); text != null; text = reader.readLine()) {
                number++;
                bytes += text.length() + 1;
                if ((number & (TELL_EVERY - 1)) == 0) {
                    progress.report("reading " + file.getFileName(), (double) (doneBytes + bytes) / totalBytes);
                }
                if (line.read(text)) {
                    accept(file, line, clock, number);
                }
            }
        }
        doneBytes += bytes;
        if (!clock.running()) {
            throw new LabException.BadInput(
                    file
                            + " has no times in its lines; log with -Xlog:gc*:file=gc.log, whose default decorations have them");
        }
        if (!clock.wall()) {
            history.withoutWallClock();
        }
        checkEnd(file);
    }

    private void accept(Path file, LogLine line, LogClock clock, long number) {
        long nanos = clock.read(line, number);
        if (!clock.running()) {
            return;
        }
        history.span(nanos, nanos);
        events.accept(line, nanos);
        if (events.introductions() > 1) {
            throw mixed(file, number, "another JVM introduces itself with \"Using " + events.collector() + "\"");
        }
        if (events.finishedTwice() >= 0) {
            throw mixed(file, number, "collection " + events.finishedTwice() + " ends for the second time");
        }
        String collector = events.collector();
        if (!collector.isEmpty() && !KNOWN.contains(collector)) {
            throw new LabException.BadInput(file + " is of the collector " + collector + ", but Cistern knows "
                    + String.join(", ", KNOWN) + (collector.equals("Epsilon") ? "; Epsilon never collects" : ""));
        }
    }

    private static LabException.BadInput mixed(Path file, long number, String how) {
        return new LabException.BadInput(file + " holds the logs of two JVMs: at line " + number + " " + how
                + "; give one run, for example what tail -n +" + number
                + " prints, and one file a JVM (file=gc-%p.log)");
    }

    private void checkEnd(Path file) throws IOException {
        try (RandomAccessFile end = new RandomAccessFile(file.toFile(), "r")) {
            end.seek(end.length() - 1);
            if (end.read() != '\n') {
                history.markPartial(
                        "The last line of " + file.getFileName() + " is cut off; the log ends before the program did.");
            }
        }
    }

    private GcHistory finish(List<Path> files) {
        String names = String.join(", ", files.stream().map(Path::toString).toList());
        if (history.collections.size() == 0) {
            throw new LabException.NoConclusion(names + " has no collection that was finished"
                    + (events.recognised() == 0 ? "; log with -Xlog:gc*" : "; let the program run longer under load"));
        }
        if (history.collections.size() == 1) {
            throw new LabException.NoConclusion(
                    names + " has one collection only; let the program run longer under load");
        }
        if (events.bare()) {
            history.note("ZGC tells its pauses and the committed heap only with -Xlog:gc*, so they are missing here.");
        }
        if (events.collector().equals("ZGC") && !events.timed() && history.allocated.size() == 0) {
            history.note(
                    "This log does not tell when its collections begin, so nothing is known of allocation; log with"
                            + " -Xlog:gc*.");
        }
        history.target(new TargetFacts(0, "", jvm(), feature(), named(), 0, List.of(), "", List.of()));
        history.finish();
        return history;
    }

    private String named() {
        return events.collector();
    }

    private String jvm() {
        return events.version().isEmpty() ? "" : "HotSpot " + events.version();
    }

    private int feature() {
        int end = 0;
        String version = events.version();
        while (end < version.length() && Character.isDigit(version.charAt(end))) {
            end++;
        }
        return end == 0 || end > 4 ? 0 : Integer.parseInt(version.substring(0, end));
    }
}
