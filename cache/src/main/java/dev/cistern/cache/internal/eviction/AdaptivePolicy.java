package dev.cistern.cache.internal.eviction;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The default: a {@link LeaderPolicy} up to {@value #MOST_SHADOWED} nodes, a {@link RingPolicy} above and in stripes.
 *
 * <p>How many nodes fit shows at evictions, which come only when there is no room: where it is less than half or more than
 * twice what was said, as where the bound is a weight, the policy reckons with what it sees. A change between the two
 * takes the nodes along in their order; what was learnt is learnt anew.
 */
final class AdaptivePolicy implements EvictionPolicy {
    static final int MOST_SHADOWED = 4_096;

    private final int stripes;
    private final long seed;
    private final @Nullable Advisor shared;
    private EvictionPolicy policy;
    private long capacity;

    /**
     * A policy without nodes.
     *
     * @param capacity of this stripe
     * @param stripes how many stripes of that capacity there are
     * @param shared the advisor of all stripes; null where there is one stripe only
     */
    AdaptivePolicy(long capacity, int stripes, @Nullable Advisor shared, long seed) {
        this.stripes = stripes;
        this.shared = shared;
        this.seed = seed;
        this.capacity = Math.max(1, capacity);
        policy = make();
    }

    private EvictionPolicy make() {
        if (shared != null) {
            return new RingPolicy(shared);
        }
        return capacity <= MOST_SHADOWED
                ? new LeaderPolicy((int) capacity, seed)
                : new RingPolicy(new SampledAdvisor(capacity));
    }

    @Override
    public void onMiss(int hash) {
        policy.onMiss(hash);
    }

    @Override
    public void admit(Node node) {
        policy.admit(node);
    }

    @Override
    public @Nullable Node evict() {
        long fitting = policy.size();
        if (fitting > 0 && (fitting < capacity / 2 || fitting > capacity * 2)) {
            adopt(fitting);
        }
        return policy.evict();
    }

    @Override
    public void remove(Node node) {
        policy.remove(node);
    }

    @Override
    public boolean wantsHits() {
        return true;
    }

    @Override
    public boolean wantsHit(int hash) {
        return policy.wantsHit(hash);
    }

    @Override
    public void onHit(int hash) {
        policy.onHit(hash);
    }

    @Override
    public void resize(long wanted) {
        if (wanted != capacity) {
            adopt(Math.max(1, wanted));
        }
    }

    private void adopt(long wanted) {
        capacity = wanted;
        if (shared != null) {
            shared.resize(capacity * stripes);
            return;
        }
        List<Node> nodes = new ArrayList<>(policy.size());
        policy.forEach(nodes::add);
        policy = make();
        for (Node node : nodes) {
            policy.onMiss(node.hash());
            policy.admit(node);
        }
    }

    @Override
    public int size() {
        return policy.size();
    }

    @Override
    public void forEach(Consumer<Node> sink) {
        policy.forEach(sink);
    }
}
