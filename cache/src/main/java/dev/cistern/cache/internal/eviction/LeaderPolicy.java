package dev.cistern.cache.internal.eviction;

import dev.cistern.cache.Evictor;
import dev.cistern.cache.EvictorConfig;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * For small caches: shadows of full size run five policies over all requests, and the cache gives up what the best of them would
 * not hold.
 *
 * <p><b>Algorithm.</b> The shadows are LIRS, which leads at first, W-TinyLFU with a window of 1 % and of 20 %, S3-FIFO and LRU;
 * a {@link Contest} says which one leads. A node whose key the leader does not hold is an orphan; orphans go in the
 * order in which they were orphaned. As long as the leader stays the cache soon holds exactly what the leader holds. When
 * it changes, the orphans are found by one pass over all nodes, so nothing is thrown away before its room is needed.
 *
 * <p><b>Hits.</b> A node's counter saturates at three hits, and a hand lowers one counter to 0 at each miss; saturated nodes are
 * not reported. What is reported must arrive: losing a quarter of it would lose half of the gain.
 *
 * <p><b>Memory.</b> About 355 bytes a node when full, which is why only small caches have it. <b>Cost.</b> Five small hash table
 * operations for each miss and each reported hit; one while the others rest, see {@link Vigil}.
 */
final class LeaderPolicy implements EvictionPolicy {
    private static final double MEMORY_IN_CAPACITIES = 20;
    private static final double LEAD = 1.005;
    private static final double COST_FACTOR = 3;
    private static final int SMALLEST = 16;

    private final Shadow[] shadows;
    private final Contest contest;
    private final Vigil vigil;
    private final HashIndex index = new HashIndex(SMALLEST);
    private @Nullable Node[] nodes = new @Nullable Node[SMALLEST];
    private int[] free = new int[SMALLEST];
    private int frees;
    private int used;
    private int live;
    private int hand;
    private long time;

    /** A ring of slots that may be orphans: {@code waiting} of them from {@code head}, none of them twice. */
    private int[] orphans = new int[SMALLEST];

    private boolean[] queued = new boolean[SMALLEST];
    private int head;
    private int waiting;

    LeaderPolicy(int capacity, long seed) {
        EvictorConfig config = new EvictorConfig(capacity, seed);
        Evictor[] evictors = {new Lirs(0.01, 2), new WTinyLfu(0.01), new WTinyLfu(0.2), new S3Fifo(0.1, 2), new Lru()};
        shadows = new Shadow[evictors.length];
        Arrays.setAll(shadows, i -> new Shadow(evictors[i], config));
        vigil = new Vigil(capacity);
        contest = new Contest(shadows.length, Math.max(2, MEMORY_IN_CAPACITIES * capacity), LEAD, COST_FACTOR);
    }

    private Shadow leader() {
        return shadows[contest.leader()];
    }

    @Override
    public void onMiss(int hash) {
        request(hash);
        if (used > 0) {
            hand = hand + 1 >= used ? 0 : hand + 1;
            Node node = nodes[hand];
            if (node != null) {
                node.setUses(0);
            }
        }
    }

    @Override
    public boolean wantsHits() {
        return true;
    }

    @Override
    public void onHit(int hash) {
        if (vigil.isWatching()) {
            contest.ownHit();
        }
        request(hash);
    }

    private void request(int hash) {
        time++;
        boolean leaderHit = vigil.isResting() ? leader().access(hash, time) : requestOfAll(hash);
        if (leader().hasEvicted()) {
            int slot = index.find(leader().evicted());
            if (slot != HashIndex.NONE) {
                orphan(slot);
            }
        }
        boolean watching = vigil.isWatching();
        vigil.next(leaderHit);
        if (watching && contest.next()) {
            vigil.restart();
            collectOrphans();
        }
    }

    private boolean requestOfAll(int hash) {
        boolean leaderHit = false;
        for (int i = 0; i < shadows.length; i++) {
            if (shadows[i].access(hash, time)) {
                leaderHit |= i == contest.leader();
                if (vigil.isWatching()) {
                    contest.hit(i);
                }
            }
        }
        return leaderHit;
    }

    private void orphan(int slot) {
        if (!queued[slot]) {
            queued[slot] = true;
            int at = head + waiting++;
            orphans[at >= orphans.length ? at - orphans.length : at] = slot;
        }
    }

    private void collectOrphans() {
        head = 0;
        waiting = 0;
        Arrays.fill(queued, false);
        for (int slot = 0; slot < used; slot++) {
            if (isOrphan(slot)) {
                orphan(slot);
            }
        }
    }

    private boolean isOrphan(int slot) {
        Node node = nodes[slot];
        return node != null && !leader().contains(node.hash());
    }

    @Override
    public void admit(Node node) {
        int slot = frees > 0 ? free[--frees] : used++;
        if (slot == nodes.length) {
            grow();
        }
        nodes[slot] = node;
        index.add(node.hash(), slot);
        live++;
    }

    private void grow() {
        int[] ring = new int[Growth.length(nodes.length, nodes.length + 1)];
        for (int i = 0; i < waiting; i++) {
            int at = head + i;
            ring[i] = orphans[at >= orphans.length ? at - orphans.length : at];
        }
        orphans = ring;
        head = 0;
        nodes = Arrays.copyOf(nodes, ring.length);
        free = Arrays.copyOf(free, ring.length);
        queued = Arrays.copyOf(queued, ring.length);
    }

    @Override
    public @Nullable Node evict() {
        if (live == 0) {
            return null;
        }
        int slot = nextOrphan();
        if (slot < 0) {
            collectOrphans();
            slot = nextOrphan();
        }
        if (slot < 0) {
            slot = anyCold(); // fewer nodes fit than the shadows reckon with
        }
        Node node = nodes[slot];
        if (node != null) {
            leave(slot, node);
        }
        return node;
    }

    private int nextOrphan() {
        while (waiting > 0) {
            int slot = orphans[head];
            head = head + 1 == orphans.length ? 0 : head + 1;
            waiting--;
            queued[slot] = false;
            if (isOrphan(slot)) {
                return slot;
            }
        }
        return -1;
    }

    private int anyCold() {
        while (true) {
            hand = hand + 1 >= used ? 0 : hand + 1;
            Node node = nodes[hand];
            if (node != null && node.uses() == 0) {
                return hand;
            }
            if (node != null) {
                node.setUses(node.uses() - 1);
            }
        }
    }

    private void leave(int slot, Node node) {
        nodes[slot] = null;
        index.remove(node.hash(), slot);
        free[frees++] = slot;
        live--;
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // the very node is meant: others may have the same hash
    public void remove(Node node) {
        for (int found = index.first(node.hash()); found != HashIndex.NONE; found = index.next(node.hash(), found)) {
            int slot = index.number(found);
            if (nodes[slot] == node) {
                leave(slot, node);
                for (Shadow shadow : shadows) {
                    shadow.remove(node.hash());
                }
                return;
            }
        }
    }

    @Override
    public void resize(long capacity) {
        // AdaptivePolicy makes another one.
    }

    @Override
    public int size() {
        return live;
    }

    @Override
    public void forEach(Consumer<Node> sink) {
        // Who the leader does not hold goes first; of the others, who was not hit since the hand came by.
        for (int rank = 0; rank < 3; rank++) {
            for (int slot = 0; slot < used; slot++) {
                Node node = nodes[slot];
                if (node != null && rank(node, slot) == rank) {
                    sink.accept(node);
                }
            }
        }
    }

    private int rank(Node node, int slot) {
        return isOrphan(slot) ? 0 : node.uses() == 0 ? 1 : 2;
    }
}
