package dev.cistern.lab.flame;

import dev.cistern.lab.shell.Printable;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/**
 * The data of a page's graph: nodes in the order in which they are drawn, each with its depth, frame and own weight.
 *
 * <p>At most {@value #MOST_NODES} nodes are written, the heaviest; what is lighter is counted with its caller.
 */
final class FlameData {
    /** What a browser draws at once without a pause. */
    static final int MOST_NODES = 100_000;

    private final Profile profile;
    private final CallTree tree;
    private final double[] totals;
    private final double[] baseTotals;
    private final boolean compared;
    private final double least;
    private final String[] shown;
    private final Map<String, Integer> numbers = new HashMap<>();
    private int kept;

    FlameData(Profile profile) {
        this.profile = profile;
        this.tree = profile.tree();
        this.totals = tree.totals();
        this.baseTotals = tree.baseTotals();
        this.compared = profile.facts().comparison() != null;
        this.least = least();
        this.shown = tree.frames().stream().map(Frames::shown).toArray(String[]::new);
    }

    /** The weight that the lightest node that is drawn has. */
    private double least() {
        double[] sizes = new double[tree.size() - 1];
        for (int node = 1; node < tree.size(); node++) {
            sizes[node - 1] = size(node);
        }
        if (sizes.length <= MOST_NODES) {
            return 0;
        }
        Arrays.sort(sizes);
        // Just above the first that is left out, so that those of equal weight do not exceed the bound.
        return Math.nextUp(sizes[sizes.length - MOST_NODES - 1]);
    }

    private double size(int node) {
        return Math.max(totals[node], baseTotals[node]);
    }

    private boolean isKept(int node) {
        return size(node) > 0 && size(node) >= least;
    }

    /** How many nodes are left out. */
    int leftOut() {
        return tree.size() - 1 - kept;
    }

    /** The number of a frame in the data; −1 where it is not drawn. */
    int number(String frame) {
        return numbers.getOrDefault(frame, -1);
    }

    String json() {
        int[] order = order();
        StringWriter text = new StringWriter(1 << 16);
        try (JsonGenerator json = JsonMapper.builder().build().createGenerator(text)) {
            json.writeStartObject();
            json.writeStringProperty("unit", profile.facts().unit().label());
            json.writeStringProperty("title", profile.facts().title());
            json.writeBooleanProperty("compared", compared);
            numbers(json, "depth", order, this::depth);
            numbers(json, "frame", order, node -> numbers.computeIfAbsent(tree.name(node), unseen -> numbers.size()));
            double[] self = folded(totals, order);
            json.writeNumberProperty("rest", Math.max(0, self[CallTree.ROOT]));
            weights(json, "self", order, self);
            if (compared) {
                double[] base = folded(baseTotals, order);
                json.writeNumberProperty("baseRest", Math.max(0, base[CallTree.ROOT]));
                weights(json, "base", order, base);
            }
            names(json);
            json.writeEndObject();
        }
        return text.toString();
    }

    /** Callers before what they call, siblings by name: a graph that changes while it is looked at keeps its places. */
    private int[] order() {
        Integer[] nodes = new Integer[tree.size()];
        int count = 0;
        for (int node = 1; node < tree.size(); node++) {
            if (isKept(node)) {
                nodes[count++] = node;
            }
        }
        Arrays.sort(nodes, 0, count, (a, b) -> {
            int byCaller = Integer.compare(tree.parent(a), tree.parent(b));
            return byCaller != 0 ? byCaller : shown[tree.frame(a)].compareTo(shown[tree.frame(b)]);
        });
        int[] firstChild = new int[tree.size()];
        Arrays.fill(firstChild, -1);
        for (int i = count - 1; i >= 0; i--) {
            firstChild[tree.parent(nodes[i])] = i;
        }
        kept = count;
        return preorder(nodes, count, firstChild);
    }

    private int[] preorder(Integer[] byCaller, int count, int[] firstChild) {
        int[] order = new int[count];
        int[] next = firstChild.clone();
        int written = 0;
        int at = CallTree.ROOT;
        while (true) {
            int place = next[at];
            boolean child = place >= 0 && place < count && tree.parent(byCaller[place]) == at;
            if (child) {
                next[at]++;
                at = byCaller[place];
                order[written++] = at;
            } else if (at == CallTree.ROOT) {
                return order;
            } else {
                at = tree.parent(at);
            }
        }
    }

    private int depth(int node) {
        int depth = 0;
        for (int at = tree.parent(node); at > CallTree.ROOT; at = tree.parent(at)) {
            depth++;
        }
        return depth;
    }

    /** The own weight of each node with that of the callees that are left out. */
    private double[] folded(double[] sums, int[] order) {
        double[] own = sums.clone();
        for (int node : order) {
            own[tree.parent(node)] -= sums[node];
        }
        return own;
    }

    private interface NumberOf {
        int of(int node);
    }

    private static void numbers(JsonGenerator json, String name, int[] order, NumberOf number) {
        json.writeName(name).writeStartArray();
        for (int node : order) {
            json.writeNumber(number.of(node));
        }
        json.writeEndArray();
    }

    private static void weights(JsonGenerator json, String name, int[] order, double[] weights) {
        json.writeName(name).writeStartArray();
        for (int node : order) {
            double weight = weights[node];
            if (weight >= 100 || weight == Math.rint(weight)) {
                json.writeNumber(Math.round(weight));
            } else {
                json.writeNumber(Math.max(0, Math.round(weight * 1000) / 1000.0));
            }
        }
        json.writeEndArray();
    }

    private void names(JsonGenerator json) {
        String[] names = new String[numbers.size()];
        numbers.forEach((name, number) -> names[number] = name);
        LensTable lens = LensTable.read();
        StringBuilder kinds = new StringBuilder();
        StringBuilder paths = new StringBuilder();
        json.writeName("names").writeStartArray();
        for (String name : names) {
            String text = Frames.shown(name);
            json.writeString(Printable.line(text));
            kinds.append(Frames.kind(name).letter());
            LensTable.Match match = lens.match(text);
            paths.append(match.found() ? match.outcome().letter() : '-');
        }
        json.writeEndArray();
        json.writeStringProperty("kinds", kinds.toString());
        json.writeStringProperty("lens", paths.toString());
    }
}
