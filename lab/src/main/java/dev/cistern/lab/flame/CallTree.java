package dev.cistern.lab.flame;

import dev.cistern.lab.recording.ProfileSink;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The stacks of a profile as one tree: a node is a frame under its callers, and carries the weight of the samples that
 * ended there.
 *
 * <p>Implementation notes. Memory layout: nodes are numbers into parallel arrays, 56 bytes a node with its place in the
 * table of children, so that millions of samples cost what their different stacks cost. A node's number is larger than
 * its parent's; sums over subtrees are one pass from the last to the first. Concurrency: none; a tree belongs to one
 * thread until it is not changed any more.
 */
final class CallTree implements ProfileSink {
    /** The node that every stack begins at; it has no frame. */
    static final int ROOT = 0;

    private static final int FIRST_SIZE = 1024;

    private final List<String> names = new ArrayList<>();
    private final Map<String, Integer> numbers = new HashMap<>();
    private int[] parent = new int[FIRST_SIZE];
    private int[] frame = new int[FIRST_SIZE];
    private double[] self = new double[FIRST_SIZE];
    private double[] base = new double[FIRST_SIZE];
    private long[] samples = new long[FIRST_SIZE];
    private double[] squares = new double[FIRST_SIZE];
    private int[] children = new int[4 * FIRST_SIZE];
    private int[] ends = new int[64];
    private int endCount;
    private int size = 1;

    CallTree() {
        frame[ROOT] = -1;
        parent[ROOT] = -1;
    }

    @Override
    public int stack(List<String> frames) {
        int node = ROOT;
        for (String name : frames) {
            node = child(node, number(name));
        }
        return node;
    }

    @Override
    public void add(int stack, double weight, long count) {
        if (self[stack] == 0 && samples[stack] == 0 && base[stack] == 0) {
            noteEnd(stack);
        }
        self[stack] += weight;
        samples[stack] += count;
        squares[stack] += count == 0 ? 0 : weight * weight / count;
    }

    /** Adds to the weight that the stack had before, in the profile that this one is compared with. */
    void addBase(int stack, double weight) {
        if (self[stack] == 0 && samples[stack] == 0 && base[stack] == 0) {
            noteEnd(stack);
        }
        base[stack] += weight;
    }

    private void noteEnd(int stack) {
        if (endCount == ends.length) {
            ends = Arrays.copyOf(ends, 2 * endCount);
        }
        ends[endCount++] = stack;
    }

    /** Adds all stacks of another tree, each weight multiplied. */
    void addAll(CallTree other, double factor) {
        int[] here = mapped(other);
        other.forEachEnd(node -> {
            double before = squares[here[node]];
            add(here[node], other.self[node] * factor, other.samples[node]);
            squares[here[node]] = before + other.squares[node] * factor * factor;
        });
    }

    /** Adds all stacks of another tree as what was before, each weight multiplied. */
    void addAllAsBase(CallTree other, double factor) {
        int[] here = mapped(other);
        other.forEachEnd(node -> addBase(here[node], other.self[node] * factor));
    }

    private int[] mapped(CallTree other) {
        int[] here = new int[other.size];
        for (int node = 1; node < other.size; node++) {
            here[node] = child(here[other.parent[node]], number(other.name(node)));
        }
        return here;
    }

    /** Multiplies every weight. */
    void scale(double factor) {
        for (int node = 0; node < size; node++) {
            self[node] *= factor;
            squares[node] *= factor * factor;
        }
    }

    /** Is given nodes. */
    @FunctionalInterface
    interface NodeTaker {
        void take(int node);
    }

    /** Gives every node at which samples ended, in the order in which they were first seen. */
    void forEachEnd(NodeTaker taker) {
        for (int i = 0; i < endCount; i++) {
            taker.take(ends[i]);
        }
    }

    int size() {
        return size;
    }

    int parent(int node) {
        return parent[node];
    }

    /** The frame of a node as {@link Frames} reads it; empty for the root. */
    String name(int node) {
        return node == ROOT ? "" : names.get(frame[node]);
    }

    /** The number of a node's frame among all different frames; −1 for the root. */
    int frame(int node) {
        return frame[node];
    }

    /** All different frames, in the order of their numbers. */
    List<String> frames() {
        return List.copyOf(names);
    }

    /** The weight of the samples that ended at a node. */
    double self(int node) {
        return self[node];
    }

    double base(int node) {
        return base[node];
    }

    long samples(int node) {
        return samples[node];
    }

    /** The sum of the squared weights of the samples that ended at a node, which says how far chance may have moved it. */
    double squares(int node) {
        return squares[node];
    }

    /** The number of different stacks. */
    int stackCount() {
        return endCount;
    }

    long sampleCount() {
        return Arrays.stream(samples, 0, size).sum();
    }

    double total() {
        return Arrays.stream(self, 0, size).sum();
    }

    double baseTotal() {
        return Arrays.stream(base, 0, size).sum();
    }

    /** For each node the weight of all samples that ended at it or below. */
    double[] totals() {
        return summed(self);
    }

    double[] baseTotals() {
        return summed(base);
    }

    private double[] summed(double[] weights) {
        double[] sums = Arrays.copyOf(weights, size);
        for (int node = size - 1; node > 0; node--) {
            sums[parent[node]] += sums[node];
        }
        return sums;
    }

    /** The frames from the outermost to a node. */
    List<String> path(int node) {
        List<String> path = new ArrayList<>();
        for (int at = node; at != ROOT; at = parent[at]) {
            path.add(names.get(frame[at]));
        }
        return path.reversed();
    }

    private int number(String name) {
        Integer known = numbers.putIfAbsent(name, names.size());
        if (known != null) {
            return known;
        }
        names.add(name);
        return names.size() - 1;
    }

    private int child(int of, int wanted) {
        int slot = slot(children, of, wanted);
        if (children[slot] != 0) {
            return children[slot];
        }
        if (size == parent.length) {
            grow();
            slot = slot(children, of, wanted);
        }
        parent[size] = of;
        frame[size] = wanted;
        children[slot] = size;
        return size++;
    }

    /** Where the table has the child, or has room for it; open addressing, at most a quarter full. */
    private int slot(int[] table, int of, int wanted) {
        int mask = table.length - 1;
        int slot = (int) ((of * 0x9E3779B97F4A7C15L + wanted * 0xC2B2AE3D27D4EB4FL) >>> 33) & mask;
        while (table[slot] != 0) {
            int found = table[slot];
            if (parent[found] == of && frame[found] == wanted) {
                return slot;
            }
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void grow() {
        int larger = 2 * size;
        parent = Arrays.copyOf(parent, larger);
        frame = Arrays.copyOf(frame, larger);
        self = Arrays.copyOf(self, larger);
        base = Arrays.copyOf(base, larger);
        samples = Arrays.copyOf(samples, larger);
        squares = Arrays.copyOf(squares, larger);
        int[] table = new int[4 * larger];
        for (int node = 1; node < size; node++) {
            table[slot(table, parent[node], frame[node])] = node;
        }
        children = table;
    }
}
