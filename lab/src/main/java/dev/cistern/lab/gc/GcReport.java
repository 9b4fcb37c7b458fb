package dev.cistern.lab.gc;

import dev.cistern.lab.Estimate;
import dev.cistern.lab.LabException;
import dev.cistern.lab.Verdict;
import dev.cistern.lab.recording.TargetFacts;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a heap's history says of reuse.
 *
 * @param source where the history comes from
 * @param inputs the files or the process it is of
 * @param target what was observed, as far as the source tells
 * @param partial whether something is missing of what was asked for
 * @param startEpochNanos when it begins, nanoseconds since the epoch; null where only the JVM's uptime is known
 * @param seconds its length
 * @param verdict whether reuse pays: PAYS when allocation falls and idle memory rises, both intervals excluding zero
 * @param harm whether it costs: allocation rises
 * @param reason what the verdict rests on, one sentence
 * @param conditions what must hold besides for the verdict to stand
 * @param tuning what to change in the collector's settings, the most urgent first
 * @param allocation how much is allocated
 * @param heap the heap on average, and how fast what is idle grows
 * @param windows sliding windows, each half over its neighbour
 * @param pauses the pauses by kind, the longest in all first
 * @param signs what the collector complained of
 * @param curves the heap over time
 * @param notes what to know of these figures
 */
public record GcReport(
        GcHistory.Source source,
        List<String> inputs,
        TargetFacts target,
        boolean partial,
        @Nullable Long startEpochNanos,
        double seconds,
        Verdict verdict,
        boolean harm,
        String reason,
        List<String> conditions,
        List<String> tuning,
        Allocation allocation,
        Heap heap,
        List<Window> windows,
        List<PauseRow> pauses,
        List<SignCount> signs,
        List<Curve> curves,
        List<String> notes) {

    /**
     * How much is allocated.
     *
     * @param exact whether the JVM counted it; otherwise it follows from the heap before and after collections
     * @param bytesPerSecond R_alloc; null where nothing tells it
     * @param trend how fast R_alloc changes, bytes a second each second; null where too few windows tell it
     * @param operationsPerSecond the rate of operations; null where unknown
     * @param bytesPerOperation bytes an operation; null where operations are unknown
     * @param trendPerOperation how fast that changes, bytes an operation each second
     */
    public record Allocation(
            boolean exact,
            @Nullable Estimate bytesPerSecond,
            @Nullable Estimate trend,
            @Nullable Estimate operationsPerSecond,
            @Nullable Estimate bytesPerOperation,
            @Nullable Estimate trendPerOperation) {}

    /**
     * The heap on average over time, and how it changes.
     *
     * @param usedBytes in use, on average over the readings; null where unknown
     * @param committedBytes committed; null where unknown
     * @param idleBytes committed and not in use right after collections; null where unknown
     * @param rssBytes what the process occupies; null where unknown
     * @param idleBytesPerSecond R_idle: how fast idle memory grows, negative where it shrinks; null where unknown
     * @param liveBytesPerSecond how fast what is in use after collections of the whole heap grows; null where unknown
     */
    public record Heap(
            @Nullable Double usedBytes,
            @Nullable Double committedBytes,
            @Nullable Double idleBytes,
            @Nullable Double rssBytes,
            @Nullable Estimate idleBytesPerSecond,
            @Nullable Estimate liveBytesPerSecond) {}

    /**
     * One window.
     *
     * @param startSeconds its beginning since the history's
     * @param seconds its length
     * @param independent whether it is one of the windows that do not overlap, on which the whole's intervals rest
     * @param bytesPerSecond R_alloc in it; null where unknown
     * @param idleBytesPerSecond R_idle in it; null where fewer than five collections tell it
     * @param operationsPerSecond operations finished in it a second; null where unknown
     * @param bytesPerOperation bytes an operation in it; null where unknown
     * @param idleBytes median of idle memory after its collections; null where unknown
     * @param collections collections begun in it
     * @param pauseSeconds how long the program stood still in it
     * @param longestPauseSeconds the longest pause that began in it; 0 where none did
     */
    public record Window(
            double startSeconds,
            double seconds,
            boolean independent,
            @Nullable Estimate bytesPerSecond,
            @Nullable Estimate idleBytesPerSecond,
            @Nullable Double operationsPerSecond,
            @Nullable Estimate bytesPerOperation,
            @Nullable Double idleBytes,
            int collections,
            double pauseSeconds,
            double longestPauseSeconds) {}

    /**
     * The pauses of one kind; figures are accurate to three digits.
     *
     * @param name the collector's words
     * @param pauses whether the whole program stood still; false for waits of single threads and what comes before pauses
     * @param count how many
     * @param totalSeconds their sum
     * @param p50 the median, seconds
     * @param p90 nine of ten are no longer
     * @param p99 99 of 100 are no longer
     * @param p999 999 of 1000 are no longer
     * @param max the longest
     */
    public record PauseRow(
            String name,
            boolean pauses,
            long count,
            double totalSeconds,
            double p50,
            double p90,
            double p99,
            double p999,
            double max) {}

    /**
     * How often something happened that says what the heap lacks.
     *
     * @param name what, in words
     * @param count how often
     */
    public record SignCount(String name, long count) {}

    /**
     * One figure over time, thinned out to what a chart can show.
     *
     * @param name used, committed, idle or rss
     * @param seconds the moments since the beginning, rising
     * @param bytes the readings
     */
    public record Curve(String name, List<Double> seconds, List<Double> bytes) {}

    /**
     * Judges a history.
     *
     * @param history what was observed
     * @param options how
     * @return the report
     * @throws LabException.NoConclusion if the history is too short to be divided into windows
     */
    public static GcReport of(GcHistory history, GcOptions options) {
        return new GcAnalysis(history, options).report();
    }
}
