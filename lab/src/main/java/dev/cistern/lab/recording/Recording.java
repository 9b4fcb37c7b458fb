package dev.cistern.lab.recording;

import java.util.List;

/**
 * Everything that was observed of one target.
 *
 * @param target what the target is
 * @param engine how allocations were sampled
 * @param startEpochNanos when observation began, nanoseconds since the epoch
 * @param endEpochNanos when observation ended
 * @param windows the number of windows that were completed
 * @param sessions the sessions in order of time; every window has at least one
 * @param collections the collections between start and end in order of time
 * @param totals the exact number of bytes allocated, by stretch of time; empty where the JVM did not tell
 * @param classes the heap by class, at one or several moments
 * @param droppedSamples the number of samples left out because their weight is known to be wrong
 * @param inlining what the compiler refused to inline during the observation
 * @param partial whether the observation ended before its time
 * @param notes what the reader must know of how the observation was made, each a sentence
 */
public record Recording(
        TargetFacts target,
        Engine engine,
        long startEpochNanos,
        long endEpochNanos,
        int windows,
        List<Session> sessions,
        List<Collection> collections,
        List<AllocatedBytes> totals,
        List<ClassLiveBytes> classes,
        int droppedSamples,
        List<InliningRefusal> inlining,
        boolean partial,
        List<String> notes) {

    /** {@return the length of the observation in seconds} */
    public double seconds() {
        return (endEpochNanos - startEpochNanos) / 1e9;
    }

    /**
     * The exact number of bytes that all threads together allocated in a stretch of time.
     *
     * @param startEpochNanos the beginning of the stretch, nanoseconds since the epoch
     * @param endEpochNanos its end
     * @param bytes the bytes allocated
     */
    public record AllocatedBytes(long startEpochNanos, long endEpochNanos, double bytes) {}

    /**
     * A call that the compiler did not inline.
     *
     * @param caller the calling method, {@code com.acme.Parser.read}
     * @param callee the method that was called
     * @param reason the compiler's words, {@code hot method too big}
     */
    public record InliningRefusal(String caller, String callee, String reason) {}
}
