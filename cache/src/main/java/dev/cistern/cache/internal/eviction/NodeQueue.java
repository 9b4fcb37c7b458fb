package dev.cistern.cache.internal.eviction;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A first-in, first-out queue of node references in a circular array that grows with its content.
 *
 * <p>Taking the head and appending it again, in a queue that fills its array, writes nothing: then the queue is a CLOCK
 * and its head the hand. Dead nodes stay where they are until the head comes by, or until the array would have to grow;
 * each is looked at a constant number of times on average.
 */
final class NodeQueue {
    private static final int SMALLEST = 8;

    private @Nullable Node[] slots = new @Nullable Node[SMALLEST];
    private int head;
    private int occupied;

    /** {@return the number of nodes, dead ones that were not met yet included} */
    int occupied() {
        return occupied;
    }

    /** Appends a node. */
    void add(Node node) {
        if (occupied == slots.length) {
            makeRoom();
        }
        int tail = head + occupied;
        slots[tail >= slots.length ? tail - slots.length : tail] = node;
        occupied++;
    }

    /** {@return the first live node, which stays the first; null if there is none} */
    @Nullable
    Node peek() {
        while (occupied > 0) {
            Node node = slots[head];
            if (node != null && !node.isDead()) {
                return node;
            }
            drop();
        }
        return null;
    }

    /** Takes out the first node, which was just peeked. */
    void drop() {
        slots[head] = null;
        advance();
        occupied--;
    }

    /** Moves the first node, which was just peeked, to the end. */
    void rotate() {
        if (occupied == slots.length) {
            advance();
            return;
        }
        Node node = slots[head];
        drop();
        if (node != null) {
            add(node);
        }
    }

    void forEach(Consumer<Node> sink) {
        for (int i = 0, at = head; i < occupied; i++) {
            Node node = slots[at];
            if (node != null && !node.isDead()) {
                sink.accept(node);
            }
            at = at + 1 == slots.length ? 0 : at + 1;
        }
    }

    private void advance() {
        head = head + 1 == slots.length ? 0 : head + 1;
    }

    /** Drops the dead, and grows by an eighth unless that freed as much: a larger step would cost bytes that are never used. */
    private void makeRoom() {
        int live = 0;
        for (Node node : slots) {
            if (node != null && !node.isDead()) {
                live++;
            }
        }
        int length = slots.length;
        int eighth = Math.max(1, length / 8);
        Node[] kept = new Node[live > length - eighth ? length + eighth : length];
        int[] next = {0};
        forEach(node -> kept[next[0]++] = node);
        slots = kept;
        head = 0;
        occupied = live;
    }
}
