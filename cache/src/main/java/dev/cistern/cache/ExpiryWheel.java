package dev.cistern.cache;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Finds the nodes whose time is over without looking at the others. Single-threaded; the time is passed in.
 *
 * <p><b>Algorithm.</b> A hierarchical timing wheel whose slots are arrays of node references, so that a node needs no links.
 * Time is counted in units of 2²⁷ ns (134 ms) since the wheel was made. A slot of the lowest wheel is one unit, one of the
 * next wheel 64; four wheels reach 26 days, and what is later waits in the last slot and is put again. A node stays where it
 * is when its deadline moves back, and is put where it belongs when the slot's turn comes; when its deadline moves forward it
 * is put in the earlier slot too, and its stamp tells which of the references counts. References to dead nodes are dropped
 * when their slot's turn comes, or when they are more than half of all.
 *
 * <p><b>References.</b> Varghese and Lauck, "Hashed and hierarchical timing wheels", SOSP 1987.
 */
final class ExpiryWheel {
    private static final int UNIT_BITS = 27;
    private static final int SLOT_BITS = 6;
    private static final int SLOTS = 1 << SLOT_BITS;
    private static final int WHEELS = 4;
    private static final int NEVER_COMPACTED = 1_024;
    private static final @Nullable TimedNode[] EMPTY = {};

    private final Slot[] slots = new Slot[WHEELS * SLOTS];
    private final long origin;
    private int unit;
    private int references;
    private int live;

    /** Nodes that come due together. */
    private static final class Slot {
        private @Nullable TimedNode[] nodes = EMPTY;
        private int count;

        void add(TimedNode node) {
            if (count == nodes.length) {
                nodes = Arrays.copyOf(nodes, Math.max(4, count + (count >> 1)));
            }
            nodes[count++] = node;
        }
    }

    /** Begins at a time. */
    ExpiryWheel(long now) {
        origin = now;
        Arrays.setAll(slots, i -> new Slot());
    }

    /** Watches a node from now on, until it dies. */
    void schedule(TimedNode node) {
        if (references > NEVER_COMPACTED && references > 2 * live) {
            compact();
        }
        live++;
        put(node);
    }

    /** Takes note that the deadline of a watched node has changed. */
    void moved(TimedNode node) {
        if (unitOf(node.deadline) < node.wheelStamp) {
            put(node);
        }
    }

    /** Takes note that a watched node died. */
    void died() {
        live--;
    }

    private int unitOf(long time) {
        return (int) Math.min(Integer.MAX_VALUE, (time - origin) >> UNIT_BITS);
    }

    private void put(TimedNode node) {
        references++;
        int at = Math.max(unit, unitOf(node.deadline));
        int wheel = 0;
        while (wheel < WHEELS - 1 && ahead(at, wheel) >= SLOTS) {
            wheel++;
        }
        if (ahead(at, wheel) >= SLOTS) {
            at = ((unit >> shift(wheel)) + SLOTS - 1) << shift(wheel);
        }
        node.wheelStamp = at;
        slot(wheel, at >> shift(wheel)).add(node);
    }

    /** {@return how many slots of a wheel lie between now and a unit} */
    private int ahead(int at, int wheel) {
        return (at >> shift(wheel)) - (unit >> shift(wheel));
    }

    /**
     * Moves on to a time and shows the nodes that are over; those of the unit that the time is in wait for its end.
     *
     * @param now the time; nothing happens if it is in the last unit or before it
     * @param sink takes a node that is over out of the cache
     */
    void advance(long now, Consumer<TimedNode> sink) {
        int from = unit;
        if (unitOf(now) <= from) {
            return;
        }
        // All are taken out before any is put again: after a whole turn it could be put in a slot that is still to be
        // emptied.
        List<TimedNode> due = new ArrayList<>();
        int to = unitOf(now);
        for (int wheel = 0; wheel < WHEELS; wheel++) {
            // In the lowest wheel the slots that were left are due; in the others those that were entered are spread.
            int first = (from >> shift(wheel)) + (wheel == 0 ? 0 : 1);
            int passed = Math.min(SLOTS, (to >> shift(wheel)) - (from >> shift(wheel)));
            for (int number = first; number < first + passed; number++) {
                takeOut(wheel, number, due);
            }
        }
        unit = to;
        for (TimedNode node : due) {
            if (node.isDead()) {
                continue; // there were two references to it
            }
            if (Expiry.isOver(node, now)) {
                sink.accept(node);
            } else {
                put(node);
            }
        }
    }

    private void takeOut(int wheel, int number, List<TimedNode> due) {
        Slot slot = slot(wheel, number);
        for (int i = 0; i < slot.count; i++) {
            TimedNode node = slot.nodes[i];
            if (node != null && counts(node, wheel, number)) {
                due.add(node);
            }
        }
        references -= slot.count;
        slot.nodes = EMPTY;
        slot.count = 0;
    }

    /** {@return whether a node is alive and this slot's reference is the one that counts} */
    private static boolean counts(TimedNode node, int wheel, int number) {
        return !node.isDead() && node.wheelStamp >> shift(wheel) == number;
    }

    private void compact() {
        references = 0;
        for (int wheel = 0; wheel < WHEELS; wheel++) {
            int first = unit >> shift(wheel);
            for (int number = first; number < first + SLOTS; number++) {
                Slot slot = slot(wheel, number);
                int kept = 0;
                for (int i = 0; i < slot.count; i++) {
                    TimedNode node = slot.nodes[i];
                    if (node != null && counts(node, wheel, number)) {
                        slot.nodes[kept++] = node;
                    }
                }
                Arrays.fill(slot.nodes, kept, slot.count, null);
                slot.count = kept;
                references += kept;
            }
        }
    }

    private static int shift(int wheel) {
        return wheel * SLOT_BITS;
    }

    private Slot slot(int wheel, int number) {
        return slots[wheel * SLOTS + (number & (SLOTS - 1))];
    }
}
