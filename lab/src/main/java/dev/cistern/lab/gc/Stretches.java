package dev.cistern.lab.gc;

import java.util.Arrays;

/** Amounts of bytes, each allocated evenly over a stretch of time; in order of time, without overlaps, gaps allowed. */
final class Stretches {
    private long[] from = new long[64];
    private long[] to = new long[64];
    private double[] bytes = new double[64];
    private int size;

    void add(long fromNanos, long toNanos, double allocated) {
        if (toNanos <= fromNanos || (size > 0 && fromNanos < to[size - 1])) {
            return; // two collections at once, of which the first has told already
        }
        if (size == from.length) {
            int longer = size + (size >> 1);
            from = Arrays.copyOf(from, longer);
            to = Arrays.copyOf(to, longer);
            bytes = Arrays.copyOf(bytes, longer);
        }
        from[size] = fromNanos;
        to[size] = toNanos;
        bytes[size++] = Math.max(0, allocated);
    }

    int size() {
        return size;
    }

    /** What is known of one window: the bytes, the seconds they were told of, and of how many stretches they are. */
    Amount within(long fromNanos, long toNanos) {
        double allocated = 0;
        double seconds = 0;
        double parts = 0;
        for (int i = first(fromNanos); i < size && from[i] < toNanos; i++) {
            double overlap = Math.min(to[i], toNanos) - (double) Math.max(from[i], fromNanos);
            double share = overlap / (to[i] - from[i]);
            allocated += bytes[i] * share;
            seconds += overlap / 1e9;
            parts += share;
        }
        return new Amount(allocated, seconds, parts);
    }

    /** The stretches that touch a window, cut to it: their bytes and their seconds. */
    double[][] columns(long fromNanos, long toNanos) {
        int first = first(fromNanos);
        int end = first;
        while (end < size && from[end] < toNanos) {
            end++;
        }
        double[] amounts = new double[end - first];
        double[] seconds = new double[end - first];
        for (int i = first; i < end; i++) {
            double overlap = Math.min(to[i], toNanos) - (double) Math.max(from[i], fromNanos);
            seconds[i - first] = overlap / 1e9;
            amounts[i - first] = bytes[i] * overlap / (to[i] - from[i]);
        }
        return new double[][] {amounts, seconds};
    }

    private int first(long nanos) {
        int found = Arrays.binarySearch(to, 0, size, nanos);
        return found < 0 ? -found - 1 : found + 1;
    }

    /** Bytes, seconds and the number of stretches, the last of which may count in part. */
    record Amount(double bytes, double seconds, double parts) {}
}
