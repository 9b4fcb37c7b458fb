package dev.cistern.cache;

import dev.cistern.cache.internal.eviction.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * The cache without its types: lock-free hits, writes under the lock of a stripe, claims for what is being computed.
 *
 * <p><b>Concurrency.</b> Where entries neither expire nor weigh anything, a new value for a present key is set by
 * compare-and-set on its node and needs no lock. A node dies under the lock of its stripe: whoever exchanges its value for null
 * decides what the last value was. A value that is null for another reason is claimed, see {@link Claim}. Listeners are
 * told after the lock was released. What needs no lock is here; what takes one is in {@link StoreWrites} and, where the
 * user's code computes, in {@link StoreComputes}.
 */
@SuppressWarnings("ReferenceEquality") // a value is compared by identity: it is this very object or another one
final class StripedStore {
    /** Stands for the cache's own time to live. */
    static final long DEFAULT_TTL = -1;

    final Keeper keeper;
    final CacheCounters counters;
    private final NodeTable table;
    private final @Nullable Expiry expiry;
    private final StoreListener listener;
    private final StripeWrites locked;
    private final StoreWrites writes;
    final StoreComputes computes;
    /** Whether a value may be replaced without the lock. */
    private final boolean replacesFreely;
    /** Whether entries don't expire and hits need no exact count, so that there is little to do at a hit. */
    private final boolean isPlain;

    /**
     * The table where hits are looked for, as it was lately; without any node where hits cost more than a look. Racy, since whatever a
     * table that is not current any more says is true or nothing.
     */
    private @Nullable Node[] buckets = new @Nullable Node[2];

    /** Changes only while a bound or the eviction is changed. */
    private boolean feeds;

    StripedStore(Keeper keeper, CacheCounters counters) {
        this.keeper = keeper;
        this.counters = counters;
        table = keeper.table;
        expiry = keeper.expiry;
        listener = keeper.listener;
        replacesFreely = expiry == null && !keeper.isWeighted();
        isPlain = expiry == null && counters.isPlain();
        locked = new StripeWrites(keeper);
        writes = new StoreWrites(keeper, locked, replacesFreely);
        computes = new StoreComputes(keeper, locked);
        feeds = keeper.stripes()[0].policy.wantsHits();
    }

    /** {@return the value of a key; null if there is none} */
    @Nullable
    Object get(Object key) {
        int hash = NodeTable.hash(key);
        Node node = NodeTable.glance(buckets, key, hash);
        if (node != null) {
            Object value = node.value();
            // Nothing is written for a hot entry, except that one hit in sixteen is counted for all of them.
            if (value != null && (node.meta() & Node.SATURATED) == Node.SATURATED) {
                if (HitSample.draws()) {
                    counters.drawnHit(key);
                }
                return value;
            }
        }
        return getOtherwise(key, hash, node);
    }

    private @Nullable Object getOtherwise(Object key, int hash, @Nullable Node seen) {
        Node node = seen == null ? find(key, hash) : seen;
        if (node == null) {
            counters.miss(key);
            return null;
        }
        Object value = node.value();
        if (value == null || (expiry != null && !isFresh(node, expiry))) {
            return getSlowly(key, hash, node);
        }
        if ((node.meta() & Node.SATURATED) != Node.SATURATED) {
            use(node);
        }
        counters.hit(key);
        return value;
    }

    /** {@return the node of a key, or null if there is none} Sees to it that the next one finds it where it looks first. */
    private @Nullable Node find(Object key, int hash) {
        @Nullable Node[] current = table.snapshot();
        if (isPlain && buckets != current) {
            buckets = current;
        }
        return table.find(key, hash);
    }

    private void use(Node node) {
        node.use();
        if (feeds) {
            Stripe stripe = keeper.stripeOf(node.hash());
            if (stripe.policy.wantsHit(node.hash())) {
                stripe.feed.offer(node.hash(), stripe, stripe.policy);
            }
        }
    }

    private static boolean isFresh(Node node, Expiry expiry) {
        TimedNode timed = (TimedNode) node;
        long now = expiry.now();
        if (Expiry.isOver(timed, now)) {
            return false;
        }
        if (expiry.extendsOnAccess()) {
            expiry.accessed(timed, now);
        }
        return true;
    }

    private boolean isOver(Node node) {
        return expiry != null && Expiry.isOver((TimedNode) node, expiry.now());
    }

    private @Nullable Object getSlowly(Object key, int hash, Node node) {
        Object value;
        if (node.value() != null && isOver(node)) {
            value = null;
            Stripe stripe = keeper.lock(hash);
            try {
                locked.liveNode(stripe, key, hash, locked.now());
            } finally {
                listener.tell(stripe.release());
            }
        } else {
            value = getClaimed(key, hash);
        }
        if (value == null) {
            counters.miss(key);
        } else {
            counters.hit(key);
        }
        return value;
    }

    /** {@return the value of a key without counting a hit; null if there is none} */
    @Nullable
    Object peek(Object key) {
        int hash = NodeTable.hash(key);
        Node node = table.find(key, hash);
        return node == null ? null : peek(node, key, hash);
    }

    @Nullable
    Object peek(Node node, Object key, int hash) {
        Object value = node.value();
        if (value == null) {
            return getClaimed(key, hash);
        }
        return isOver(node) ? null : value;
    }

