package dev.cistern.lab.recording;

import dev.cistern.lab.LabException;
import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * From when to when a flight recording was made, read from the headers of its chunks.
 *
 * <p>Going from header to header also shows whether the file is whole, before anything in it is believed.
 *
 * @param startEpochNanos when its first chunk begins
 * @param endEpochNanos when its last chunk ends
 */
record FileBounds(long startEpochNanos, long endEpochNanos) {
    private static final int MAGIC = 'F' << 24 | 'L' << 16 | 'R' << 8;
    private static final int HEADER_BYTES = 68;
    private static final int GZIP = 0x1f8b;
    private static final int NEWEST_MAJOR = 2;

    /**
     * Reads the headers.
     *
     * @throws LabException.BadInput if the file is no whole flight recording, and why
     */
    static FileBounds read(Path file) {
        return read(file, false).bounds();
    }

    /**
     * Reads the headers as far as whole chunks go.
     *
     * @throws LabException.BadInput if the file is no flight recording or has not a single whole chunk
     */
    static Whole readWhole(Path file) {
        return read(file, true);
    }

    /**
     * The part of a file that is whole.
     *
     * @param bounds from when to when it was recorded
     * @param bytes its length
     * @param truncated whether the file goes on with a chunk that has no end
     */
    record Whole(FileBounds bounds, long bytes, boolean truncated) {}

    private static Whole read(Path file, boolean allowTruncated) {
        if (!Files.exists(file)) {
            throw new LabException.BadInput("there is no file " + file + "; check the path");
        }
        if (Files.isDirectory(file)) {
            throw new LabException.BadInput(file + " is a folder; name the .jfr files in it");
        }
        if (!Files.isReadable(file)) {
            throw new LabException.BadInput(
                    file + " may not be read by this user; change its permissions or copy it as its owner");
        }
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "r")) {
            return bounds(file, bytes, allowTruncated);
        } catch (IOException e) {
            throw new LabException.BadInput(file + " cannot be read: " + e.getMessage() + "; copy it here again", e);
        }
    }

    private static Whole bounds(Path file, RandomAccessFile bytes, boolean allowTruncated) throws IOException {
        long length = bytes.length();
        if (length == 0) {
            throw new LabException.BadInput(
                    file + " is empty: its recording was not ended, or the disk was full; end it with jcmd PID JFR.stop"
                            + " or take what there is with jcmd PID JFR.dump filename=" + file.getFileName());
        }
        long start = Long.MAX_VALUE;
        long end = Long.MIN_VALUE;
        long at = 0;
        while (at < length) {
            Chunk chunk;
            try {
                chunk = chunk(file, bytes, at, length);
            } catch (LabException.BadInput e) {
                if (!allowTruncated || at == 0) {
                    throw e;
                }
                return new Whole(new FileBounds(start, end), at, true);
            }
            start = Math.min(start, chunk.startEpochNanos);
            end = Math.max(end, chunk.startEpochNanos + chunk.nanos);
            at += chunk.bytes;
        }
        return new Whole(new FileBounds(start, end), at, false);
    }

    private static Chunk chunk(Path file, RandomAccessFile bytes, long at, long length) throws IOException {
        bytes.seek(at);
        try {
            int magic = bytes.readInt();
            if (magic != MAGIC) {
                throw at == 0 ? notARecording(file, magic) : damaged(file, "no chunk begins at byte " + at, null);
            }
            int major = bytes.readUnsignedShort();
            if (major > NEWEST_MAJOR) {
                throw new LabException.BadInput(file + " has the format version " + major + ", but Cistern reads up to "
                        + NEWEST_MAJOR + "; use a newer Cistern");
            }
            bytes.seek(at + 8);
            long size = bytes.readLong();
            bytes.seek(at + 32);
            Chunk chunk = new Chunk(size, bytes.readLong(), bytes.readLong());
            if (size < HEADER_BYTES || size > length - at) {
                throw truncated(file, at, size, length - at);
            }
            return chunk;
        } catch (EOFException e) {
            throw truncated(file, at, HEADER_BYTES, length - at);
        }
    }

    private static LabException.BadInput notARecording(Path file, int magic) {
        String remedy = magic >>> 16 == GZIP
                ? "it is compressed: unpack it with gunzip first"
                : "give a file that jcmd JFR.dump, -XX:StartFlightRecording or async-profiler's -o jfr wrote";
        return new LabException.BadInput(file + " is no flight recording; " + remedy);
    }

    private static LabException.BadInput truncated(Path file, long at, long expected, long found) {
        String wanted = expected < HEADER_BYTES ? "an end that was never written" : expected + " bytes";
        return new LabException.BadInput(file + " is truncated: the chunk at byte " + at + " should have " + wanted
                + " but only " + found + " bytes are there; copy it again, or take it with jcmd PID JFR.dump instead of"
                + " copying a file that is still written to");
    }

    static LabException.BadInput damaged(Path file, String what, @Nullable Exception cause) {
        String message = file + " is damaged: " + what + "; copy it again or record anew";
        return cause == null ? new LabException.BadInput(message) : new LabException.BadInput(message, cause);
    }

    private record Chunk(long bytes, long startEpochNanos, long nanos) {}
}
