package dev.cistern.lab.matrix;

import dev.cistern.lab.Estimate;
import dev.cistern.lab.recording.MeteredRun;
import dev.cistern.lab.statistics.Sorted;
import dev.cistern.lab.statistics.TheilSen;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the three figures of one running process move through a window of time.
 *
 * <p>A process that is watched has nothing to be compared with but itself, so a figure is up when it rises through the
 * window: when the interval of its slope excludes zero.
 *
 * @param seconds the length of the window
 * @param bytesPerSecond allocated in it, the mean
 * @param bytesTrend by how much the rate grows, bytes a second each second; null where too little was seen
 * @param pauses how many pauses and allocation stalls there were
 * @param pauseMedianNanos the median of them, 0 where there was none
 * @param pauseP99Nanos what 99 of 100 stay below, 0 where there was none
 * @param pauseTrend by how much they grow, nanoseconds each second; null where there were too few
 * @param memoryBytes the resident memory at the end; null where the system does not tell
 * @param memoryTrend its slope, bytes a second; null where the window is shorter than 10 s or memory was swapped out
 * @param heapSlope how much of that the heap grows, bytes a second; null where not known
 * @param bytes the direction of the allocation
 * @param pause the direction of the pauses
 * @param memory the direction of the memory
 * @param verdict what they say together
 * @param notes what a reader has to know
 */
public record Trends(
        double seconds,
        double bytesPerSecond,
        @Nullable Estimate bytesTrend,
        int pauses,
        double pauseMedianNanos,
        double pauseP99Nanos,
        @Nullable Estimate pauseTrend,
        @Nullable Long memoryBytes,
        @Nullable Estimate memoryTrend,
        @Nullable Double heapSlope,
        Direction bytes,
        Direction pause,
        Direction memory,
        JointVerdict verdict,
        List<String> notes) {
    private static final int FEWEST_RATES = 8;
    private static final int FEWEST_PAUSES = 4;
    private static final double NEARLY = 0.95;

    /** Copies the notes. */
    public Trends {
        notes = List.copyOf(notes);
    }

    /**
     * The trends in a window.
     *
     * @param window what was measured in it
     * @return the trends, each judged at the level of three families of figures
     */
    public static Trends of(MeteredRun window) {
        double alpha = Comparison.alpha(3);
        double[] pauses =
                window.pauses().stream().mapToDouble(MeteredRun.Pause::nanos).toArray();
        @Nullable Estimate bytesTrend = bytesTrend(window, alpha);
        @Nullable Estimate pauseTrend = pauseTrend(window, pauses, alpha);
        @Nullable Estimate memoryTrend = memoryTrend(window, alpha);
        Direction bytes = Direction.of(bytesTrend, 0);
        Direction pause = pauses.length == 0 ? Direction.LEVEL : Direction.of(pauseTrend, 0);
        Direction memory = Direction.of(memoryTrend, 0);
        return new Trends(
                window.seconds(),
                window.allocated().perSecond(),
                bytesTrend,
                pauses.length,
                pauses.length == 0 ? 0 : Sorted.median(pauses),
                pauses.length == 0 ? 0 : Sorted.quantile(0.99, pauses),
                pauseTrend,
                window.memory().isEmpty()
                        ? null
                        : (Long) window.memory().getLast().bytes(),
                memoryTrend,
                ProcessRun.heapSlope(window),
                bytes,
                pause,
                memory,
                JointVerdict.of(notProven(bytes), notProven(pause), notProven(memory)),
                window.notes());
    }

    /** A figure that falls while it is watched shows no gain: nobody knows what it would have done otherwise. */
    private static Direction notProven(Direction direction) {
        return direction == Direction.BETTER ? Direction.LEVEL : direction;
    }

    private static @Nullable Estimate bytesTrend(MeteredRun window, double alpha) {
        List<MeteredRun.AllocatedSoFar> counts = window.allocation();
        int rates = counts.size() - 1;
        if (rates < FEWEST_RATES) {
            return null;
        }
        double[] times = new double[rates];
        double[] values = new double[rates];
        for (int i = 0; i < rates; i++) {
            MeteredRun.AllocatedSoFar from = counts.get(i);
            MeteredRun.AllocatedSoFar to = counts.get(i + 1);
            double seconds = (to.epochNanos() - from.epochNanos()) / 1e9;
            times[i] = (to.epochNanos() - window.startEpochNanos()) / 1e9;
            values[i] = (to.bytes() - from.bytes()) / seconds;
        }
        return new TheilSen(times, values).at(alpha);
    }

    private static @Nullable Estimate pauseTrend(MeteredRun window, double[] pauses, double alpha) {
        if (pauses.length < FEWEST_PAUSES) {
            return null;
        }
        double[] times = window.pauses().stream()
                .mapToDouble(pause -> (pause.epochNanos() - window.startEpochNanos()) / 1e9)
                .toArray();
        int step = (pauses.length - 1) / 1_000 + 1;
        return new TheilSen(thinned(times, step), thinned(pauses, step)).at(alpha);
    }

    private static double[] thinned(double[] values, int step) {
        double[] thinned = new double[(values.length - 1) / step + 1];
        for (int i = 0; i < thinned.length; i++) {
            thinned[i] = values[i * step];
        }
        return thinned;
    }

    private static @Nullable Estimate memoryTrend(MeteredRun window, double alpha) {
        if (window.swapped()
                || window.memory().size() < 2
                || window.seconds() < NEARLY * ProcessRun.SHORTEST_FOR_MEMORY) {
            return null;
        }
        return ProcessRun.memorySeries(window).at(alpha);
    }
}
