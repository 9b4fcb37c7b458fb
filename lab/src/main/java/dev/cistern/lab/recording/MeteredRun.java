package dev.cistern.lab.recording;

import java.util.List;

/**
 * What was measured of a JVM in one stretch of time: the raw series, not yet judged.
 *
 * @param jvm the version of its JVM, {@code 25.0.3+9-LTS}; empty where not known
 * @param startEpochNanos when the stretch began, nanoseconds since the epoch
 * @param endEpochNanos when it ended
 * @param allocated what the program allocated in it
 * @param allocation how much of that had been allocated at moments half a second apart
 * @param pauses the pauses for collection and the allocation stalls, in order of time
 * @param memory the resident memory, about ten times a second; empty where the system does not tell
 * @param heap the heap after each collection
 * @param operations how many operations had been done, at moments in or around the stretch
 * @param swapped whether a part of the process was swapped out, which makes the resident memory mean little
 * @param ended whether the JVM ended before the stretch was over
 * @param notes what a reader has to know
 */
public record MeteredRun(
        String jvm,
        long startEpochNanos,
        long endEpochNanos,
        Allocated allocated,
        List<AllocatedSoFar> allocation,
        List<Pause> pauses,
        List<Memory> memory,
        List<HeapAfter> heap,
        List<OperationSource.Reading> operations,
        boolean swapped,
        boolean ended,
        List<String> notes) {

    /**
     * Bytes allocated between two counts of the JVM.
     *
     * @param fromEpochNanos when the first count was taken
     * @param toEpochNanos when the last was; the same where there was only one
     * @param bytes allocated between them
     * @param sinceStart bytes allocated from the start of the process to the last count
     */
    public record Allocated(long fromEpochNanos, long toEpochNanos, double bytes, double sinceStart) {
        /** {@return bytes a second; 0 where fewer than two counts were taken} */
        public double perSecond() {
            return toEpochNanos > fromEpochNanos ? bytes * 1e9 / (toEpochNanos - fromEpochNanos) : 0;
        }
    }

    /**
     * Bytes allocated since the first count of the stretch.
     *
     * @param epochNanos when they were counted
     * @param bytes how many
     */
    public record AllocatedSoFar(long epochNanos, double bytes) {}

    /**
     * The program, or a thread of it, stood still for memory.
     *
     * @param epochNanos when it began
     * @param nanos for how long
     * @param stall whether one thread waited for memory, instead of all for a collection
     */
    public record Pause(long epochNanos, long nanos, boolean stall) {}

    /**
     * Resident memory at one moment.
     *
     * @param epochNanos when
     * @param bytes how much
     */
    public record Memory(long epochNanos, long bytes) {}

    /**
     * The heap after a collection.
     *
     * @param epochNanos when
     * @param usedBytes how much of it was in use
     * @param committedBytes how much of it the JVM held
     */
    public record HeapAfter(long epochNanos, long usedBytes, long committedBytes) {}

    /** Copies the series. */
    public MeteredRun {
        allocation = List.copyOf(allocation);
        pauses = List.copyOf(pauses);
        memory = List.copyOf(memory);
        heap = List.copyOf(heap);
        operations = List.copyOf(operations);
        notes = List.copyOf(notes);
    }

    /** {@return the length of the stretch in seconds} */
    public double seconds() {
        return (endEpochNanos - startEpochNanos) / 1e9;
    }
}
