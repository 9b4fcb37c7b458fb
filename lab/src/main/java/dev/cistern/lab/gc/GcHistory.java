package dev.cistern.lab.gc;

import dev.cistern.lab.recording.TargetFacts;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/**
 * What was observed of a heap and its collections, from whatever source: the input of {@link GcReport#of}.
 *
 * <p>It is filled by one reader and then only read; some 50 bytes a collection, so that a million collections fit.
 */
public final class GcHistory {
    /** Where the history comes from. */
    public enum Source {
        /** A running JVM. */
        LIVE,
        /** Flight recordings. */
        RECORDING,
        /** Unified logs of the collector. */
        LOG
    }

    /** Two digits of a pause are all that anybody reads, three are kept. */
    private static final int DIGITS = 3;

    final TimeSeries used = new TimeSeries();
    final TimeSeries committed = new TimeSeries();
    final TimeSeries rss = new TimeSeries();
    /** Committed less used after each collection, when what is idle is not what the next collection will reclaim. */
    final TimeSeries idleAfter = new TimeSeries();
    /** Heap in use after collections that also looked at old objects. */
    final TimeSeries usedAfterMajor = new TimeSeries();

    final TimeSeries pauses = new TimeSeries();
    final TimeSeries stalls = new TimeSeries();
    final TimeSeries collections = new TimeSeries();
    /** Operations finished until a moment, counted from any beginning. */
    final TimeSeries operations = new TimeSeries();

    final Stretches allocated = new Stretches();
    final Map<String, Histogram> pausesByKind = new TreeMap<>();
    final Map<Sign, Long> signs = new EnumMap<>(Sign.class);

    private final Source source;
    private final Set<String> notes = new LinkedHashSet<>();
    private final List<String> inputs = new ArrayList<>();
    private TargetFacts target = new TargetFacts(0, "", "", 0, "", 0, List.of(), "", List.of());
    private long startNanos = Long.MAX_VALUE;
    private long endNanos = Long.MIN_VALUE;
    private boolean wallClock = true;
    private boolean partial;
    private boolean exactAllocation;
    private boolean constantRate;
    private double readingError;

    GcHistory(Source source) {
        this.source = source;
    }

    /** {@return where it comes from} */
    public Source source() {
        return source;
    }

    /** {@return what was observed, as far as the source tells} */
    public TargetFacts target() {
        return target;
    }

    /** {@return its length in seconds} */
    public double seconds() {
        return endNanos > startNanos ? (endNanos - startNanos) / 1e9 : 0;
    }

    long startNanos() {
        return startNanos;
    }

    long endNanos() {
        return endNanos;
    }

    boolean wallClock() {
        return wallClock;
    }

    boolean partial() {
        return partial;
    }

    List<String> notes() {
        return List.copyOf(notes);
    }

    List<String> inputs() {
        return List.copyOf(inputs);
    }

    /** Whether allocation was counted by the JVM, not derived from the heap before and after collections. */
    boolean exactAllocation() {
        return exactAllocation;
    }

    /** Whether the rate of operations was stated by the user and not counted. */
    boolean constantRate() {
        return constantRate;
    }

    /** The standard error in bytes of one stretch of allocation, from the rounding of the source. */
    double readingError() {
        return readingError;
    }

    void input(String name) {
        inputs.add(name);
    }

    void target(TargetFacts facts) {
        target = facts;
    }

    void note(String sentence) {
        notes.add(sentence);
    }

    void markPartial(String sentence) {
        partial = true;
        notes.add(sentence);
    }

    void withoutWallClock() {
        wallClock = false;
    }

    void countedAllocation() {
        exactAllocation = true;
    }

    void readingError(double bytes) {
        readingError = Math.max(readingError, bytes);
    }

    void span(long fromNanos, long toNanos) {
        startNanos = Math.min(startNanos, fromNanos);
        endNanos = Math.max(endNanos, toNanos);
    }

    void sign(Sign sign) {
        signs.merge(sign, 1L, Long::sum);
    }

    void pause(long epochNanos, long nanos, String kind) {
        pauses.add(epochNanos, nanos);
        pausesByKind.computeIfAbsent(kind, fresh -> new Histogram(DIGITS)).recordValue(Math.max(0, nanos));
    }

    /** How long the threads took to stop for a collection, which its own pause does not include. */
    void safepoint(long reachingNanos) {
        pausesByKind.computeIfAbsent(REACHING, fresh -> new Histogram(DIGITS)).recordValue(Math.max(0, reachingNanos));
    }

    void stall(long epochNanos, long nanos) {
        stalls.add(epochNanos, nanos);
        sign(Sign.ALLOCATION_STALL);
        pausesByKind
                .computeIfAbsent(ALLOCATION_STALL, fresh -> new Histogram(DIGITS))
                .recordValue(Math.max(0, nanos));
    }

    /** The row of the table that comes before pauses and is not part of them. */
    static final String REACHING = "Reaching the safepoint of a collection";

    /** The row of the table of pauses that is no pause but a wait of single threads. */
    static final String ALLOCATION_STALL = "Allocation stall (single threads)";

    void heap(long epochNanos, double usedBytes, double committedBytes) {
        used.add(epochNanos, usedBytes);
        if (!Double.isNaN(committedBytes)) {
            committed.add(epochNanos, committedBytes);
        }
    }

    void heapAfter(long epochNanos, double usedBytes, double committedBytes, boolean major) {
        heap(epochNanos, usedBytes, committedBytes);
        if (!Double.isNaN(committedBytes)) {
            idleAfter.add(epochNanos, committedBytes - usedBytes);
        }
        if (major) {
            usedAfterMajor.add(epochNanos, usedBytes);
        }
    }

    /**
     * States how many operations the program finishes a second, so that allocation is judged by operation.
     *
     * @param perSecond the rate, above 0
     * @throws dev.cistern.lab.LabException.BadInput if it is not above 0
     */
    public void operationsPerSecond(double perSecond) {
        if (!(perSecond > 0) || Double.isInfinite(perSecond)) {
            throw new dev.cistern.lab.LabException.BadInput(
                    "--rate must be a number of operations a second above 0, but was " + perSecond);
        }
        constantRate = true;
        operations.add(startNanos, 0);
        operations.add(endNanos, perSecond * seconds());
    }

    /** Brings everything into the order of time. */
    void finish() {
        for (TimeSeries series :
                List.of(used, committed, rss, idleAfter, usedAfterMajor, pauses, stalls, collections, operations)) {
            series.sort();
        }
    }
}
