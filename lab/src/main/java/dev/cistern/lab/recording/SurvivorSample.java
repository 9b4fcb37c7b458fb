package dev.cistern.lab.recording;

import java.util.List;

/**
 * A sampled object that no collection had reclaimed when its session ended.
 *
 * <p>Only one that was allocated before {@link Session.Survivors#decidedEpochNanos()} is known to have survived anything.
 *
 * @param allocatedEpochNanos when it was allocated, nanoseconds since the epoch
 * @param seenEpochNanos when it was seen alive, at the session's end
 * @param className the class as in source
 * @param path the call path of its allocation, innermost frame first
 * @param sizeBytes its size in bytes
 */
public record SurvivorSample(
        long allocatedEpochNanos, long seenEpochNanos, String className, List<Frame> path, long sizeBytes) {}
