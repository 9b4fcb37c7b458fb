package dev.cistern.lab.recording;

import java.util.List;

/**
 * One sampled allocation.
 *
 * @param epochNanos when it was sampled, nanoseconds since the epoch
 * @param className the allocated class as in source, {@code byte[]} or {@code com.acme.Order}
 * @param path the call path, innermost frame first, at least one frame
 * @param thread the allocating thread's name
 * @param sizeBytes the size of the sampled object in bytes; 0 where the engine does not tell
 * @param weightBytes how many allocated bytes the sample stands for, scaled to the count of its thread where that
 *     is known, before calibration to the exact total
 */
public record AllocationSample(
        long epochNanos, String className, List<Frame> path, String thread, long sizeBytes, double weightBytes) {}
