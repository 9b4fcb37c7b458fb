package dev.cistern.bench.cache;

import java.util.Arrays;
import java.util.Random;

/** Keys drawn by Zipf's law, each drawing a new object as in a program that parses its keys. */
final class ZipfKeys {
    private static final long SEED = 20_261_126;

    private ZipfKeys() {}

    /**
     * {@return drawn keys}
     *
     * @param draws how many, a power of two
     * @param keys how many different keys there are
     * @param exponent of the law
     */
    static Long[] draw(int draws, int keys, double exponent) {
        Random random = new Random(SEED);
        double[] cumulative = new double[keys];
        double sum = 0;
        for (int rank = 0; rank < keys; rank++) {
            sum += 1 / Math.pow(rank + 1, exponent);
            cumulative[rank] = sum;
        }
        Long[] drawn = new Long[draws];
        for (int i = 0; i < draws; i++) {
            int found = Arrays.binarySearch(cumulative, random.nextDouble() * sum);
            int rank = Math.min(keys - 1, found < 0 ? -found - 1 : found);
            drawn[i] = boxed(scrambled(rank));
        }
        return drawn;
    }

    /** {@return the key of a rank: neighbours in popularity are not neighbours in number} */
    static long scrambled(int rank) {
        long mixed = rank * 0x9E3779B97F4A7C15L;
        return mixed ^ (mixed >>> 29);
    }

    @SuppressWarnings({"deprecation", "removal", "BoxedPrimitiveConstructor"})
    private static Long boxed(long value) {
        return new Long(value); // an object of its own: a hit by identity would flatter those that try it first
    }
}
