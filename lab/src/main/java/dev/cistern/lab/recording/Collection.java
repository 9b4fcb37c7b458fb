package dev.cistern.lab.recording;

/**
 * One garbage collection of the target.
 *
 * @param id the collection's number within the target
 * @param collector the name the JVM gives it, {@code G1New}, {@code ZGC Minor}
 * @param startEpochNanos when it began, nanoseconds since the epoch
 * @param endEpochNanos when it ended
 * @param pauseNanos how long the program stood still for it, in all
 * @param cpuNanos the CPU time it took, user and system; -1 where the JVM does not tell
 * @param usedBeforeBytes heap in use before it; -1 where the JVM does not tell
 * @param usedAfterBytes heap in use after it; -1 where the JVM does not tell
 * @param reclaimsYoung whether it reclaims young objects
 * @param major whether it also looks at old objects
 */
public record Collection(
        long id,
        String collector,
        long startEpochNanos,
        long endEpochNanos,
        long pauseNanos,
        long cpuNanos,
        long usedBeforeBytes,
        long usedAfterBytes,
        boolean reclaimsYoung,
        boolean major) {}
