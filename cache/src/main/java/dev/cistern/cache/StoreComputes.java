package dev.cistern.cache;

import dev.cistern.cache.internal.eviction.Node;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Has values computed by the user's code, while the key is claimed and no lock is held; see {@link Claim}. */
@SuppressWarnings("ReferenceEquality") // a value is compared by identity: it is this very object or another one
final class StoreComputes {
    private final Keeper keeper;
    private final StripeWrites writes;
    private final StoreListener listener;

    StoreComputes(Keeper keeper, StripeWrites writes) {
        this.keeper = keeper;
        this.writes = writes;
        listener = keeper.listener;
    }

    /**
     * Computes the value of a key while the caller's thread alone may change it.
     *
     * @param key the key
     * @param when for which keys; the others are left alone
     * @param function gets the value before, null if there was none; null removes
     * @param terms gives weight and time to live of the new value; runs while the key is claimed
     * @return the new value; or the present one if only absent keys were meant
     */
    @Nullable
    Object compute(
            Object key,
            When when,
            BiFunction<Object, @Nullable Object, @Nullable Object> function,
            BiFunction<Object, Object, Terms> terms) {
        int hash = NodeTable.hash(key);
        while (true) {
            Claim other;
            Claim mine = null;
            Object present = null;
            Stripe stripe = keeper.lock(hash);
            try {
                other = stripe.claimOn(key, hash);
                if (other == null) {
                    Node node = writes.liveNode(stripe, key, hash, writes.now());
                    if (node != null && when == When.ABSENT) {
                        present = node.value();
                        node.use();
                    } else if (node != null || when != When.PRESENT) {
                        mine = claim(stripe, key, hash, node);
                    }
                }
            } finally {
                listener.tell(stripe.release());
            }
            if (other != null) {
                other.await();
            } else {
                return mine == null ? present : run(mine, function, terms);
            }
        }
    }

    /** {@return a claim on a key that has no value; null if it has one or somebody else has the claim} To be settled. */
    @Nullable
    Claim claimAbsent(Object key) {
        int hash = NodeTable.hash(key);
        Stripe stripe = keeper.lock(hash);
        try {
            boolean taken =
                    stripe.claimOn(key, hash) != null || writes.liveNode(stripe, key, hash, writes.now()) != null;
            return taken ? null : claim(stripe, key, hash, null);
        } finally {
            listener.tell(stripe.release());
        }
    }

    private static Claim claim(Stripe stripe, Object key, int hash, @Nullable Node node) {
        Claim claim = new Claim(key, hash, node);
        claim.before = node == null ? null : node.value();
        stripe.list(claim);
        // Only now, so that whoever sees no value finds the claim.
        while (node != null && !node.replaceValue(claim.before, null)) {
            claim.before = node.value();
        }
        return claim;
    }

    private @Nullable Object run(
            Claim claim,
            BiFunction<Object, @Nullable Object, @Nullable Object> function,
            BiFunction<Object, Object, Terms> terms) {
        NewEntry entry = null;
        boolean finished = false;
        try {
            Object value = function.apply(claim.key, claim.before);
            if (value != null) {
                entry = new NewEntry(claim.key, claim.hash, value, terms.apply(claim.key, value));
                if (keeper.isWeighted()) {
                    keeper.reckonWith(entry.weight());
                }
            }
            finished = true;
        } finally {
            settle(claim, entry, finished);
        }
        return entry == null ? null : entry.value();
    }

    /**
     * Ends a claim.
     *
     * @param claim the claim
     * @param entry what the key gets; null to remove it
     * @param finished false if nothing was found out, and the key keeps what it had
     */
    void settle(Claim claim, @Nullable NewEntry entry, boolean finished) {
        boolean over = false;
        try {
            settleSomewhere(claim, entry, finished);
            over = true;
        } finally {
            if (!over) {
                // The ticker, a comparison or a policy threw.
                abandon(claim);
            }
            claim.end();
        }
    }

    private void settleSomewhere(Claim claim, @Nullable NewEntry entry, boolean finished) {
        boolean again = false;
        while (true) {
            boolean done;
            Stripe stripe = keeper.lock(claim.hash);
            try {
                done = finished ? settleLocked(stripe, claim, entry, again) : restore(claim);
                if (done) {
                    stripe.unlist(claim);
                }
            } finally {
                listener.tell(stripe.release());
            }
            if (done) {
                return;
            }
            keeper.makeRoomElsewhere(stripe);
            again = true;
        }
    }

    private void abandon(Claim claim) {
        Stripe stripe = keeper.lock(claim.hash);
        try {
            restore(claim);
            stripe.unlist(claim);
        } finally {
            listener.tell(stripe.release());
        }
    }

    private static boolean restore(Claim claim) {
        Node node = claim.node;
        claim.settled = true;
        if (node != null && !node.isDead()) {
            node.replaceValue(null, claim.before);
        }
        return true;
    }

    private boolean settleLocked(Stripe stripe, Claim claim, @Nullable NewEntry entry, boolean again) {
        Node node = claim.node;
        Object before = claim.before;
        if (node == null || node.isDead()) {
            claim.settled = entry == null || claim.settled;
            return entry == null || insertClaimed(stripe, claim, entry, again);
        }
        if (entry == null || !keeper.isAdmissible(entry.weight())) {
            claim.settled = true;
            keeper.remove(stripe, node, entry == null ? RemovalCause.EXPLICIT : RemovalCause.REPLACED);
            if (entry != null) {
                keeper.remember(stripe, entry.key(), entry.value(), RemovalCause.SIZE);
            }
            return true;
        }
        if (!writes.rewrite(stripe, node, entry.terms(), writes.now())) {
            return false;
        }
        claim.settled = true;
        node.use();
        node.exchangeValue(entry.value());
        if (before != null && before != entry.value()) {
            keeper.remember(stripe, claim.key, before, RemovalCause.REPLACED);
        }
        return true;
    }

    private boolean insertClaimed(Stripe stripe, Claim claim, NewEntry entry, boolean again) {
        boolean done = writes.insert(stripe, entry, again, writes.now());
        claim.settled |= done;
        return done;
    }
}
