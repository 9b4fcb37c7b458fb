package dev.cistern.cache;

import dev.cistern.cache.internal.eviction.Node;
import java.util.Arrays;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Stands in the slot of a bucket with so many nodes that somebody must have chosen their hashes: an ordered map in place
 * of the chain.
 *
 * <p>Lookups take O(log n) where the keys of equal hashes are {@link Comparable} with their own class; keys that are not
 * share one place, as an array that is searched and copied.
 *
 * <p><b>Concurrency.</b> Changed under the stripe's lock, read by anybody.
 */
final class Bin extends Node {
    private static final Node[] NONE = {};

    private final ConcurrentSkipListMap<Place, Node[]> places = new ConcurrentSkipListMap<>();

    Bin() {
        super(null, NodeTable.LAST_HASH, null);
    }

    /** Where a node stands; keeps the key, since that of a node vanishes when it dies. */
    private record Place(int hash, Object key) implements Comparable<Place> {
        @Override
        public int compareTo(Place other) {
            int order = Integer.compareUnsigned(hash, other.hash);
            if (order != 0) {
                return order;
            }
            Class<?> type = key.getClass();
            Class<?> otherType = other.key.getClass();
            return type == otherType
                    ? compareKeys(key, other.key)
                    : type.getName().compareTo(otherType.getName());
        }

        @SuppressWarnings("unchecked")
        private static int compareKeys(Object a, Object b) {
            if (a instanceof Comparable<?> comparable) {
                try {
                    return ((Comparable<Object>) comparable).compareTo(b);
                } catch (ClassCastException e) {
                    return 0; // comparable, but not with its own class
                }
            }
            return 0;
        }
    }

    @Nullable
    Node find(Object key, int hash) {
        Node[] nodes = places.get(new Place(hash, key));
        if (nodes != null) {
            for (Node node : nodes) {
                Object candidate = node.key();
                if (candidate != null && key.equals(candidate)) {
                    return node;
                }
            }
        }
        return null;
    }

    void add(Node node, Object key) {
        try {
            places.merge(new Place(node.hash(), key), new Node[] {node}, Bin::concatenated);
        } catch (RuntimeException | Error e) {
            // The map compares keys also after it has taken in the node, to find it faster later.
            if (!holds(node)) {
                throw e;
            }
        }
    }

    private boolean holds(Node node) {
        for (Node[] nodes : places.values()) {
            if (Arrays.asList(nodes).contains(node)) {
                return true;
            }
        }
        return false;
    }

    private static Node[] concatenated(Node[] present, Node[] one) {
        Node[] all = Arrays.copyOf(present, present.length + 1);
        all[present.length] = one[0];
        return all;
    }

    void remove(Node node, Object key) {
        try {
            places.computeIfPresent(new Place(node.hash(), key), (place, nodes) -> without(nodes, node));
        } catch (RuntimeException | Error e) {
            // A comparison threw. The node must go in any case, if need be by leaving its place empty.
            places.replaceAll((place, nodes) -> {
                Node[] rest = without(nodes, node);
                return rest == null ? NONE : rest;
            });
        }
    }

    private static Node @Nullable [] without(Node[] nodes, Node gone) {
        int at = Arrays.asList(nodes).indexOf(gone);
        if (at < 0) {
            return nodes;
        }
        if (nodes.length == 1) {
            return null;
        }
        Node[] rest = Arrays.copyOf(nodes, nodes.length - 1);
        System.arraycopy(nodes, at + 1, rest, at, nodes.length - at - 1);
        return rest;
    }

    /** Shows the nodes in the order of their hashes. */
    void forEach(Consumer<Node> sink) {
        for (Node[] nodes : places.values()) {
            for (Node node : nodes) {
                sink.accept(node);
            }
        }
    }

    /** {@return the nodes in the order of their hashes} */
    Node[] toArray() {
        return places.values().stream().flatMap(Arrays::stream).toArray(size -> size == 0 ? NONE : new Node[size]);
    }
}
