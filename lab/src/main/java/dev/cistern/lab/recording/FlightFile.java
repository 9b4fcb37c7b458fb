package dev.cistern.lab.recording;

import dev.cistern.lab.LabException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/**
 * Flight recordings read event by event, so that their size does not matter: one chunk is held at a time.
 *
 * <p>A file whose last chunk was never finished is read as far as it is whole.
 */
public final class FlightFile {
    private static final int TELL_EVERY = 1 << 13;

    private FlightFile() {}

    /**
     * What a file is, besides its events.
     *
     * @param startEpochNanos when its first chunk begins, nanoseconds since the epoch
     * @param endEpochNanos when its last whole chunk ends
     * @param truncated whether there is more in the file that cannot be read
     */
    public record Extent(long startEpochNanos, long endEpochNanos, boolean truncated) {}

    /**
     * Looks at the headers, which takes milliseconds.
     *
     * @param file the file
     * @return what it is
     * @throws LabException.BadInput if it is not there, unreadable, empty or has not one whole chunk
     */
    public static Extent check(Path file) {
        FileBounds.Whole whole = FileBounds.readWhole(file);
        return new Extent(whole.bounds().startEpochNanos(), whole.bounds().endEpochNanos(), whole.truncated());
    }

    /**
     * Reads the events of several files, one file after another in the order of their beginnings; within a file they come
     * nearly in the order of their ends.
     *
     * @param files the files, at least one
     * @param progress is told how far it has come
     * @param accept is given each event; it must not keep it
     * @return from when to when they reach, and whether one of them is truncated
     * @throws LabException.BadInput if one is not there, unreadable, empty, damaged or no recording
     */
    public static Extent read(List<Path> files, Progress progress, Consumer<RecordedEvent> accept) {
        List<Path> ordered = files.stream()
                .sorted(java.util.Comparator.comparingLong(file -> check(file).startEpochNanos()))
                .toList();
        long start = Long.MAX_VALUE;
        long end = Long.MIN_VALUE;
        boolean truncated = false;
        int done = 0;
        for (Path file : ordered) {
            FileBounds.Whole whole = FileBounds.readWhole(file);
            FileBounds bounds = whole.bounds();
            double share = 1.0 / ordered.size();
            double before = done++ * share;
            LongConsumer told =
                    nanos -> progress.report("reading " + file.getFileName(), before + share * position(bounds, nanos));
            read(file, whole, told, accept);
            start = Math.min(start, bounds.startEpochNanos());
            end = Math.max(end, bounds.endEpochNanos());
            truncated |= whole.truncated();
        }
        return new Extent(start, end, truncated);
    }

    private static double position(FileBounds bounds, long nanos) {
        double length = Math.max(1, bounds.endEpochNanos() - bounds.startEpochNanos());
        return Math.clamp((nanos - bounds.startEpochNanos()) / length, 0, 1);
    }

    private static void read(Path file, FileBounds.Whole whole, LongConsumer told, Consumer<RecordedEvent> accept) {
        if (!whole.truncated()) {
            readAll(file, file, told, accept);
            return;
        }
        // The JDK's reader waits for the end of a chunk that will never come, so it is given the whole part alone.
        try {
            Path part = Files.createTempFile("cistern-", ".jfr");
            try {
                copy(file, part, whole.bytes());
                readAll(file, part, told, accept);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            throw new LabException.BadInput(
                    file + " is truncated, and its whole part could not be copied to the temporary folder: "
                            + e.getMessage() + "; make room there",
                    e);
        }
    }

    private static void copy(Path file, Path part, long bytes) throws IOException {
        try (FileChannel from = FileChannel.open(file, StandardOpenOption.READ);
                FileChannel to = FileChannel.open(part, StandardOpenOption.WRITE)) {
            for (long at = 0; at < bytes; ) {
                at += from.transferTo(at, bytes - at, to);
            }
        }
    }

    private static void readAll(Path named, Path file, LongConsumer told, Consumer<RecordedEvent> accept) {
        try (RecordingFile events = new RecordingFile(file)) {
            for (long count = 1; events.hasMoreEvents(); count++) {
                RecordedEvent event = events.readEvent();
                accept.accept(event);
                if (count % TELL_EVERY == 0) {
                    told.accept(EventTimes.epochNanos(event.getEndTime()));
                }
            }
        } catch (IOException e) {
            throw FileBounds.damaged(named, String.valueOf(e.getMessage()), e);
        } catch (LabException e) {
            throw e;
        } catch (RuntimeException e) {
            // The JDK's parser trusts what it reads and fails in many ways on bytes that no JVM wrote.
            throw FileBounds.damaged(named, "an event in it cannot be understood (" + e + ")", e);
        }
    }
}
