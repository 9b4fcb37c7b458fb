package dev.cistern.lab.gc;

import dev.cistern.lab.LabException;
import java.nio.file.Path;

/**
 * Turns the times of log lines into one clock that does not go backwards.
 *
 * <p>The JVM's uptime is believed before the time of day, since no one sets it. Lines that two threads wrote at once may
 * change places by a few milliseconds; more means that the file holds two JVMs, or that the time of day was set back.
 */
final class LogClock {
    private static final long TOLERANCE = 1_000_000_000L;
    private static final long NONE = Long.MIN_VALUE;

    private final Path file;
    private final GcHistory history;
    private long last = NONE;
    private long lastWall = NONE;
    private long offset = NONE;
    private long setBack;

    LogClock(Path file, GcHistory history) {
        this.file = file;
        this.history = history;
    }

    /** Whether a line has had a time. */
    boolean running() {
        return last != NONE;
    }

    /** The time of day where the log has told it together with an uptime or alone. */
    boolean wall() {
        return lastWall != NONE;
    }

    /** The time of a line; the time of the line before where it has none. */
    long read(LogLine line, long number) {
        if (line.uptimeNanos() >= 0) {
            return uptime(line, number);
        }
        if (line.wallNanos() >= 0) {
            return timeOfDay(line.wallNanos(), number);
        }
        return last;
    }

    private long uptime(LogLine line, long number) {
        long uptime = line.uptimeNanos();
        if (line.wallNanos() >= 0) {
            if (lastWall != NONE && line.wallNanos() < lastWall - TOLERANCE) {
                history.note("The time of day was set back at line " + number + " of " + file.getFileName()
                        + "; times are counted by the JVM's uptime instead.");
            }
            lastWall = line.wallNanos();
            offset = offset == NONE ? lastWall - uptime : offset;
        }
        long now = uptime + (offset == NONE ? 0 : offset);
        if (last != NONE && now < last - TOLERANCE) {
            throw new LabException.BadInput(String.format(
                    "%s holds the logs of two JVMs: at line %d the uptime falls by %.1f s; give one run, for"
                            + " example what tail -n +%d prints",
                    file, number, (last - now) / 1e9, number));
        }
        return advance(now);
    }

    private long timeOfDay(long wall, long number) {
        if (lastWall != NONE && wall < lastWall - TOLERANCE) {
            setBack += lastWall - wall;
            history.markPartial(String.format(
                    "The clock went back by %.1f s at line %d of %s; what follows was moved up, so what happened around"
                            + " that line is not to be trusted. Log with -Xlog:gc*:file=gc.log:uptime,level,tags to be safe.",
                    (lastWall - wall) / 1e9, number, file.getFileName()));
        }
        lastWall = wall;
        return advance(wall + setBack);
    }

    private long advance(long now) {
        last = last == NONE ? now : Math.max(last, now);
        return last;
    }
}
