package dev.cistern.pool;

/**
 * A histogram of non-negative values with buckets an eighth of a power of two wide, which forgets: when it holds enough
 * values all counts are halved, so that a quantile follows what happens now.
 *
 * <p>Not thread-safe; the users synchronise, they record rarely.
 */
final class LogHistogram {
    private static final int SUB_BITS = 3;
    private static final int SUB = 1 << SUB_BITS;
    private static final int BUCKETS = (Long.SIZE - SUB_BITS) * SUB;
    private static final int HALVE_AT = 4_096;

    private final int[] counts = new int[BUCKETS];
    private int inside;
    private long recorded;

    void record(long value) {
        counts[bucket(Math.max(0, value))]++;
        recorded++;
        if (++inside >= HALVE_AT) {
            halve();
        }
    }

    /** {@return how many values were ever recorded} */
    long recorded() {
        return recorded;
    }

    /** {@return the upper end of the bucket in which the quantile lies} */
    long quantile(double q) {
        long rank = (long) Math.ceil(q * inside);
        long seen = 0;
        for (int i = 0; i < BUCKETS; i++) {
            seen += counts[i];
            if (seen >= rank && counts[i] > 0) {
                return upperEnd(i);
            }
        }
        return 0;
    }

    void clear() {
        java.util.Arrays.fill(counts, 0);
        inside = 0;
        recorded = 0;
    }

    private void halve() {
        inside = 0;
        for (int i = 0; i < BUCKETS; i++) {
            counts[i] /= 2;
            inside += counts[i];
        }
    }

    private static int bucket(long value) {
        if (value < SUB) {
            return (int) value;
        }
        int exponent = Long.SIZE - 1 - Long.numberOfLeadingZeros(value);
        int sub = (int) (value >>> (exponent - SUB_BITS)) & (SUB - 1);
        return (exponent - SUB_BITS + 1) * SUB + sub;
    }

    private static long upperEnd(int bucket) {
        if (bucket < SUB) {
            return bucket;
        }
        int exponent = bucket / SUB + SUB_BITS - 1;
        long sub = bucket % SUB;
        return ((SUB + sub + 1) << (exponent - SUB_BITS)) - 1;
    }
}
