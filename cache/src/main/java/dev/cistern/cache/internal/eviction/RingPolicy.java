package dev.cistern.cache.internal.eviction;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * For large caches, and each stripe of a striped one: a window for newcomers and a CLOCK for the rest, both on node
 * counters, in the mode that an {@link Advisor} found best.
 *
 * <p><b>Algorithm.</b> While the window has more than its share of the nodes, its oldest node has to leave it. In a mode without a
 * sketch it goes to the main ring if it was hit often enough, else out of the cache, leaving a ghost; who comes back
 * while its ghost is there begins in the main ring (S3-FIFO). With a sketch it meets the coldest node of the main ring,
 * and the one that was asked for less often goes (W-TinyLFU with a CLOCK instead of a segmented LRU). Otherwise the hand
 * of the main ring passes over nodes that were hit, lowering their counters by one, and gives up the first that was not.
 * The sketch is fed by misses, by the counters of nodes that leave the window, and by the hand, since hits are counted in
 * the nodes alone.
 *
 * <p>A change of mode throws nothing away: too large a window shrinks as newcomers arrive, at most {@value #MOVES} nodes at each.
 *
 * <p><b>Memory.</b> 4 to 5 bytes a node for the rings, 2 for the ghosts, 2 to 4 for the sketch.
 */
final class RingPolicy implements EvictionPolicy {
    private static final int MOVES = 4;
    private static final int SKETCH_AT_FIRST = 64;
    private static final int ENTRIES_OF_A_LONG = 4;

    private final Advisor advisor;
    private final NodeQueue window = new NodeQueue();
    private final NodeQueue main = new NodeQueue();
    private final GhostTable ghosts = new GhostTable();
    private final Sketch sketch = new Sketch(SKETCH_AT_FIRST, ENTRIES_OF_A_LONG);
    private boolean remembered;
    private int live;
    private int era;

    RingPolicy(Advisor advisor) {
        this.advisor = advisor;
    }

    @Override
    public void onMiss(int hash) {
        if (advisor.samples(hash)) {
            advisor.request(hash);
        }
        sketch.increment(hash);
        remembered = ghosts.forget(hash);
    }

    @Override
    public boolean wantsHits() {
        return true;
    }

    @Override
    public boolean wantsHit(int hash) {
        return advisor.samples(hash);
    }

    @Override
    public void onHit(int hash) {
        if (advisor.samples(hash)) {
            advisor.request(hash);
        }
    }

    @Override
    public void admit(Node node) {
        Mode mode = advisor.mode();
        (remembered && !mode.sketched ? main : window).add(node);
        live++;
        sketch.ensure(live);
        if (mode.sketched) {
            moveExcess(mode);
        }
    }

    /** All but one node that a window has too many go on without a contest: there are some only while it has to shrink. */
    private void moveExcess(Mode mode) {
        for (int i = 0; i < MOVES && window.occupied() > mode.share * live + 1.5; i++) {
            Node node = window.peek();
            if (node == null) {
                return;
            }
            window.drop();
            main.add(node);
        }
    }

    @Override
    public @Nullable Node evict() {
        if (ghosts.capacity() < live / 10 * 9) {
            ghosts.resize(live / 10 * 9 + live / 32);
        }
        if (era != advisor.era()) {
            era = advisor.era();
            sketch.clear();
        }
        Mode mode = advisor.mode();
        while (live > 0) {
            boolean fromWindow =
                    main.occupied() == 0 || window.occupied() > mode.share * (window.occupied() + main.occupied());
            Node victim = fromWindow ? mode.sketched ? contest() : passWindow(mode.promoteAt) : passMain();
            if (victim != null) {
                live--;
                return victim;
            }
        }
        return null;
    }

    private @Nullable Node passWindow(int promoteAt) {
        Node node = window.peek();
        if (node == null) {
            return null;
        }
        window.drop();
        if (node.uses() >= promoteAt) {
            node.setUses(0);
            main.add(node);
            return null;
        }
        ghosts.add(node.hash());
        return node;
    }

    private @Nullable Node contest() {
        Node node = window.peek();
        if (node == null) {
            return null;
        }
        window.drop();
        for (int i = node.uses(); i > 0; i--) {
            sketch.increment(node.hash());
        }
        Node coldest = coldest();
        if (coldest != null && sketch.frequency(node.hash()) <= sketch.frequency(coldest.hash())) {
            ghosts.add(node.hash());
            return node;
        }
        if (coldest != null) {
            main.drop();
        }
        node.setUses(0);
        main.add(node);
        return coldest;
    }

    private @Nullable Node passMain() {
        Node node = coldest();
        if (node != null) {
            main.drop();
        }
        return node;
    }

    /** The node at the hand of the main ring, which stays there, once the hand came to one that was not hit. */
    private @Nullable Node coldest() {
        for (Node node = main.peek(); node != null; node = main.peek()) {
            int uses = node.uses();
            if (uses == 0) {
                return node;
            }
            sketch.increment(node.hash());
            node.setUses(uses - 1);
            main.rotate();
        }
        return null;
    }

    @Override
    public void remove(Node node) {
        live--;
    }

    @Override
    public void resize(long capacity) {
        // Rings, ghosts and sketch follow the nodes that are there.
    }

    @Override
    public int size() {
        return live;
    }

    @Override
    public void forEach(Consumer<Node> sink) {
        window.forEach(sink);
        main.forEach(sink);
    }
}
