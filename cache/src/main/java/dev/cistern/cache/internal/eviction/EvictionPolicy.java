package dev.cistern.cache.internal.eviction;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Decides what leaves when there is no room. Single-threaded, deterministic, without a clock: whoever owns it calls it
 * under a lock of its own (the engine: one policy a stripe; the simulator: one loop).
 *
 * <p><b>What an owner does.</b>
 * <ul>
 *   <li><i>Hit</i>: {@link Node#use()} on the node, nothing else. Only where {@link #wantsHits()} is true and the counter was not
 *       saturated it also reports {@link #onHit} with the node's hash. The engine buffers these reports and delivers all of them, in
 *       about their order and before the next {@link #onMiss}; none is lost.
 *   <li><i>Insertion of an absent key</i>: {@link #onMiss} with its hash; then, if there is no room, {@link #evict} until
 *       there is (none or one call where entries are counted, several where weights are); then {@link #admit} with the
 *       new node. A lookup that misses and inserts nothing is not reported. (Where its stripe has no entry left to give up the
 *       engine evicts in another one, by {@link #evict} without a miss.)
 *   <li><i>A new value for a present key</i> is a hit.
 *   <li><i>Removal</i> for another reason (invalidated, expired, taken by a compute): the node dies first, then
 *       {@link #remove} is told.
 * </ul>
 *
 * <p><b>Dead nodes.</b> A node has no back link, so a policy cannot take it out of the middle of a queue. It leaves a
 * dead node where it is, counts that it is there, and drops it when a hand or the head of the queue comes by; a queue
 * that would have to grow first drops its dead. So memory stays proportional to the live nodes, and no operation costs
 * more than amortised constant time. {@link #evict} never returns a dead node. A <i>claimed</i> node (no value, but a
 * key) is an ordinary candidate.
 *
 * <p><b>Sizes.</b> "No room" is the owner's decision: it owns the bound on entries and weight, and stripes share it, so
 * the number of nodes of a policy may drift around {@link #resize}'s capacity by the luck of the hash. Divide queues in
 * shares of the nodes that are there ({@link #size()}); use the capacity for what must be allocated or aged (ghosts,
 * sketches), and grow it with the nodes, since a capacity may be 2³¹ in a cache that stays empty. Weights: a policy
 * counts entries; {@link #evict} is repeated until the weight fits.
 */
public interface EvictionPolicy {
    /**
     * An absent key is about to be inserted.
     *
     * @param hash of the key, as {@link Node#hash()} gives it
     */
    void onMiss(int hash);

    /**
     * The node of the key that was last missed is in the cache from now on.
     *
     * @param node live, with a use counter of 0
     */
    void admit(Node node);

    /**
     * Takes over the live nodes of another policy, which is not asked any more, in the order in which that one would give them up.
     *
     * @param before what ranked the nodes until now
     */
    default void inherit(EvictionPolicy before) {
        before.forEach(node -> {
            onMiss(node.hash());
            admit(node);
        });
    }

    /** {@return the node to give up, which the policy has forgotten; null if it has no live node} */
    @Nullable
    Node evict();

    /**
     * A node left the cache for another reason than {@link #evict}.
     *
     * @param node dead
     */
    void remove(Node node);

    /** {@return whether {@link #onHit} must be called; asked after the policy is made and after each {@link #resize}} */
    default boolean wantsHits() {
        return false;
    }

    /**
     * Whether a hit on a certain node must be reported, where {@link #wantsHits()}. Unlike all else this may be asked by any
     * thread without the lock; an answer that is a moment old does no harm.
     *
     * @param hash of the node
     * @return whether to report it
     */
    default boolean wantsHit(int hash) {
        return true;
    }

    /**
     * A node whose use counter was not saturated was hit; called only if {@link #wantsHits()}.
     *
     * @param hash of the node, which may have died since
     */
    default void onHit(int hash) {}

    /**
     * Sets how many nodes the policy should reckon with; the owner evicts what is too much.
     *
     * @param capacity from 0
     */
    void resize(long capacity);

    /** {@return the number of live nodes} */
    int size();

    /**
     * Shows all live nodes, about in the order in which they would be given up.
     *
     * @param sink sees them
     */
    void forEach(Consumer<Node> sink);
}
