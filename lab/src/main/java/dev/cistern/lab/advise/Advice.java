package dev.cistern.lab.advise;

import dev.cistern.lab.Estimate;
import dev.cistern.lab.Outcome;
import dev.cistern.lab.probe.ProbeReport;
import dev.cistern.lab.recording.Engine;
import dev.cistern.lab.recording.TargetFacts;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The whole answer of {@code cistern advise}: what was measured, and a verdict for each allocation site.
 *
 * @param target what was looked at
 * @param engine how allocations were sampled
 * @param startEpochNanos when observation began, nanoseconds since the epoch
 * @param seconds how long the observation lasted
 * @param calibration how the samples were scaled to the exact total
 * @param gcIntervalSeconds mean time between collections that reclaim young objects; null where there were fewer than two
 * @param gcCpuShare share of one core's time spent in collection; null where the JVM does not tell
 * @param windows the windows in order
 * @param sites the sites, PAYS first, then by bytes a second
 * @param recognised pools and caches found in the target and what they do there
 * @param partial whether the observation ended before its time
 * @param probe what a probe saw of single objects; without evidence where there was none
 * @param notes what the reader must know of how the figures came about
 */
public record Advice(
        TargetFacts target,
        Engine engine,
        long startEpochNanos,
        double seconds,
        Calibration calibration,
        @Nullable Estimate gcIntervalSeconds,
        @Nullable Double gcCpuShare,
        List<Window> windows,
        List<SiteAdvice> sites,
        List<RecognisedPool> recognised,
        boolean partial,
        ProbeReport probe,
        List<String> notes) {

    /**
     * The sites that a probe could decide: those where no boundary fails, the busiest first.
     *
     * @return what to give to {@link dev.cistern.lab.probe.Probe}
     */
    public List<ProbeReport.SiteKey> open() {
        return sites.stream()
                .filter(site -> site.boundaries().stream().noneMatch(finding -> finding.outcome() == Outcome.FAIL))
                .sorted(Comparator.comparingDouble(
                        site -> -site.bytesPerSecond().value()))
                .map(site -> new ProbeReport.SiteKey(site.className(), site.path()))
                .toList();
    }

    /**
     * How the samples were scaled.
     *
     * @param sampledBytesPerSecond what the samples alone said
     * @param exactBytesPerSecond what the JVM counted; null where it did not tell
     * @param factor by which every sample was multiplied, 1 where there was nothing to scale to
     * @param samples the number of samples used
     * @param dropped the number of samples left out because their weight is known to be wrong
     */
    public record Calibration(
            double sampledBytesPerSecond,
            @Nullable Double exactBytesPerSecond,
            double factor,
            int samples,
            int dropped) {}

    /**
     * One window of the observation.
     *
     * @param startSeconds when it began, seconds after the observation began
     * @param seconds how long it lasted
     * @param bytesPerSecond bytes allocated a second
     * @param collections the number of collections that reclaim young objects
     * @param samples the number of samples
     */
    public record Window(double startSeconds, double seconds, double bytesPerSecond, int collections, int samples) {}

    /**
     * A pool or cache that the target already has.
     *
     * @param library which library, {@code Netty Recycler}
     * @param where the frame it was seen at, or the class that told of it
     * @param judgement what it does there and what to do about it, one sentence
     */
    public record RecognisedPool(String library, String where, String judgement) {}
}
