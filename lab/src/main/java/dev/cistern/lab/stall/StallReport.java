package dev.cistern.lab.stall;

import dev.cistern.lab.recording.Frame;
import dev.cistern.lab.recording.TargetFacts;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When and why work stood still.
 *
 * @param live whether a running JVM was observed, not recordings
 * @param inputs the files or the process
 * @param target what was observed, as far as it is known
 * @param partial whether something is missing of what was asked for
 * @param startEpochNanos when observation began, nanoseconds since the epoch
 * @param seconds its length
 * @param minSpanSeconds spans shorter than this are not among the lanes
 * @param headline the answer in one sentence
 * @param critical when allocation began to stall work; null where it did not
 * @param windows how much of each window allocation stopped work for
 * @param lanes the threads that stood still the longest, with their spans
 * @param pauses the pauses of the whole program that are long enough to be shown
 * @param histograms how long spans of each kind were, shown or not
 * @param causes what kept threads waiting, the longest in all first
 * @param heap heap in use over time
 * @param leftOut how many spans were long enough but are not shown, because there are too many
 * @param notes what to know of these figures
 */
public record StallReport(
        boolean live,
        List<String> inputs,
        TargetFacts target,
        boolean partial,
        long startEpochNanos,
        double seconds,
        double minSpanSeconds,
        String headline,
        @Nullable CriticalPoint critical,
        List<Window> windows,
        List<Lane> lanes,
        List<Band> pauses,
        List<HistogramRow> histograms,
        List<CauseRow> causes,
        List<HeapLevel> heap,
        long leftOut,
        List<String> notes) {

    /** What made a span as long as it was. */
    public enum Why {
        /** A pause of the whole program covers at least half of it. */
        PAUSE,
        /** A wait for memory, its own or another thread's, covers at least half of it. */
        STALL,
        /** Neither: the code itself took long, or waited for something else. */
        SLOW_PATH
    }

    /**
     * The moment at which allocation began to stall work.
     *
     * @param seconds since the beginning
     * @param windowSeconds the length of a window, which is how far the moment may be off
     * @param shareBefore of the time before it, the share for which allocation stopped work
     * @param shareAfter the same of the time after it
     * @param threads who allocated most around it, the most first
     * @param sites where most was allocated around it, the most first
     * @param waiting where threads were when they had to wait for memory, the longest first
     */
    public record CriticalPoint(
            double seconds,
            double windowSeconds,
            double shareBefore,
            double shareAfter,
            List<Allocator> threads,
            List<AllocationSite> sites,
            List<AllocationSite> waiting) {}

    /**
     * A thread that allocated around the critical point.
     *
     * @param name its name
     * @param bytesPerSecond how much it allocated around the critical point
     * @param bytesPerSecondBefore how much it did before
     * @param share of all that was allocated around the critical point
     */
    public record Allocator(String name, double bytesPerSecond, double bytesPerSecondBefore, double share) {}

    /**
     * A site around the critical point.
     *
     * @param className what is allocated there; empty where it is about waiting
     * @param method the first method on the stack that is not the JDK's, or the first
     * @param share of the sampled bytes, or of the time waited
     * @param shareBefore the same before the critical point
     * @param samples how many samples or waits it rests on
     * @param path one stack of it, innermost frame first
     */
    public record AllocationSite(
            String className, String method, double share, double shareBefore, long samples, List<Frame> path) {}

    /**
     * One window.
     *
     * @param startSeconds its beginning
     * @param seconds its length
     * @param allocationShare the share of it for which allocation stopped a thread or the whole program
     * @param pauseShare the share of it for which the whole program stood still
     */
    public record Window(double startSeconds, double seconds, double allocationShare, double pauseShare) {}

    /**
     * A thread.
     *
     * @param name its name
     * @param allocationSeconds how long it waited for memory in all
     * @param stalledSeconds how long it waited in all but for parking
     * @param spans its spans that are long enough, in order of time
     */
    public record Lane(String name, double allocationSeconds, double stalledSeconds, List<Span> spans) {}

    /**
     * A stretch of time in which a thread did not go on.
     *
     * @param startSeconds its beginning
     * @param seconds its length
     * @param kind what kept it
     * @param why what made it as long
     * @param detail the class of the lock, the name of the pool or cache, the size of the allocation; may be empty
     * @param path where it was, innermost frame first
     */
    public record Span(double startSeconds, double seconds, StallKind kind, Why why, String detail, List<Frame> path) {}

    /**
     * A pause of the whole program.
     *
     * @param startSeconds its beginning
     * @param seconds its length
     * @param name the collection and its cause, or the operation
     * @param byAllocation whether allocation asked for it
     */
    public record Band(double startSeconds, double seconds, String name, boolean byAllocation) {}

    /**
     * How long the spans of one kind were.
     *
     * @param kind what kept them
     * @param count how many
     * @param totalSeconds their sum
     * @param p50 the median, seconds, accurate to three digits as the others are
     * @param p90 nine of ten are no longer
     * @param p99 99 of 100 are no longer
     * @param p999 999 of 1000 are no longer
     * @param max the longest
     * @param buckets how many by length: each up to twice as long as those before
     */
    public record HistogramRow(
            StallKind kind,
            long count,
            double totalSeconds,
            double p50,
            double p90,
            double p99,
            double p999,
            double max,
            List<Bucket> buckets) {}

    /**
     * One bar of a histogram.
     *
     * @param upToSeconds its upper end
     * @param count how many spans lie in it
     */
    public record Bucket(double upToSeconds, long count) {}

    /**
     * One cause.
     *
     * @param kind what kept threads
     * @param name of what: the collection and its cause, the class of the lock, the pool, the cache
     * @param count how often
     * @param totalSeconds how long in all
     * @param longestSeconds how long at most
     */
    public record CauseRow(StallKind kind, String name, long count, double totalSeconds, double longestSeconds) {}

    /**
     * The heap at one moment.
     *
     * @param seconds since the beginning
     * @param usedBytes in use
     * @param committedBytes committed
     */
    public record HeapLevel(double seconds, double usedBytes, double committedBytes) {}
}
