package dev.cistern.cache.internal.eviction;

import dev.cistern.cache.Evictor;
import dev.cistern.cache.EvictorConfig;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs an {@link Evictor}, which ranks slots, as the policy of nodes.
 *
 * <p>Every hit reaches the evictor: whatever is reported has its counter lowered at once, so it never saturates. How many
 * nodes fit shows at evictions; where that is less than half or more than twice what was said, as where the bound is a
 * weight, the evictor starts again with what is seen.
 *
 * <p><b>Memory.</b> 16 to 28 bytes a node for the way from hash to slot to node. <b>Cost.</b> A call takes as many steps as
 * there are nodes of one and the same hash, besides what the evictor does.
 */
public final class SlotPolicy implements EvictionPolicy {
    private static final int SMALLEST = 16;

    private final Evictor evictor;
    private final long seed;
    private long capacity;
    private final HashIndex index = new HashIndex(SMALLEST);
    private @Nullable Node[] nodes = new @Nullable Node[SMALLEST];
    private int[] hashes = new int[SMALLEST];
    private int[] free = new int[SMALLEST];
    private int frees;
    private int used;
    private int live;
    private long time;

    /**
     * A policy without nodes.
     *
     * @param evictor not yet in use
     * @param capacity how many nodes to reckon with
     * @param seed of the evictor
     */
    public SlotPolicy(Evictor evictor, long capacity, long seed) {
        this.evictor = evictor;
        this.seed = seed;
        this.capacity = Math.max(1, capacity);
        evictor.reset(config());
    }

    private EvictorConfig config() {
        return new EvictorConfig((int) Math.min(capacity, 1 << 30), seed);
    }

    @Override
    public void onMiss(int hash) {
        time++;
    }

    @Override
    public void admit(Node node) {
        int slot = frees > 0 ? free[--frees] : used++;
        if (slot == nodes.length) {
            int length = Growth.length(slot, slot + 1);
            nodes = Arrays.copyOf(nodes, length);
            hashes = Arrays.copyOf(hashes, length);
            free = Arrays.copyOf(free, length);
        }
        nodes[slot] = node;
        hashes[slot] = node.hash();
        index.add(node.hash(), slot);
        live++;
        evictor.onInsert(slot, node.hash(), time);
    }

    @Override
    public @Nullable Node evict() {
        if (live == 0) {
            return null;
        }
        if (live < capacity / 2 || live > capacity * 2) {
            adopt(live); // there is no room, so this is what fits
        }
        int slot = evictor.evict(time);
        Node node = slot < 0 || slot >= used ? null : nodes[slot];
        if (node == null) {
            throw new IllegalStateException(evictor + " must evict a slot that is in, but gave " + slot);
        }
        leave(slot);
        return node;
    }

    private void leave(int slot) {
        nodes[slot] = null;
        index.remove(hashes[slot], slot);
        free[frees++] = slot;
        live--;
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // the very node is meant: others may have the same hash
    public void remove(Node node) {
        for (int found = index.first(node.hash()); found != HashIndex.NONE; found = index.next(node.hash(), found)) {
            int slot = index.number(found);
            if (nodes[slot] == node) {
                evictor.onRemove(slot);
                leave(slot);
                return;
            }
        }
    }

    @Override
    public boolean wantsHits() {
        return true;
    }

    @Override
    public void onHit(int hash) {
        time++;
        int slot = index.find(hash);
        Node node = slot == HashIndex.NONE ? null : nodes[slot];
        if (node != null) {
            node.setUses(0);
            evictor.onAccess(slot, time);
        }
    }

    @Override
    public void resize(long wanted) {
        if (wanted != capacity) {
            adopt(Math.max(1, wanted));
        }
    }

    /** Starts the evictor again with another capacity; the nodes stay. */
    private void adopt(long wanted) {
        capacity = wanted;
        evictor.reset(config());
        for (int slot = 0; slot < used; slot++) {
            if (nodes[slot] != null) {
                evictor.onInsert(slot, hashes[slot], time);
            }
        }
    }

    @Override
    public int size() {
        return live;
    }

    @Override
    public void forEach(Consumer<Node> sink) {
        for (int slot = 0; slot < used; slot++) {
            Node node = nodes[slot];
            if (node != null) {
                sink.accept(node);
            }
        }
    }
}
