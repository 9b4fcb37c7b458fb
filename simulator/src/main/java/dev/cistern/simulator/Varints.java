package dev.cistern.simulator;

import java.io.IOException;
import java.io.InputStream;

/** Reads unsigned LEB128 varints and knows at which byte it is. */
final class Varints {
    private static final int LAST_SHIFT = 63;

    private final InputStream in;
    private final String source;
    private long offset;
    private int ahead;

    Varints(InputStream in, String source) throws IOException {
        this.in = in;
        this.source = source;
        ahead = in.read();
    }

    boolean hasMore() {
        return ahead >= 0;
    }

    /** How many bytes were read, after decompression. */
    long offset() {
        return offset;
    }

    long next() throws IOException {
        long start = offset;
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            if (ahead < 0) {
                throw new TraceException(source + " ends at byte " + offset + " within the number that begins at byte "
                        + start + "; it is cut short");
            }
            if (shift > LAST_SHIFT) {
                throw new TraceException(source + " has no number of 64 bits at byte " + start
                        + "; it is not of the format that its name says");
            }
            int read = ahead;
            value |= (long) (read & 0x7F) << shift;
            offset++;
            ahead = in.read();
            if (read < 0x80) {
                return value;
            }
        }
    }
}
