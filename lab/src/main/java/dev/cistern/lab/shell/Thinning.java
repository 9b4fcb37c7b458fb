package dev.cistern.lab.shell;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Chooses points of a long series so that what is drawn of it looks the same: the extremes of every stretch stay. */
final class Thinning {
    private Thinning() {}

    /**
     * The indices to keep, ascending; all where there are no more than {@code most}.
     *
     * @param low the series, or the lower end of a band
     * @param high the series again, or the upper end of a band
     * @param most how many to keep, at least 4
     */
    static int[] keep(double[] low, double[] high, int most) {
        int length = low.length;
        if (length <= most) {
            return IntStream.range(0, length).toArray();
        }
        int stretches = most / 4;
        int[] kept = new int[stretches * 4];
        int count = 0;
        for (int stretch = 0; stretch < stretches; stretch++) {
            int from = (int) ((long) stretch * length / stretches);
            int to = (int) ((long) (stretch + 1) * length / stretches);
            int[] four = {from, lowest(low, from, to), highest(high, from, to), to - 1};
            Arrays.sort(four);
            for (int index : four) {
                if (count == 0 || kept[count - 1] != index) {
                    kept[count++] = index;
                }
            }
        }
        return Arrays.copyOf(kept, count);
    }

    private static int lowest(double[] values, int from, int to) {
        int best = from;
        for (int i = from; i < to; i++) {
            best = values[i] < values[best] || Double.isNaN(values[best]) ? i : best;
        }
        return best;
    }

    private static int highest(double[] values, int from, int to) {
        int best = from;
        for (int i = from; i < to; i++) {
            best = values[i] > values[best] || Double.isNaN(values[best]) ? i : best;
        }
        return best;
    }
}
