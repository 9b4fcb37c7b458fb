package dev.cistern.cache;

import dev.cistern.cache.internal.eviction.EvictionPolicy;
import dev.cistern.cache.internal.eviction.Node;
import java.util.function.IntFunction;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the bounds: makes room before an entry comes, takes entries out, and tells the policies.
 *
 * <p><b>Algorithm.</b> While there is room an insertion takes from the budget of the whole cache; when there is none it
 * evicts in its own stripe and takes over what the victim had. Only a stripe without an entry asks the others.
 *
 * <p><b>Concurrency.</b> What has a {@link Stripe} as its argument needs its lock; at most one such lock is held, except
 * while stripes are merged, when all are taken in their order.
 */
@SuppressWarnings({"ReferenceEquality", "LockNotBeforeTry"}) // identity is meant; lock() is what a try follows
final class Keeper {
    /** A bound is shared by so many stripes that an entry takes at most a sixteenth of a stripe's share. */
    private static final int HEAVIEST_SHARE = 16;

    private static final int FIRST_BUCKETS = 32;
    private static final int PORTION = 32;
    private static final int LOAD_OF = 32;
    private static final int LOAD = 31;

    final NodeTable table;
    final Budget entries;
    final Budget weight;
    final @Nullable Expiry expiry;
    final StoreListener listener;
    /** Guarded by the locks of all stripes. */
    private LongFunction<EvictionPolicy> policies;

    private volatile Stripe[] stripes;
    /** Whose turn it is; racy, since it only has to come round. */
    private int helped;

    Keeper(
            int stripeCount,
            Budget entries,
            Budget weight,
            @Nullable Expiry expiry,
            StoreListener listener,
            LongFunction<EvictionPolicy> policies) {
        this.entries = entries;
        this.weight = weight;
        this.expiry = expiry;
        this.listener = listener;
        this.policies = policies;
        table = new NodeTable(FIRST_BUCKETS * stripeCount, this::help);
        Stripe[] fresh = new Stripe[stripeCount];
        for (int i = 0; i < stripeCount; i++) {
            fresh[i] = stripe(i, stripeCount);
        }
        stripes = fresh;
    }

    private Stripe stripe(int index, int of) {
        EvictionPolicy policy = policies.apply(share(of));
        ExpiryWheel wheel = expiry == null ? null : new ExpiryWheel(expiry.now());
        Stripe stripe = new Stripe(index, policy, wheel, (owner, node) -> remove(owner, node, RemovalCause.EXPIRED));
        if (policy.wantsHits()) {
            stripe.feed.open(of);
        }
        return stripe;
    }

    /** {@return how many entries a stripe should reckon with} */
    private long share(int of) {
        return Math.min(entries.maximum(), weight.maximum()) / of;
    }

    Stripe[] stripes() {
        return stripes;
    }

    private static int indexOf(Stripe[] all, int hash) {
        // Twice, since a shift by 32 would be none.
        return (hash >>> 1) >>> Integer.numberOfLeadingZeros(all.length);
    }

    Stripe stripeOf(int hash) {
        Stripe[] all = stripes;
        return all[indexOf(all, hash)];
    }

    /** {@return the stripe of a hash, locked} */
    Stripe lock(int hash) {
        while (true) {
            Stripe[] all = stripes;
            Stripe stripe = all[indexOf(all, hash)];
            stripe.lock();
            if (all == stripes) {
                return stripe;
            }
            stripe.unlock();
        }
    }

    /**
     * Locks a stripe that was found in {@link #stripes()} some time ago.
     *
     * @return false, and nothing is locked, if others have taken its place: its policy and its wheel must not be asked any more
     */
    boolean lockIfCurrent(Stripe stripe) {
        stripe.lock();
        Stripe[] all = stripes;
        if (stripe.index < all.length && all[stripe.index] == stripe) {
            return true;
        }
        stripe.unlock();
        return false;
    }

    boolean isWeighted() {
        return weight.isBounded();
    }