    /** Finds out about a node without a value: claimed, dying, or settled just now. */
    private @Nullable Object getClaimed(Object key, int hash) {
        Claim claim = keeper.stripeOf(hash).claimOn(key, hash);
        if (claim != null) {
            Object before = claim.before;
            if (!claim.settled) {
                return before;
            }
        }
        Stripe stripe = keeper.lock(hash);
        try {
            claim = stripe.claimOn(key, hash);
            if (claim != null) {
                return claim.before;
            }
            Node node = locked.liveNode(stripe, key, hash, locked.now());
            return node == null ? null : node.value();
        } finally {
            listener.tell(stripe.release());
        }
    }

    /** {@return the value before; null if there was none, and then nothing was stored if only present keys were meant} */
    @Nullable
    Object put(Object key, Object value, Terms terms, When when) {
        int hash = NodeTable.hash(key);
        if (replacesFreely) {
            Node node = table.find(key, hash);
            Object before = node == null ? null : replaceFreely(node, key, value, when);
            if (before != null) {
                return before;
            }
        }
        return writes.put(new NewEntry(key, hash, value, terms), when);
    }

    private @Nullable Object replaceFreely(Node node, Object key, Object value, When when) {
        for (Object seen = node.value(); seen != null; seen = node.value()) {
            if (when == When.ABSENT || node.replaceValue(seen, value)) {
                if ((node.meta() & Node.SATURATED) != Node.SATURATED) {
                    use(node);
                }
                if (when != When.ABSENT && seen != value && listener.wants(RemovalCause.REPLACED)) {
                    listener.removed(key, seen, RemovalCause.REPLACED);
                }
                return seen;
            }
        }
        return null;
    }

    /** {@return whether the key had exactly this object as its value, which was replaced} */
    boolean replace(Object key, Object exactly, Object value, Terms terms) {
        return writes.exchange(key, exactly, new NewEntry(key, NodeTable.hash(key), value, terms));
    }

    /** {@return whether the key had exactly this object as its value, which was removed} */
    boolean remove(Object key, Object exactly) {
        return writes.exchange(key, exactly, null);
    }

    /**
     * Puts another form of the same value in its place, which weighs the same. Needs no lock; nobody is told, and the entry's
     * time goes on.
     *
     * @return whether the key had exactly this object as its value and was not claimed
     */
    boolean recast(Object key, Object exactly, Object form) {
        Node node = table.find(key, NodeTable.hash(key));
        return node != null && node.replaceValue(exactly, form);
    }

    /** The same, under the lock, where the form may weigh something else; null takes the entry out. Never waits for a claim. */
    Recast recast(Object key, Object exactly, @Nullable Object form, int weight) {
        return writes.recast(key, exactly, form, weight);
    }

    /** {@return the value that a key had and has no more; null if there was none} */
    @Nullable
    Object remove(Object key) {
        return writes.remove(key);
    }

    /** See {@link StoreComputes#compute}. */
    @Nullable
    Object compute(
            Object key,
            When when,
            BiFunction<Object, @Nullable Object, @Nullable Object> function,
            BiFunction<Object, Object, Terms> terms) {
        return computes.compute(key, when, function, terms);
    }

    /** Takes out everything that is there now. */
    void clear() {
        forEach((node, key) -> remove(key));
    }

    /** Shows nodes and their keys; weakly consistent. */
    void forEach(BiConsumer<Node, Object> sink) {
        @Nullable Node[] buckets = table.snapshot();
        List<Node> nodes = new ArrayList<>();
        for (int i = 0; i < buckets.length; i++) {
            NodeTable.collect(buckets, i, nodes);
            for (Node node : nodes) {
                Object key = node.key();
                if (key != null) {
                    sink.accept(node, key);
                }
            }
            nodes.clear();
        }
    }

    /** {@return the table to begin a walk with} */
    @Nullable
    Node[] buckets() {
        return table.snapshot();
    }

    /** Takes out what has expired. */
    void expireAll() {
        if (expiry == null) {
            return;
        }
        for (Stripe stripe : keeper.stripes()) {
            if (keeper.lockIfCurrent(stripe)) {
                try {
                    keeper.expireAll(stripe, expiry.now());
                } finally {
                    listener.tell(stripe.release());
                }
            }
        }
    }

    /** Evicts until the bounds hold, after one, or the eviction, was changed. */
    void resized() {
        keeper.resized();
        feeds = keeper.stripes()[0].policy.wantsHits();
    }

    /** {@return how long a key will live if nobody touches it, in nanoseconds; NEVER if it will not expire or is not there} */
    long nanosLeft(Object key) {
        Node node = expiry == null ? null : table.find(key, NodeTable.hash(key));
        if (node == null || expiry == null) {
            return Expiry.NEVER;
        }
        long left = ((TimedNode) node).deadline - expiry.now();
        return left <= 0 || left > Expiry.NEVER >> 1 ? Expiry.NEVER : left;
    }

    /** {@return the number of entries; never more than the bound} */
    long size() {
        if (keeper.entries.isBounded()) {
            return keeper.entries.taken();
        }
        long size = 0;
        for (Stripe stripe : keeper.stripes()) {
            size += stripe.size();
        }
        return size;
    }
}
