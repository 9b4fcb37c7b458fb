package dev.cistern.cache;

import dev.cistern.cache.internal.eviction.EvictionPolicy;
import dev.cistern.cache.internal.eviction.Node;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The policy of a stripe that shows a {@link LiveCurve} what it is told.
 *
 * <p>How many entries the cache holds, which a bound on the weight does not say, only all stripes know together. Each tells the curve
 * how its own number changed, but no change below a 64th of it, so that full stripes write nothing that others read.
 */
final class CurvedPolicy implements EvictionPolicy {
    private static final int COUNTED_SHIFT = 6;

    private final EvictionPolicy policy;
    private final LiveCurve curve;
    private final boolean wanted;
    /** The nodes of the sample by their hashes; null where every node is in it. */
    private final @Nullable Map<Integer, Node> sampled;
    /** How many entries of this stripe the curve knows of. */
    private int counted;

    CurvedPolicy(EvictionPolicy policy, LiveCurve curve) {
        this.policy = policy;
        this.curve = curve;
        wanted = policy.wantsHits();
        sampled = curve.isSparse() ? new HashMap<>() : null;
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
        sample(node);
        count();
    }

    private void sample(Node node) {
        if (sampled != null && curve.samples(node.hash())) {
            sampled.put(node.hash(), node);
        }
    }

    private void count() {
        int size = policy.size();
        int more = size - counted;
        if (Math.abs(more) > size >> COUNTED_SHIFT) {
            counted = size;
            curve.count(more);
        }
    }

    /** Takes over what the curve knows of a stripe as well: its entries are neither new to it nor requested again. */
    @Override
    public void inherit(EvictionPolicy before) {
        if (!(before instanceof CurvedPolicy curved)) {
            EvictionPolicy.super.inherit(before);
            return;
        }
        policy.inherit(curved.policy);
        counted += curved.counted;
        curved.forEach(this::sample);
    }

    @Override
    public @Nullable Node evict() {
        // That there is no room tells how many entries fit.
        if (policy.size() > 0) {
            curve.isFull();
        }
        Node victim = policy.evict();
        if (victim != null) {
            forget(victim);
            count();
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
        count();
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
