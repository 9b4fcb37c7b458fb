package dev.cistern.cache;

import dev.cistern.cache.internal.eviction.EvictionPolicy;
import dev.cistern.cache.internal.eviction.Node;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** The policy of a stripe that shows a {@link LiveCurve} what it is told. */
final class CurvedPolicy implements EvictionPolicy {
    private final EvictionPolicy policy;
    private final LiveCurve curve;
    private final int stripes;
    private final boolean wanted;
    /** The nodes of the sample by their hashes; null where every node is in it. */
    private final @Nullable Map<Integer, Node> sampled;

    private CurvedPolicy(EvictionPolicy policy, LiveCurve curve, int stripes) {
        this.policy = policy;
        this.curve = curve;
        this.stripes = stripes;
        wanted = policy.wantsHits();
        sampled = curve.isSparse() ? new HashMap<>() : null;
    }

    /**
     * Policies that show a curve what they are told.
     *
     * @param policies makes the policy of a stripe from its share of the capacity
     * @param curve sees what they see
     * @param capacity of all stripes together
     * @return makes them
     */
    static LongFunction<EvictionPolicy> of(LongFunction<EvictionPolicy> policies, LiveCurve curve, long capacity) {
        // Fewer stripes than at first where they were merged.
        return share ->
                new CurvedPolicy(policies.apply(share), curve, (int) Math.max(1, capacity / Math.max(1, share)));
    }

    @Override
    public void onMiss(int hash) {
        if (curve.samples(hash)) {
            curve.request(hash);
        }
        policy.onMiss(hash);
    }

    @Override
    public void admit(Node node) {
        policy.admit(node);
        if (sampled != null && curve.samples(node.hash())) {
            sampled.put(node.hash(), node);
        }
    }

    @Override
    public @Nullable Node evict() {
        // That there is no room tells how many entries fit, which a bound on the weight does not.
        if (policy.size() > 0) {
            curve.resize((long) policy.size() * stripes);
        }
        Node victim = policy.evict();
        if (victim != null) {
            forget(victim);
        }
        return victim;
    }

    @SuppressWarnings("ReferenceEquality") // another node may have the same hash
    private void forget(Node node) {
        if (sampled != null && sampled.get(node.hash()) == node) {
            sampled.remove(node.hash());
        }
    }

    @Override
    public void remove(Node node) {
        if (curve.samples(node.hash())) {
            curve.remove(node.hash());
        }
        forget(node);
        policy.remove(node);
    }

    @Override
    public boolean wantsHits() {
        return true;
    }

    @Override
    public boolean wantsHit(int hash) {
        return curve.samples(hash) || (wanted && policy.wantsHit(hash));
    }

    @Override
    public void onHit(int hash) {
        if (curve.samples(hash)) {
            curve.request(hash);
            keepReporting(hash);
        }
        if (wanted && policy.wantsHit(hash)) {
            policy.onHit(hash);
        }
    }

    /**
     * A hit on a saturated node is not reported, though it might have been a miss in a smaller cache. So nodes of the sample
     * are kept one below; they saturate at most once between two insertions, and what is hit then would be hit at any size.
     */
    private void keepReporting(int hash) {
        Node node = sampled == null ? null : sampled.get(hash);
        if (node != null && node.uses() == Node.SATURATED) {
            node.setUses(Node.SATURATED - 1);
        }
    }

    @Override
    public void resize(long capacity) {
        policy.resize(capacity);
        curve.resize(Math.max(1, capacity * stripes));
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
