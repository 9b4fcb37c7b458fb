package dev.cistern.lab.matrix;

import dev.cistern.lab.recording.MeteredRun;
import dev.cistern.lab.recording.OperationSource;
import dev.cistern.lab.statistics.Sorted;
import dev.cistern.lab.statistics.TheilSen;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * What one fresh process showed.
 *
 * @param seconds for how long it was measured; 0 where that is not known
 * @param perOperation whether the bytes are those of an operation, not of a second
 * @param bytes allocated an operation, or a second where operations were not counted; null where not known
 * @param operationsPerSecond operations a second; null where not known
 * @param pauses how many pauses and allocation stalls there were; null where they were not observed
 * @param pauseMedianNanos the median of them; 0 where there was none, null where they were not observed
 * @param pauseP99Nanos what 99 of 100 stay below; 0 where there was none, null where they were not observed
 * @param memorySlope by how much the resident memory grew, bytes a second; null where it could not be told
 * @param heapSlope how much of that the heap grew, bytes a second; null where it could not be told
 */
public record ProcessRun(
        double seconds,
        boolean perOperation,
        @Nullable Double bytes,
        @Nullable Double operationsPerSecond,
        @Nullable Integer pauses,
        @Nullable Double pauseMedianNanos,
        @Nullable Double pauseP99Nanos,
        @Nullable Double memorySlope,
        @Nullable Double heapSlope) {
    /** A slope of the resident memory is told from this many seconds on. */
    public static final double SHORTEST_FOR_MEMORY = 10;

    private static final double NEARLY = 0.95;
    private static final double P99 = 0.99;

    /**
     * A run of which only the allocated bytes are known, as in a report of JMH.
     *
     * @param bytes an operation
     * @return the run
     */
    public static ProcessRun ofBytes(double bytes) {
        return new ProcessRun(0, true, bytes, null, null, null, null, null, null);
    }

    /**
     * The figures of a run that was metered.
     *
     * @param run the series of one process
     * @param countsOperations whether operations were to be counted; then the bytes stay null where none were
     * @return the figures
     */
    public static ProcessRun of(MeteredRun run, boolean countsOperations) {
        double[] pauses =
                run.pauses().stream().mapToDouble(MeteredRun.Pause::nanos).toArray();
        Double operations = countsOperations ? operationsPerSecond(run) : null;
        Double bytes = countsOperations
                ? bytesPerOperation(run, operations)
                : (Double) run.allocated().perSecond();
        return new ProcessRun(
                run.seconds(),
                countsOperations,
                bytes,
                operations,
                pauses.length,
                pauses.length == 0 ? 0 : Sorted.median(pauses),
                pauses.length == 0 ? 0 : Sorted.quantile(P99, pauses),
                memorySlope(run),
                heapSlope(run));
    }

    /**
     * This run with bytes that somebody else counted.
     *
     * @param counted bytes an operation
     * @return the same run with these
     */
    public ProcessRun withBytes(double counted) {
        return new ProcessRun(
                seconds,
                true,
                counted,
                operationsPerSecond,
                pauses,
                pauseMedianNanos,
                pauseP99Nanos,
                memorySlope,
                heapSlope);
    }

    /**
     * One of its figures.
     *
     * @param measure which
     * @return the figure; null where it is not known
     */
    public @Nullable Double figure(Measure measure) {
        return switch (measure) {
            case BYTES -> bytes;
            case PAUSE_MEDIAN -> pauseMedianNanos;
            case PAUSE_P99 -> pauseP99Nanos;
            case MEMORY_SLOPE -> memorySlope;
        };
    }

    /** {@return its figures by the names that documents give them; null where one is not known} */
    public Map<String, @Nullable Object> fields() {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("seconds", seconds);
        fields.put("perOperation", perOperation);
        fields.put("bytes", bytes);
        fields.put("operationsPerSecond", operationsPerSecond);
        fields.put("pauses", pauses);
        fields.put("pauseMedianNanos", pauseMedianNanos);
        fields.put("pauseP99Nanos", pauseP99Nanos);
        fields.put("memorySlope", memorySlope);
        fields.put("heapSlope", heapSlope);
        return fields;
    }

    private static @Nullable Double operationsPerSecond(MeteredRun run) {
        List<OperationSource.Reading> within = run.operations().stream()
                .filter(reading ->
                        reading.epochNanos() >= run.startEpochNanos() && reading.epochNanos() <= run.endEpochNanos())
                .toList();
        if (within.size() < 2) {
            return null;
        }
        OperationSource.Reading first = within.getFirst();
        OperationSource.Reading last = within.getLast();
        double operations = last.operations() - first.operations();
        double seconds = (last.epochNanos() - first.epochNanos()) / 1e9;
        return operations > 0 && seconds > 0 ? (Double) (operations / seconds) : null;
    }

    /** A program that tells its operations once, at its end, tells those of its whole life. */
    private static @Nullable Double bytesPerOperation(MeteredRun run, @Nullable Double operationsPerSecond) {
        if (operationsPerSecond != null) {
            return run.allocated().perSecond() / operationsPerSecond;
        }
        if (run.operations().size() != 1 || run.operations().getFirst().operations() <= 0) {
            return null;
        }
        OperationSource.Reading total = run.operations().getFirst();
        double uncounted = Math.max(0, total.epochNanos() - run.allocated().toEpochNanos()) / 1e9;
        return (run.allocated().sinceStart() + uncounted * run.allocated().perSecond()) / total.operations();
    }

    private static @Nullable Double memorySlope(MeteredRun run) {
        if (run.swapped() || run.memory().size() < 2 || run.seconds() < NEARLY * SHORTEST_FOR_MEMORY) {
            return null;
        }
        return memorySeries(run).value();
    }

    /** The resident memory as a series of which a slope can be told; needs two looks. */
    static TheilSen memorySeries(MeteredRun run) {
        return series(run.memory(), MeteredRun.Memory::epochNanos, MeteredRun.Memory::bytes);
    }

    /** What a heap takes more of is in use after collections, or held by the JVM: whichever grows faster. */
    static @Nullable Double heapSlope(MeteredRun run) {
        if (run.heap().size() < 3) {
            return null;
        }
        return Math.max(
                series(run.heap(), MeteredRun.HeapAfter::epochNanos, MeteredRun.HeapAfter::usedBytes)
                        .value(),
                series(run.heap(), MeteredRun.HeapAfter::epochNanos, MeteredRun.HeapAfter::committedBytes)
                        .value());
    }

    private static <T> TheilSen series(List<T> series, ToLongFunction<T> time, ToLongFunction<T> value) {
        List<T> thinned = Thinning.of(series);
        long origin = time.applyAsLong(thinned.getFirst());
        double[] times = thinned.stream()
                .mapToDouble(point -> (time.applyAsLong(point) - origin) / 1e9)
                .toArray();
        double[] values =
                thinned.stream().mapToDouble(point -> value.applyAsLong(point)).toArray();
        return new TheilSen(times, values);
    }
}
