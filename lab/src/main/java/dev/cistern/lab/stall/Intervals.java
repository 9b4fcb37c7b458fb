package dev.cistern.lab.stall;

import java.util.Arrays;

/** Stretches of time of any order and overlap, and how much of another stretch they cover. */
final class Intervals {
    private long[] from = new long[64];
    private long[] to = new long[64];
    private long[] coveredBefore = {};
    private int size;
    private boolean merged;

    void add(long fromNanos, long toNanos) {
        if (toNanos <= fromNanos) {
            return;
        }
        if (size == from.length) {
            from = Arrays.copyOf(from, size + (size >> 1));
            to = Arrays.copyOf(to, size + (size >> 1));
        }
        from[size] = fromNanos;
        to[size++] = toNanos;
        merged = false;
    }

    /** The nanoseconds between two moments that lie in any of the stretches. */
    long covered(long fromNanos, long toNanos) {
        merge();
        return toNanos <= fromNanos ? 0 : coveredUntil(toNanos) - coveredUntil(fromNanos);
    }

    /** When the first stretch that is not over at a moment begins, at the earliest at that moment; Long.MAX_VALUE for none. */
    long firstFrom(long nanos) {
        merge();
        int index = lastNotAfter(nanos);
        if (index >= 0 && to[index] > nanos) {
            return nanos;
        }
        return index + 1 < size ? from[index + 1] : Long.MAX_VALUE;
    }

    private long coveredUntil(long nanos) {
        int index = lastNotAfter(nanos);
        return index < 0 ? 0 : coveredBefore[index] + Math.min(nanos, to[index]) - from[index];
    }

    private int lastNotAfter(long nanos) {
        int found = Arrays.binarySearch(from, 0, size, nanos);
        return found >= 0 ? found : -found - 2;
    }

    private void merge() {
        if (merged) {
            return;
        }
        merged = true;
        long[][] pairs = new long[size][];
        for (int i = 0; i < size; i++) {
            pairs[i] = new long[] {from[i], to[i]};
        }
        Arrays.sort(pairs, (a, b) -> Long.compare(a[0], b[0]));
        int kept = 0;
        for (long[] pair : pairs) {
            if (kept > 0 && pair[0] <= to[kept - 1]) {
                to[kept - 1] = Math.max(to[kept - 1], pair[1]);
            } else {
                from[kept] = pair[0];
                to[kept++] = pair[1];
            }
        }
        size = kept;
        coveredBefore = new long[size];
        for (int i = 1; i < size; i++) {
            coveredBefore[i] = coveredBefore[i - 1] + to[i - 1] - from[i - 1];
        }
    }
}
