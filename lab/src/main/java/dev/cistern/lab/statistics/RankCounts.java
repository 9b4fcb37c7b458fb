package dev.cistern.lab.statistics;

/**
 * How many ordered values an interval made by ranks leaves out at each end.
 *
 * <p>Implementation notes. Algorithm: the exact distributions of Wilcoxon's signed-rank statistic and of Mann and
 * Whitney's U, counted by their recurrences, up to 50 values; beyond, the normal approximation, whose error is then far
 * below a rank. Reference: M. Hollander and D. Wolfe, Nonparametric Statistical Methods, 3.1 and 4.1.
 */
final class RankCounts {
    private static final int EXACT_UP_TO = 50;

    private RankCounts() {}

    /** {@return how many of the n(n+1)/2 means lie outside at each end; -1 where n values allow no such interval} */
    static int ofSignedRanks(int n, double tail) {
        if (n > EXACT_UP_TO) {
            double mean = n * (n + 1.0) / 4;
            return outside(mean, Math.sqrt(mean * (2.0 * n + 1) / 6), tail);
        }
        int most = n * (n + 1) / 2;
        double[] ways = new double[most + 1];
        ways[0] = 1;
        for (int rank = 1; rank <= n; rank++) {
            for (int sum = most; sum >= rank; sum--) {
                ways[sum] += ways[sum - rank];
            }
        }
        return outside(ways, Math.pow(2, n), tail);
    }

    /** {@return how many of the n·m differences lie outside at each end; -1 where the values allow no such interval} */
    static int ofTwoSamples(int n, int m, double tail) {
        if (Math.max(n, m) > EXACT_UP_TO) {
            return outside(n * (double) m / 2, Math.sqrt(n * (double) m * (n + m + 1) / 12), tail);
        }
        // Ways to choose n of n+m ranks by their sum, which is U but for a constant.
        double[][] ways = new double[n + 1][n * m + 1];
        ways[0][0] = 1;
        for (int position = 1; position <= n + m; position++) {
            for (int chosen = Math.min(n, position); chosen >= 1; chosen--) {
                int adds = position - chosen;
                for (int u = n * m; u >= adds; u--) {
                    ways[chosen][u] += ways[chosen - 1][u - adds];
                }
            }
        }
        double all = 0;
        for (double count : ways[n]) {
            all += count;
        }
        return outside(ways[n], all, tail);
    }

    private static int outside(double[] ways, double all, double tail) {
        double below = 0;
        int count = 0;
        while (count < ways.length && (below + ways[count]) / all <= tail) {
            below += ways[count++];
        }
        return count - 1;
    }

    private static int outside(double mean, double deviation, double tail) {
        return (int) Math.floor(mean + Distributions.normalQuantile(tail) * deviation);
    }
}
