package dev.cistern.simulator;

import java.util.Arrays;

/**
 * The hits of the best possible policy, which knows the future: it gives up whatever is requested again last, if need be the
 * newcomer itself.
 *
 * <p>Algorithm: Belady's MIN (1966), exact. Residents are held as bits at the position of their next request, under a tree of
 * summaries of 64 children each, so finding the farthest costs four steps for ten million requests. Memory: 4 bytes a
 * request, once a trace.
 */
final class Belady {
    private final int[] next;

    Belady(Trace trace) {
        next = new int[trace.requests()];
        int[] upcoming = new int[trace.distinct()];
        Arrays.fill(upcoming, trace.requests());
        for (int i = trace.requests() - 1; i >= 0; i--) {
            next[i] = upcoming[trace.key(i)];
            upcoming[trace.key(i)] = i;
        }
    }

    /** How many requests hit in a cache of this size. */
    long hits(int size) {
        Positions residents = new Positions(next.length);
        long hits = 0;
        int resident = 0;
        for (int i = 0; i < next.length; i++) {
            if (residents.remove(i)) {
                hits++;
                resident--;
            }
            if (next[i] == next.length) {
                continue; // never again: nobody needs it
            }
            residents.add(next[i]);
            if (++resident > size) {
                residents.remove(residents.highest());
                resident--;
            }
        }
        return hits;
    }

    /** A set of numbers whose highest is found fast. */
    private static final class Positions {
        private final long[][] levels;

        Positions(int range) {
            int depth = 1;
            for (long reach = 64; reach < range; reach *= 64) {
                depth++;
            }
            levels = new long[depth][];
            int length = range;
            for (int level = 0; level < depth; level++) {
                length = (length + 63) / 64;
                levels[level] = new long[Math.max(1, length)];
            }
        }

        void add(int position) {
            int at = position;
            for (long[] level : levels) {
                level[at >> 6] |= 1L << at;
                at >>= 6;
            }
        }

        boolean remove(int position) {
            if ((levels[0][position >> 6] & 1L << position) == 0) {
                return false;
            }
            int at = position;
            for (long[] level : levels) {
                level[at >> 6] &= ~(1L << at);
                if (level[at >> 6] != 0) {
                    break;
                }
                at >>= 6;
            }
            return true;
        }

        int highest() {
            int at = 0;
            for (int level = levels.length - 1; level >= 0; level--) {
                at = (at << 6) + 63 - Long.numberOfLeadingZeros(levels[level][at]);
            }
            return at;
        }
    }
}
