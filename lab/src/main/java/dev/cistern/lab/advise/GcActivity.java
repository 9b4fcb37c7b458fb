package dev.cistern.lab.advise;

import dev.cistern.lab.Estimate;
import dev.cistern.lab.recording.Collection;
import dev.cistern.lab.recording.Recording;
import dev.cistern.lab.statistics.MeanGap;
import dev.cistern.lab.statistics.Measured;
import dev.cistern.lab.statistics.WindowedRate;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the target's collector did while it was observed.
 *
 * @param young the collections that reclaim young objects, in order of time
 * @param interval mean seconds between them; null where there were fewer than two
 * @param nanosPerByte CPU time of collection for each byte reclaimed
 * @param cpuShare share of one core's time spent in all collections; null where the JVM does not tell
 */
record GcActivity(
        List<Collection> young,
        @Nullable Measured interval,
        Measured nanosPerByte,
        @Nullable Double cpuShare) {

    static GcActivity of(Recording recording, double allocatedBytesPerSecond) {
        List<Collection> young = recording.collections().stream()
                .filter(Collection::reclaimsYoung)
                .toList();
        double allocated = allocatedBytesPerSecond * recording.seconds();
        return new GcActivity(young, interval(young), nanosPerByte(recording, young, allocated), cpuShare(recording));
    }

    private static @Nullable Measured interval(List<Collection> young) {
        if (young.size() < 2) {
            return null;
        }
        double[] gaps = new double[young.size() - 1];
        for (int index = 0; index < gaps.length; index++) {
            gaps[index] =
                    (young.get(index + 1).startEpochNanos() - young.get(index).startEpochNanos()) / 1e9;
        }
        return new MeanGap(gaps);
    }

    private static @Nullable Double cpuShare(Recording recording) {
        boolean known = !recording.collections().isEmpty()
                && recording.collections().stream().allMatch(collection -> collection.cpuNanos() >= 0);
        double nanos = recording.collections().stream()
                .mapToDouble(Collection::cpuNanos)
                .sum();
        return known ? nanos / 1e9 / recording.seconds() : null;
    }

    private static Measured nanosPerByte(Recording recording, List<Collection> young, double allocated) {
        if (young.isEmpty() || allocated <= 0) {
            return alpha -> Estimate.exactly(0);
        }
        double[] reclaimed = reclaimed(young, allocated);
        if (young.stream().allMatch(collection -> collection.cpuNanos() >= 0)) {
            double[] nanos = young.stream().mapToDouble(Collection::cpuNanos).toArray();
            return new WindowedRate(nanos, reclaimed, 0);
        }
        return bounds(recording, young, allocated);
    }

    /** Heap before less heap after; where the JVM does not tell, what was allocated since, in equal parts. */
    private static double[] reclaimed(List<Collection> young, double allocated) {
        boolean known = young.stream().allMatch(collection -> collection.usedAfterBytes() >= 0);
        double[] bytes = young.stream()
                .mapToDouble(
                        collection -> Math.max(0, collection.usedBeforeBytes() - (double) collection.usedAfterBytes()))
                .toArray();
        double sum = Arrays.stream(bytes).sum();
        if (!known || sum <= 0) {
            Arrays.fill(bytes, allocated / young.size());
        }
        return bytes;
    }

    /** Without CPU times: at least one thread worked through each pause, at most all cores from begin to end. */
    private static Measured bounds(Recording recording, List<Collection> young, double allocated) {
        double bytes = Arrays.stream(reclaimed(young, allocated)).sum();
        double least = young.stream().mapToDouble(Collection::pauseNanos).sum();
        int cores = Math.max(1, recording.target().cores());
        double most = young.stream()
                .mapToDouble(collection -> Math.max(
                        (double) collection.pauseNanos(),
                        collection.endEpochNanos() - (double) collection.startEpochNanos()))
                .map(nanos -> nanos * cores)
                .sum();
        return alpha -> new Estimate((least + most) / 2 / bytes, least / bytes, most / bytes);
    }

    /** {@return the last young-reclaiming collection that lies whole within this stretch, null where none does} */
    @Nullable
    Collection lastWithin(long startEpochNanos, long endEpochNanos) {
        Collection last = null;
        for (Collection collection : young) {
            if (collection.startEpochNanos() > startEpochNanos && collection.endEpochNanos() <= endEpochNanos) {
                last = collection;
            }
        }
        return last;
    }
}
