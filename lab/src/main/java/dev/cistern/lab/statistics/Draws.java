package dev.cistern.lab.statistics;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/** Drawing with replacement, repeatable by a fixed seed. */
final class Draws {
    private static final int USUAL = 1_000;
    private static final int MOST = 10_000;
    /** So many replicates lie beyond an end of the interval, or that end would be a matter of chance. */
    private static final int BEYOND_AN_END = 10;

    private Draws() {}

    /** {@return the replicates of a statistic in order, as many as an interval of this level needs} */
    static double[] sorted(double alpha, long seed, ToDoubleFunction<SplittableRandom> replicate) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] drawn = new double[(int) Math.clamp(2 * BEYOND_AN_END / alpha, USUAL, MOST)];
        Arrays.setAll(drawn, draw -> replicate.applyAsDouble(random));
        Arrays.sort(drawn);
        return drawn;
    }

    /** {@return as many values drawn from these} */
    static double[] again(double[] values, SplittableRandom random) {
        double[] drawn = new double[values.length];
        Arrays.setAll(drawn, i -> values[random.nextInt(values.length)]);
        return drawn;
    }
}
