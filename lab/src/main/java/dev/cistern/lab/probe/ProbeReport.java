package dev.cistern.lab.probe;

import dev.cistern.lab.recording.Frame;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a probe saw.
 *
 * @param evidence for each site that was followed
 * @param cost what it cost the target
 * @param notes what the reader must know of it
 */
public record ProbeReport(Map<SiteKey, ProbeEvidence> evidence, Cost cost, List<String> notes) {
    /** A report of a probe that was not made. */
    public static final ProbeReport NONE = new ProbeReport(Map.of(), new Cost(0, 0, 0, 0), List.of());

    /**
     * By what a site is known again.
     *
     * @param className the allocated class as in source
     * @param path the call path, innermost first
     */
    public record SiteKey(String className, List<Frame> path) {}

    /**
     * What the probe cost.
     *
     * @param classes how many classes were instrumented
     * @param seconds how long they were so
     * @param openSeconds for how long of that it looked
     * @param coreShare the CPU time that its calls took while it looked, in the mean over the whole time, as a share of one
     *     core; without what the instrumented code is slower by where nobody looks
     */
    public record Cost(int classes, double seconds, double openSeconds, double coreShare) {}

    /**
     * What was seen of a site.
     *
     * @param className the allocated class as in source
     * @param path the call path, innermost first
     * @return the evidence; null where the site was not followed
     */
    public @Nullable ProbeEvidence of(String className, List<Frame> path) {
        return evidence.get(new SiteKey(className, path));
    }
}
