package dev.cistern.lab.gc;

import java.util.Arrays;

/**
 * Readings of one figure in order of time, 16 bytes each, so that millions of them fit where a list of objects would not.
 *
 * <p>Not safe for use by several threads.
 */
final class TimeSeries {
    private long[] nanos = new long[64];
    private double[] values = new double[64];
    private int size;

    void add(long epochNanos, double value) {
        if (size == nanos.length) {
            nanos = Arrays.copyOf(nanos, size + (size >> 1));
            values = Arrays.copyOf(values, size + (size >> 1));
        }
        nanos[size] = epochNanos;
        values[size++] = value;
    }

    void add(long epochNanos, long value) {
        add(epochNanos, (double) value);
    }

    int size() {
        return size;
    }

    long nanos(int index) {
        return nanos[index];
    }

    double value(int index) {
        return values[index];
    }

    /** The index of the first reading at or after a moment; the size where there is none. */
    int from(long epochNanos) {
        int found = Arrays.binarySearch(nanos, 0, size, epochNanos);
        if (found < 0) {
            return -found - 1;
        }
        int first = found;
        while (first > 0 && nanos[first - 1] == epochNanos) {
            first--;
        }
        return first;
    }

    /** Readings come nearly in order; after this they are. */
    void sort() {
        boolean sorted = true;
        for (int i = 1; i < size && sorted; i++) {
            sorted = nanos[i - 1] <= nanos[i];
        }
        if (sorted) {
            return;
        }
        Integer[] order = new Integer[size];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (a, b) -> Long.compare(nanos[a], nanos[b]));
        long[] sortedNanos = new long[size];
        double[] sortedValues = new double[size];
        for (int i = 0; i < size; i++) {
            sortedNanos[i] = nanos[order[i]];
            sortedValues[i] = values[order[i]];
        }
        nanos = sortedNanos;
        values = sortedValues;
    }

    /** The median of the readings in [from, to), NaN where there are none. */
    double median(long fromEpochNanos, long toEpochNanos) {
        double[] within = Arrays.copyOfRange(values, from(fromEpochNanos), from(toEpochNanos));
        if (within.length == 0) {
            return Double.NaN;
        }
        Arrays.sort(within);
        return (within[(within.length - 1) / 2] + within[within.length / 2]) / 2;
    }
}
