package dev.cistern.lab.recording;

import java.util.List;

/**
 * A sampled allocation before its weight is settled.
 *
 * @param threadId the allocating thread's number in the target, -1 where not known
 * @param weightBytes the weight that the recording itself gives; 0 where it gives none
 */
record RawAllocation(
        long epochNanos,
        String className,
        List<Frame> path,
        String thread,
        long threadId,
        long sizeBytes,
        double weightBytes) {

    /** The same with a weight of its own. */
    RawAllocation weighed(double bytes) {
        return new RawAllocation(epochNanos, className, path, thread, threadId, sizeBytes, bytes);
    }

    AllocationSample weighing(double bytes) {
        return new AllocationSample(epochNanos, className, path, thread, sizeBytes, bytes);
    }
}
