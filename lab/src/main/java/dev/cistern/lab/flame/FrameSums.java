package dev.cistern.lab.flame;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How much of a profile each frame takes, by itself and with all that it calls, wherever it stands. */
final class FrameSums {
    /**
     * One frame's.
     *
     * @param frame the frame as it is written in files
     * @param self the weight of samples that ended in it
     * @param total the weight of samples that have it in their stack, each counted once
     * @param baseSelf the same of the profile it is compared with
     * @param baseTotal the same of the profile it is compared with
     * @param squares the sum of the squared weights of the samples that ended in it
     */
    record Sum(String frame, double self, double total, double baseSelf, double baseTotal, double squares) {}

    private FrameSums() {}

    /** All frames, those with the most weight of their own first. */
    static List<Sum> of(CallTree tree) {
        List<String> frames = tree.frames();
        int count = frames.size();
        double[] self = new double[count];
        double[] total = new double[count];
        double[] baseSelf = new double[count];
        double[] baseTotal = new double[count];
        double[] squares = new double[count];
        double[] totals = tree.totals();
        double[] baseTotals = tree.baseTotals();
        for (int node = 1; node < tree.size(); node++) {
            int frame = tree.frame(node);
            self[frame] += tree.self(node);
            squares[frame] += tree.squares(node);
            baseSelf[frame] += tree.base(node);
            if (isOutermost(tree, node)) {
                total[frame] += totals[node];
                baseTotal[frame] += baseTotals[node];
            }
        }
        List<Sum> sums = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            sums.add(new Sum(frames.get(i), self[i], total[i], baseSelf[i], baseTotal[i], squares[i]));
        }
        sums.sort(Comparator.comparingDouble((Sum sum) -> -sum.self())
                .thenComparingDouble(sum -> -sum.total())
                .thenComparing(Sum::frame));
        return sums;
    }

    /**
     * The same for profiles whose innermost frames are classes: each class with the method that allocates it or waits for
     * it, {@code byte[] in com.acme.Parser.read}; their totals are their own weights.
     */
    static List<Sum> sites(CallTree tree) {
        Map<String, double[]> sums = new HashMap<>();
        tree.forEachEnd(node -> {
            int caller = tree.parent(node);
            boolean site = Frames.kind(tree.name(node)) == Frames.Kind.CLASS && caller > CallTree.ROOT;
            String name = Frames.shown(tree.name(node)) + (site ? " in " + Frames.shown(tree.name(caller)) : "");
            double[] sum = sums.computeIfAbsent(name, unseen -> new double[3]);
            sum[0] += tree.self(node);
            sum[1] += tree.base(node);
            sum[2] += tree.squares(node);
        });
        List<Sum> sites = new ArrayList<>();
        sums.forEach((name, sum) -> sites.add(new Sum(name, sum[0], sum[0], sum[1], sum[1], sum[2])));
        sites.sort(Comparator.comparingDouble((Sum sum) -> -sum.self()).thenComparing(Sum::frame));
        return sites;
    }

    /** Whether most of a profile ends in classes rather than methods. */
    static boolean endsInClasses(CallTree tree) {
        double[] inClasses = {0};
        tree.forEachEnd(node -> inClasses[0] +=
                Frames.kind(tree.name(node)) == Frames.Kind.CLASS ? tree.self(node) + tree.base(node) : 0);
        return inClasses[0] > 0.5 * (tree.total() + tree.baseTotal());
    }

    private static boolean isOutermost(CallTree tree, int node) {
        int frame = tree.frame(node);
        for (int at = tree.parent(node); at > CallTree.ROOT; at = tree.parent(at)) {
            if (tree.frame(at) == frame) {
                return false;
            }
        }
        return true;
    }
}
