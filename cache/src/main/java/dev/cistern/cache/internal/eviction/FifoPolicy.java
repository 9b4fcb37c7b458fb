package dev.cistern.cache.internal.eviction;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * S3-FIFO on node counters: a small queue for what is new, a CLOCK for what proved itself, ghosts of what left the small
 * queue too early.
 *
 * <p><b>Algorithm.</b> A new node enters the small queue, or the main CLOCK if its key is among the ghosts. While the
 * small queue holds more than a tenth of the nodes, its head leaves it: to the main CLOCK if it was hit at least twice,
 * else out of the cache, as a ghost. Otherwise the hand of the main CLOCK passes the nodes that were hit, lowering their
 * counters by one, and gives up the first that was not. As many ghosts as 0.9 × the nodes.
 *
 * <p><b>References.</b> Yang et al., "FIFO queues are all you need for cache eviction", SOSP 2023.
 */
public final class FifoPolicy implements EvictionPolicy {
    private static final int SMALL_SHARE = 10;
    private static final int PROMOTE_AT = 2;

    private final NodeQueue small = new NodeQueue();
    private final NodeQueue main = new NodeQueue();
    private final GhostTable ghosts = new GhostTable();
    private boolean remembered;
    private int live;

    /** Makes a policy without nodes. */
    public FifoPolicy() {}

    @Override
    public void onMiss(int hash) {
        remembered = ghosts.forget(hash);
    }

    @Override
    public void admit(Node node) {
        (remembered ? main : small).add(node);
        live++;
    }

    @Override
    public @Nullable Node evict() {
        if (ghosts.capacity() < live / 10 * 9) {
            ghosts.resize(live / 10 * 9 + live / 32);
        }
        while (live > 0) {
            boolean fromSmall = main.occupied() == 0
                    || small.occupied() * (long) SMALL_SHARE > (long) small.occupied() + main.occupied();
            Node victim = fromSmall ? passSmall() : passMain();
            if (victim != null) {
                live--;
                return victim;
            }
        }
        return null;
    }

    private @Nullable Node passSmall() {
        Node node = small.peek();
        if (node == null) {
            return null;
        }
        small.drop();
        if (node.uses() >= PROMOTE_AT) {
            node.setUses(0);
            main.add(node);
            return null;
        }
        ghosts.add(node.hash());
        return node;
    }

    private @Nullable Node passMain() {
        for (Node node = main.peek(); node != null; node = main.peek()) {
            int uses = node.uses();
            if (uses == 0) {
                main.drop();
                return node;
            }
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
        // Queues and ghosts follow the nodes that are there.
    }

    @Override
    public int size() {
        return live;
    }

    @Override
    public void forEach(Consumer<Node> sink) {
        small.forEach(sink);
        main.forEach(sink);
    }
}