    /** {@return whether an entry fits if it is alone} */
    boolean isAdmissible(int ofWeight) {
        return entries.maximum() > 0 && ofWeight <= weight.maximum();
    }

    /**
     * Takes room for an entry, or for what one weighs more.
     *
     * @param stripe where to evict
     * @param count 1 for an entry, 0 if it is there already
     * @param more weight
     * @param keep the entry that is there already and must stay
     * @return false if there is nothing left to evict here; nothing is taken then
     */
    boolean makeRoom(Stripe stripe, int count, long more, @Nullable Node keep) {
        long freed = 0;
        long freedWeight = 0;
        boolean kept = false;
        boolean room;
        while (true) {
            room = take(count - freed, more - freedWeight);
            freed = Math.min(freed, count);
            freedWeight = Math.min(freedWeight, more);
            if (room) {
                break;
            }
            Node victim = stripe.policy.evict();
            if (victim == null) {
                entries.give(freed);
                weight.give(freedWeight);
                break;
            }
            if (victim == keep) {
                kept = true;
                continue;
            }
            freed += entries.isBounded() ? 1 : 0;
            freedWeight += isWeighted() ? WeightedNode.weightOf(victim) : 0;
            bury(stripe, victim, RemovalCause.SIZE);
        }
        if (kept && keep != null) {
            stripe.policy.admit(keep);
        }
        return room;
    }

    /** Takes both or none; what is below 0 is given back in any case. */
    private boolean take(long count, long more) {
        if (!entries.isBounded()) {
            return takeWeight(more);
        }
        if (!entries.take(count)) {
            if (more < 0) {
                weight.give(-more);
            }
            return false;
        }
        if (takeWeight(more)) {
            return true;
        }
        if (count > 0) {
            entries.give(count);
        }
        return false;
    }

    private boolean takeWeight(long more) {
        return !isWeighted() || weight.take(more);
    }

    /** Evicts one entry in any stripe but this one, whose lock is not held. */
    void makeRoomElsewhere(Stripe without) {
        Stripe[] all = stripes;
        for (int i = 1; i < all.length; i++) {
            Stripe stripe = all[(without.index + i) % all.length];
            if (stripe.size() > 0 && evictOne(stripe)) {
                return;
            }
        }
    }

    private boolean evictOne(Stripe stripe) {
        if (!lockIfCurrent(stripe)) {
            return false;
        }
        try {
            Node victim = stripe.policy.evict();
            if (victim == null) {
                return false;
            }
            giveBack(victim);
            bury(stripe, victim, RemovalCause.SIZE);
            return true;
        } finally {
            listener.tell(stripe.release());
        }
    }

    /** Puts a node, for which room was taken, into the table and the policy. */
    void admit(Stripe stripe, Node node, Object key) {
        boolean linked = false;
        try {
            table.link(node, key);
            linked = true;
        } finally {
            if (!linked) {
                giveBack(node);
            }
        }
        stripe.policy.admit(node);
        stripe.changeSize(1);
        if (stripe.wheel != null && node instanceof TimedNode timed) {
            stripe.wheel.schedule(timed);
        }
        int count = stripes.length;
        // Just below one node a bucket, so that a bound that is a power of two gets twice as many buckets: each node
        // more that a lookup passes is a miss of the processor's caches.
        if (stripe.size() > table.buckets() / count / LOAD_OF * LOAD) {
            table.grow(table.buckets(), count);
        }
        if (table.isGrowing()) {
            table.help(stripe, count, PORTION);
        }
    }

    /** Moves some buckets of one stripe after the other, which may see no insertions. Needs no lock, and waits for none. */
    void help() {
        if (!table.isGrowing()) {
            return;
        }
        Stripe[] all = stripes;
        int turn = helped;
        helped = turn + 1;
        Stripe other = all[turn & (all.length - 1)];
        // Not its own lock: a walk within it may be what led here.
        if (!other.isHeldByCurrentThread() && other.tryLock()) {
            try {
                if (all == stripes) {
                    table.help(other, all.length, PORTION);
                }
            } finally {
                other.unlock();
            }
        }
    }

