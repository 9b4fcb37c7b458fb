package dev.cistern.cache;

import static dev.cistern.cache.StripeWrites.RETRY;

import dev.cistern.cache.internal.eviction.Node;
import org.jspecify.annotations.Nullable;

/**
 * Writes that run no code of the user: each waits until its key is not claimed, and evicts elsewhere if its own stripe has
 * nothing to give.
 */
@SuppressWarnings("ReferenceEquality") // a value is compared by identity: it is this very object or another one
final class StoreWrites {
    private final Keeper keeper;
    private final StripeWrites writes;
    private final StoreListener listener;
    /** Whether a value may be replaced without the lock, so that whoever has the lock must reckon with it. */
    private final boolean replacesFreely;

    StoreWrites(Keeper keeper, StripeWrites writes, boolean replacesFreely) {
        this.keeper = keeper;
        this.writes = writes;
        this.replacesFreely = replacesFreely;
        listener = keeper.listener;
    }

    /** {@return the value before; null if there was none, and then nothing was stored if only present keys were meant} */
    @Nullable
    Object put(NewEntry entry, When when) {
        if (keeper.isWeighted()) {
            keeper.reckonWith(entry.weight());
        }
        boolean again = false;
        while (true) {
            Claim claim;
            Object result = null;
            Stripe stripe = keeper.lock(entry.hash());
            try {
                claim = stripe.hasClaims() ? stripe.claimOn(entry.key(), entry.hash()) : null;
                if (claim == null) {
                    result = writes.put(stripe, entry, when, again);
                }
            } finally {
                listener.tell(stripe.release());
            }
            if (claim != null) {
                claim.await();
            } else if (result == RETRY) {
                keeper.makeRoomElsewhere(stripe);
                again = true;
            } else {
                keeper.help();
                return result;
            }
        }
    }

    /** {@return whether the key had exactly this object as its value, which was replaced, or for null removed} */
    boolean exchange(Object key, Object exactly, @Nullable NewEntry replacement) {
        return onExactly(key, exactly, (stripe, node) -> exchange(stripe, node, exactly, replacement));
    }

    /** What is done to a node under the lock: gives null if the value is no longer the one that was meant, or RETRY. */
    @FunctionalInterface
    private interface Change {
        @Nullable
        Object apply(Stripe stripe, Node node);
    }

    /** {@return whether the key had exactly this object as its value, and it was changed} */
    private boolean onExactly(Object key, Object exactly, Change change) {
        int hash = NodeTable.hash(key);
        while (true) {
            Claim claim;
            Object result = null;
            Stripe stripe = keeper.lock(hash);
            try {
                claim = stripe.claimOn(key, hash);
                Node node = claim == null ? writes.liveNode(stripe, key, hash) : null;
                if (node != null && node.value() == exactly) {
                    result = change.apply(stripe, node);
                }
            } finally {
                listener.tell(stripe.release());
            }
            if (claim != null) {
                claim.await();
            } else if (result == RETRY) {
                keeper.makeRoomElsewhere(stripe);
            } else {
                return result != null;
            }
        }
    }

    private @Nullable Object exchange(Stripe stripe, Node node, Object exactly, @Nullable NewEntry replacement) {
        if (replacement == null) {
            // Decides against writers that need no lock; only then the node may be taken out.
            if (!node.replaceValue(exactly, null)) {
                return null;
            }
            Object key = node.key();
            if (key != null) {
                keeper.remember(stripe, key, exactly, RemovalCause.EXPLICIT);
            }
            keeper.remove(stripe, node, RemovalCause.EXPLICIT);
            return exactly;
        }
        if (!replacesFreely) {
            return writes.overwrite(stripe, node, replacement);
        }
        if (!node.replaceValue(exactly, replacement.value())) {
            return null;
        }
        if (exactly != replacement.value()) {
            keeper.remember(stripe, replacement.key(), exactly, RemovalCause.REPLACED);
        }
        return exactly;
    }

    /** Puts another form of the same value in its place; see {@link StripedStore#recast(Object, Object, Object, int)}. */
    boolean recast(Object key, Object exactly, Object form, int weight) {
        if (keeper.isWeighted()) {
            keeper.reckonWith(weight);
        }
        int counted = keeper.isWeighted() ? weight : 0;
        return onExactly(key, exactly, (stripe, node) -> recast(stripe, node, exactly, form, counted));
    }

    private @Nullable Object recast(Stripe stripe, Node node, Object exactly, Object form, int weight) {
        if (!keeper.isAdmissible(weight)) {
            keeper.remove(stripe, node, RemovalCause.SIZE);
            return exactly;
        }
        if (!writes.reweigh(stripe, node, weight)) {
            return RETRY;
        }
        return node.replaceValue(exactly, form) ? exactly : null;
    }

    /** {@return the value that a key had and has no more; null if there was none} */
    @Nullable
    Object remove(Object key) {
        int hash = NodeTable.hash(key);
        while (true) {
            Claim claim;
            Stripe stripe = keeper.lock(hash);
            try {
                claim = stripe.claimOn(key, hash);
                if (claim == null) {
                    Node node = writes.liveNode(stripe, key, hash);
                    Object before = node == null ? null : node.exchangeValue(null);
                    if (node != null && before != null) {
                        keeper.remember(stripe, key, before, RemovalCause.EXPLICIT);
                        keeper.remove(stripe, node, RemovalCause.EXPLICIT);
                    }
                    return before;
                }
            } finally {
                listener.tell(stripe.release());
            }
            claim.await();
        }
    }
}
