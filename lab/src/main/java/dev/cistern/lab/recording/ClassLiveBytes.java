package dev.cistern.lab.recording;

/**
 * What the heap held of one class at one moment.
 *
 * @param epochNanos when the heap was looked at, nanoseconds since the epoch
 * @param className the class as in source, {@code byte[]}
 * @param instances the number of its objects, some of which may be garbage not yet reclaimed
 * @param bytes their size in bytes
 */
public record ClassLiveBytes(long epochNanos, String className, long instances, long bytes) {}