    /** Takes out a node that the policy still knows, and gives back its room. */
    void remove(Stripe stripe, Node node, RemovalCause cause) {
        giveBack(node);
        bury(stripe, node, cause);
        stripe.policy.remove(node);
    }

    /** Gives back the room of a node that leaves. */
    private void giveBack(Node node) {
        if (entries.isBounded()) {
            entries.give(1);
        }
        if (isWeighted()) {
            weight.give(WeightedNode.weightOf(node));
        }
    }

    /** Takes out a node that the policy has forgotten; its room is the caller's. */
    private void bury(Stripe stripe, Node node, RemovalCause cause) {
        Object key = node.key();
        Object value = node.exchangeValue(null);
        if (key == null) {
            return;
        }
        if (value == null) {
            Claim claim = stripe.claimOn(node);
            value = claim == null ? null : claim.before;
        }
        table.unlink(node, key);
        node.die();
        stripe.changeSize(-1);
        if (stripe.wheel != null) {
            stripe.wheel.died();
        }
        if (cause.wasEvicted()) {
            stripe.evictions++;
            stripe.evictedWeight += WeightedNode.weightOf(node);
        }
        if (cause == RemovalCause.EXPIRED) {
            stripe.expirations++;
            stripe.expiredWeight += WeightedNode.weightOf(node);
        }
        if (value != null) {
            if (cause == RemovalCause.EXPIRED) {
                listener.expired(key, value);
            }
            remember(stripe, key, value, cause);
        }
    }

    void remember(Stripe stripe, Object key, Object value, RemovalCause cause) {
        if (listener.wants(cause)) {
            stripe.remember(new Removal(key, value, cause));
        }
    }

    /** Takes out what expired up to a time. */
    void expireAll(Stripe stripe, long now) {
        if (stripe.wheel != null) {
            stripe.wheel.advance(now, stripe.expirer);
        }
    }

    /** Evicts until the bounds hold, after one was lowered, and tells the policies. */
    void resized() {
        for (Stripe stripe : stripes) {
            stripe.lock();
            try {
                stripe.policy.resize(share(stripes.length));
                if (stripe.policy.wantsHits()) {
                    stripe.feed.open(stripes.length);
                }
            } finally {
                listener.tell(stripe.release());
            }
        }
        boolean progress = true;
        while (progress && (entries.excess() > 0 || weight.excess() > 0)) {
            Stripe[] all = stripes;
            progress = false;
            for (Stripe stripe : all) {
                progress |= (entries.excess() > 0 || weight.excess() > 0) && evictOne(stripe);
            }
            progress |= all != stripes;
        }
    }

    /** Makes one stripe of all if an entry is so heavy that a stripe's share would be used up by a few of them. */
    void reckonWith(int heaviest) {
        Stripe[] all = stripes;
        if (all.length == 1 || weight.maximum() / all.length >= (long) HEAVIEST_SHARE * heaviest) {
            return;
        }
        for (Stripe stripe : all) {
            stripe.lock();
        }
        try {
            if (all == stripes) {
                stripes = new Heirs(table, all).merged(stripe(0, 1));
            }
        } finally {
            for (Stripe stripe : all) {
                listener.tell(stripe.release());
            }
        }
    }

    /**
     * Has all nodes ranked by other policies from now on, in which they come in the order in which the present ones would give
     * them up. Writers wait meanwhile, readers don't.
     *
     * @param fresh makes the policies for a number of stripes
     */
    void replacePolicies(IntFunction<LongFunction<EvictionPolicy>> fresh) {
        boolean done = false;
        while (!done) {
            Stripe[] all = stripes;
            for (Stripe stripe : all) {
                stripe.lock();
            }
            try {
                if (all == stripes) {
                    policies = fresh.apply(all.length);
                    stripes = new Heirs(table, all).each(this::stripe);
                    done = true;
                }
            } finally {
                for (Stripe stripe : all) {
                    listener.tell(stripe.release());
                }
            }
        }
    }
}
