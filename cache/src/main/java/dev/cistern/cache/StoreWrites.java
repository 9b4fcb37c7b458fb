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
        int hash = NodeTable.hash(key);
        while (true) {
            Claim claim;
            Object result = null;
            Stripe stripe = keeper.lock(hash);
            try {
                claim = stripe.claimOn(key, hash);
                long now = writes.now();
                Node node = claim == null ? writes.liveNode(stripe, key, hash, now) : null;
                if (node != null && node.value() == exactly) {
                    result = replacement == null
                            ? takeOut(stripe, node, exactly, RemovalCause.EXPLICIT)
                            : replace(stripe, node, exactly, replacement, now);
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

    /** {@return the value that was taken out with its node; null if a writer that needs no lock was faster, and its value stays} */
    private @Nullable Object takeOut(Stripe stripe, Node node, Object exactly, RemovalCause cause) {
        // Decides against writers that need no lock; only then the node may be taken out.
        if (!node.replaceValue(exactly, null)) {
            return null;
        }
        Object key = node.key();
        if (key != null) {
            keeper.remember(stripe, key, exactly, cause);
        }
        keeper.remove(stripe, node, cause);
        return exactly;
    }

    /** {@return the value that was replaced, null if a writer that needs no lock was faster, or RETRY} */
    private @Nullable Object replace(Stripe stripe, Node node, Object exactly, NewEntry replacement, long now) {
        if (!replacesFreely) {
            return writes.overwrite(stripe, node, replacement, now);
        }
        if (!node.replaceValue(exactly, replacement.value())) {
            return null;
        }
        if (exactly != replacement.value()) {
            keeper.remember(stripe, replacement.key(), exactly, RemovalCause.REPLACED);
        }
        return exactly;
    }

    /** See {@link StripedStore#recast(Object, Object, Object, int)}. */
    Recast recast(Object key, Object exactly, @Nullable Object form, int weight) {
        if (keeper.isWeighted()) {
            keeper.reckonWith(weight);
        }
        int counted = keeper.isWeighted() ? weight : 0;
        int hash = NodeTable.hash(key);
        while (true) {
            Stripe stripe = keeper.lock(hash);
            try {
                if (stripe.claimOn(key, hash) != null) {
                    return Recast.CLAIMED;
                }
                Node node = writes.liveNode(stripe, key, hash, writes.now());
                Object result =
                        node == null || node.value() != exactly ? null : recast(stripe, node, exactly, form, counted);
                if (result != RETRY) {
                    return result == null ? Recast.OTHER : Recast.DONE;
                }
            } finally {
                listener.tell(stripe.release());
            }
            keeper.makeRoomElsewhere(stripe);
        }
    }

    private @Nullable Object recast(Stripe stripe, Node node, Object exactly, @Nullable Object form, int weight) {
        if (form == null || !keeper.isAdmissible(weight)) {
            return takeOut(stripe, node, exactly, form == null ? RemovalCause.EXPLICIT : RemovalCause.SIZE);
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
                    Node node = writes.liveNode(stripe, key, hash, writes.now());
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
