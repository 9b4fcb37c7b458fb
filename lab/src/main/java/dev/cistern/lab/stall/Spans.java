package dev.cistern.lab.stall;

import dev.cistern.lab.recording.Frame;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.HdrHistogram.Histogram;

/** Counts all spans and keeps the longest of those that are long enough, so that memory has a bound. */
final class Spans {
    private static final int MOST = 20_000;
    private static final int DIGITS = 3;
    private static final int MOST_CAUSES = 10_000;

    private final long minNanos;
    private final PriorityQueue<RawSpan> longest = new PriorityQueue<>(Comparator.comparingLong(RawSpan::nanos));
    private final Map<StallKind, Histogram> histograms = new EnumMap<>(StallKind.class);
    private final Map<String, Cause> causes = new HashMap<>();
    private final Map<String, long[]> nanosByThread = new HashMap<>();
    private long leftOut;

    Spans(long minNanos) {
        this.minNanos = minNanos;
    }

    /** What kept threads, and for how long in all. */
    static final class Cause {
        private final StallKind kind;
        private final String name;
        private long count;
        private long nanos;
        private long longest;

        private Cause(StallKind kind, String name) {
            this.kind = kind;
            this.name = name;
        }

        StallReport.CauseRow row() {
            return new StallReport.CauseRow(kind, name, count, nanos / 1e9, longest / 1e9);
        }
    }

    /** Whether a span of this length is shown, so that its stack is wanted. */
    boolean shows(long nanos) {
        return nanos >= minNanos;
    }

    void add(RawSpan span) {
        count(span.kind(), span.detail(), span.nanos());
        long[] sums = nanosByThread.computeIfAbsent(span.thread(), fresh -> new long[2]);
        if (span.kind() == StallKind.ALLOCATION) {
            sums[0] += span.nanos();
        }
        if (span.kind() != StallKind.PARK) {
            sums[1] += span.nanos();
        }
        if (!shows(span.nanos())) {
            return;
        }
        longest.add(span);
        if (longest.size() > MOST) {
            longest.poll();
            leftOut++;
        }
    }

    /** Counts a span of no single thread. */
    void count(StallKind kind, String cause, long nanos) {
        histograms.computeIfAbsent(kind, fresh -> new Histogram(DIGITS)).recordValue(Math.max(0, nanos));
        String name = causes.size() < MOST_CAUSES ? cause : "others";
        Cause sum = causes.computeIfAbsent(kind + " " + name, fresh -> new Cause(kind, name));
        sum.count++;
        sum.nanos += nanos;
        sum.longest = Math.max(sum.longest, nanos);
    }

    Map<StallKind, Histogram> histograms() {
        return histograms;
    }

    List<StallReport.CauseRow> causes() {
        return causes.values().stream()
                .map(Cause::row)
                .sorted(Comparator.comparingDouble(StallReport.CauseRow::totalSeconds)
                        .reversed())
                .toList();
    }

    /** The kept spans by thread, in order of time. */
    Map<String, List<RawSpan>> byThread() {
        Map<String, List<RawSpan>> all = new HashMap<>();
        longest.stream()
                .sorted(Comparator.comparingLong(RawSpan::fromNanos))
                .forEach(span -> all.computeIfAbsent(span.thread(), fresh -> new ArrayList<>())
                        .add(span));
        return all;
    }

    double allocationSeconds(String thread) {
        return nanosByThread.getOrDefault(thread, new long[2])[0] / 1e9;
    }

    double stalledSeconds(String thread) {
        return nanosByThread.getOrDefault(thread, new long[2])[1] / 1e9;
    }

    long leftOut() {
        return leftOut;
    }

    boolean isEmpty() {
        return histograms.isEmpty();
    }

    /** The first method of a path that is not the JDK's; the first one where all are. */
    static String ownMethod(List<Frame> path) {
        for (Frame frame : path) {
            String type = frame.className();
            if (!type.startsWith("java.") && !type.startsWith("jdk.") && !type.startsWith("sun.")) {
                return frame.qualifiedMethod();
            }
        }
        return path.isEmpty() ? "" : path.getFirst().qualifiedMethod();
    }
}
