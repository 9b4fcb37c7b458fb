package dev.cistern.lab.recording;

import dev.cistern.lab.recording.Session.Survivors;
import java.util.ArrayList;
import java.util.List;

/**
 * Divides an observation into windows of equal length and its sessions among them.
 *
 * <p>A session that spans several windows is listed as one part for each. Parts too short to tell anything, which come
 * from boundaries that lie a few milliseconds apart, stay with their neighbour.
 */
final class WindowDivision {
    private static final double SLIVER = 0.2;

    private final long startEpochNanos;
    private final int windows;
    private final double windowNanos;

    WindowDivision(long startEpochNanos, long endEpochNanos, int windows) {
        this.startEpochNanos = startEpochNanos;
        this.windows = windows;
        this.windowNanos = (double) (endEpochNanos - startEpochNanos) / windows;
    }

    /** The parts of a session; the survivors stand with the last. */
    List<Session> divide(Session session) {
        List<Session> parts = new ArrayList<>();
        long from = session.startEpochNanos();
        int last = window(session.endEpochNanos() - sliver(session));
        for (int window = Math.min(last, window(from + sliver(session))); window <= last; window++) {
            boolean ends = window == last;
            long to = ends ? session.endEpochNanos() : startEpochNanos + Math.round((window + 1) * windowNanos);
            Survivors survivors = ends ? session.survivors() : Survivors.NOT_TRACKED;
            parts.add(new Session(
                    window,
                    from,
                    to,
                    session.intervalBytes(),
                    survivors,
                    between(session, parts.isEmpty(), from, to, ends)));
            from = to;
        }
        return parts;
    }

    private long sliver(Session session) {
        return (long) (SLIVER * Math.min(windowNanos, session.seconds() * 1e9));
    }

    private int window(long epochNanos) {
        return Math.clamp((long) ((epochNanos - startEpochNanos) / windowNanos), 0, windows - 1);
    }

    private static List<AllocationSample> between(Session session, boolean first, long from, long to, boolean last) {
        return session.samples().stream()
                .filter(sample -> (first || sample.epochNanos() >= from) && (last || sample.epochNanos() < to))
                .toList();
    }
}
