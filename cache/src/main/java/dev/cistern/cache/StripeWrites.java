package dev.cistern.cache;

import dev.cistern.cache.internal.eviction.Node;
import org.jspecify.annotations.Nullable;

/** What is done to the entries of a stripe under its lock, which every method needs. No code of the user runs here. */
@SuppressWarnings("ReferenceEquality") // a value is compared by identity: it is this very object or another one
final class StripeWrites {
    /** The stripe has nothing left to evict: try again after evicting elsewhere. */
    static final Object RETRY = new Object();

    private final Keeper keeper;
    private final NodeTable table;
    private final @Nullable Expiry expiry;

    StripeWrites(Keeper keeper) {
        this.keeper = keeper;
        table = keeper.table;
        expiry = keeper.expiry;
    }

    /** {@return the time that an operation takes place at; the one for all it does, else it could see an entry both live and over} */
    long now() {
        return expiry == null ? 0 : expiry.now();
    }

    /** {@return the node of a key, which has a value or is claimed; what expired is taken out} */
    @Nullable
    Node liveNode(Stripe stripe, Object key, int hash, long now) {
        Node node = table.find(key, hash);
        if (node != null && expiry != null) {
            TimedNode timed = (TimedNode) node;
            if (Expiry.isOver(timed, now) && timed.value() != null) {
                keeper.remove(stripe, node, RemovalCause.EXPIRED);
                return null;
            }
        }
        return node;
    }

    /** {@return the value before, null if there was none; or RETRY} The key is not claimed. */
    @Nullable
    Object put(Stripe stripe, NewEntry entry, When when, boolean again) {
        long now = now();
        keeper.expireAll(stripe, now);
        Node node = liveNode(stripe, entry.key(), entry.hash(), now);
        if (node == null) {
            return when == When.PRESENT || insert(stripe, entry, again, now) ? null : RETRY;
        }
        node.use();
        return when == When.ABSENT ? node.value() : overwrite(stripe, node, entry, now);
    }

    /** {@return false if there is nothing left to evict here} */
    boolean insert(Stripe stripe, NewEntry entry, boolean again, long now) {
        if (!keeper.isAdmissible(entry.weight())) {
            stripe.evictions++;
            stripe.evictedWeight += entry.weight();
            keeper.remember(stripe, entry.key(), entry.value(), RemovalCause.SIZE);
            return true;
        }
        if (!again) {
            stripe.feed.drain(stripe.policy);
            stripe.policy.onMiss(entry.hash());
        }
        if (!keeper.makeRoom(stripe, 1, entry.weight(), null)) {
            return false;
        }
        keeper.admit(stripe, node(entry, now), entry.key());
        return true;
    }

    private Node node(NewEntry entry, long now) {
        if (expiry != null) {
            TimedNode timed = expiry.node(entry.key(), entry.hash(), entry.value(), entry.weight());
            expiry.written(timed, entry.terms().ttl(), now);
            return timed;
        }
        return keeper.isWeighted()
                ? new WeightedNode.Plain(entry.key(), entry.hash(), entry.value(), entry.weight())
                : new PlainNode(entry.key(), entry.hash(), entry.value());
    }

    /** {@return the value before, or RETRY} The node is not claimed. */
    @Nullable
    Object overwrite(Stripe stripe, Node node, NewEntry entry, long now) {
        if (!keeper.isAdmissible(entry.weight())) {
            Object before = node.value();
            keeper.remove(stripe, node, RemovalCause.REPLACED);
            keeper.remember(stripe, entry.key(), entry.value(), RemovalCause.SIZE);
            return before;
        }
        if (!rewrite(stripe, node, entry.terms(), now)) {
            return RETRY;
        }
        Object before = node.exchangeValue(entry.value());
        if (before != null && before != entry.value()) {
            keeper.remember(stripe, entry.key(), before, RemovalCause.REPLACED);
        }
        return before;
    }

    /** Gives a node another weight; {@return false if there is nothing left to evict here} */
    boolean reweigh(Stripe stripe, Node node, int weight) {
        if (node instanceof WeightedNode weighted) {
            long more = (long) weight - weighted.weight;
            if (more > 0 && !keeper.makeRoom(stripe, 0, more, node)) {
                return false;
            }
            if (more < 0) {
                keeper.weight.give(-more);
            }
            weighted.weight = weight;
        }
        return true;
    }

    /** Gives a node another weight and another time; {@return false if there is nothing left to evict here} */
    boolean rewrite(Stripe stripe, Node node, Terms terms, long now) {
        if (!reweigh(stripe, node, terms.weight())) {
            return false;
        }
        if (expiry != null && stripe.wheel != null) {
            TimedNode timed = (TimedNode) node;
            expiry.written(timed, terms.ttl(), now);
            stripe.wheel.moved(timed);
        }
        return true;
    }
}
