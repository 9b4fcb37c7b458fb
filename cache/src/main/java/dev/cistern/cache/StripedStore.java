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
 * told after the lock was released.
 */
@SuppressWarnings("ReferenceEquality") // a value is compared by identity: it is this very object or another one
final class StripedStore {
    /** Stands for the cache's own time to live. */
    static final long DEFAULT_TTL = -1;

    /** The stripe has nothing left to evict: try again after evicting elsewhere. */
    private static final Object RETRY = new Object();

    final Keeper keeper;
    final CacheCounters counters;
    private final NodeTable table;
    private final @Nullable Expiry expiry;
    private final StoreListener listener;
    /** Whether a value may be replaced without the lock. */
    private final boolean replacesFreely;

    /** Changes only while a bound is changed. */
    private boolean feeds;

    StripedStore(Keeper keeper, CacheCounters counters) {
        this.keeper = keeper;
        this.counters = counters;
        table = keeper.table;
        expiry = keeper.expiry;
        listener = keeper.listener;
        replacesFreely = expiry == null && !keeper.isWeighted();
        feeds = keeper.stripes()[0].policy.wantsHits();
    }

    /** {@return the value of a key; null if there is none} */
    @Nullable
    Object get(Object key) {
        int hash = NodeTable.hash(key);
        Node node = table.find(key, hash);
        if (node != null) {
            Object value = node.value();
            if (value != null && (expiry == null || isFresh(node, expiry))) {
                if ((node.meta() & Node.SATURATED) != Node.SATURATED) {
                    use(node);
                }
                counters.hit();
                return value;
            }
            return getSlowly(key, hash, node);
        }
        counters.miss();
        return null;
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
                liveNode(stripe, key, hash);
            } finally {
                listener.tell(stripe.release());
            }
        } else {
            value = getClaimed(key, hash);
        }
        if (value == null) {
            counters.miss();
        } else {
            counters.hit();
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
            Node node = liveNode(stripe, key, hash);
            return node == null ? null : node.value();
        } finally {
            listener.tell(stripe.release());
        }
    }

    /** {@return the node of a key, which has a value or is claimed; what expired is taken out} */
    @Nullable
    Node liveNode(Stripe stripe, Object key, int hash) {
        Node node = table.find(key, hash);
        if (node != null && expiry != null) {
            TimedNode timed = (TimedNode) node;
            if (Expiry.isOver(timed, expiry.now()) && timed.value() != null) {
                keeper.remove(stripe, node, RemovalCause.EXPIRED);
                return null;
            }
        }
        return node;
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
        } else if (keeper.isWeighted()) {
            keeper.reckonWith(terms.weight());
        }
        boolean again = false;
        while (true) {
            Claim claim;
            Object result = null;
            Stripe stripe = keeper.lock(hash);
            try {
                claim = stripe.hasClaims() ? stripe.claimOn(key, hash) : null;
                if (claim == null) {
                    result = putLocked(stripe, new Entry(key, hash, value, terms), when, again);
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

    /** What is to be stored. */
    record Entry(Object key, int hash, Object value, Terms terms) {}

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

    private @Nullable Object putLocked(Stripe stripe, Entry entry, When when, boolean again) {
        long now = expiry == null ? 0 : expiry.now();
        keeper.expireAll(stripe, now);
        Node node = liveNode(stripe, entry.key, entry.hash);
        if (node == null) {
            return when == When.PRESENT || insert(stripe, entry, again) ? null : RETRY;
        }
        node.use();
        return when == When.ABSENT ? node.value() : overwrite(stripe, node, entry);
    }

    /** {@return false if there is nothing left to evict here} */
    private boolean insert(Stripe stripe, Entry entry, boolean again) {
        if (!keeper.isAdmissible(entry.terms.weight())) {
            stripe.evictions++;
            stripe.evictedWeight += entry.terms.weight();
            keeper.remember(stripe, entry.key, entry.value, RemovalCause.SIZE);
            return true;
        }
        if (!again) {
            stripe.feed.drain(stripe.policy);
            stripe.policy.onMiss(entry.hash);
        }
        if (!keeper.makeRoom(stripe, 1, entry.terms.weight(), null)) {
            return false;
        }
        keeper.admit(stripe, node(entry), entry.key);
        return true;
    }

    private Node node(Entry entry) {
        if (expiry != null) {
            TimedNode timed = expiry.node(entry.key, entry.hash, entry.value, entry.terms.weight());
            expiry.written(timed, entry.terms.ttl(), expiry.now());
            return timed;
        }
        return keeper.isWeighted()
                ? new WeightedNode.Plain(entry.key, entry.hash, entry.value, entry.terms.weight())
                : new PlainNode(entry.key, entry.hash, entry.value);
    }

    /** {@return the value before, or RETRY} The node is not claimed. */
    private @Nullable Object overwrite(Stripe stripe, Node node, Entry entry) {
        if (!keeper.isAdmissible(entry.terms.weight())) {
            Object before = node.value();
            keeper.remove(stripe, node, RemovalCause.REPLACED);
            keeper.remember(stripe, entry.key, entry.value, RemovalCause.SIZE);
            return before;
        }
        if (!rewrite(stripe, node, entry.terms)) {
            return RETRY;
        }
        Object before = node.exchangeValue(entry.value);
        if (before != null && before != entry.value) {
            keeper.remember(stripe, entry.key, before, RemovalCause.REPLACED);
        }
        return before;
    }

    /** Gives a node another weight and another time; {@return false if there is nothing left to evict here} */
    private boolean rewrite(Stripe stripe, Node node, Terms terms) {
        if (node instanceof WeightedNode weighted) {
            long more = (long) terms.weight() - weighted.weight;
            if (more > 0 && !keeper.makeRoom(stripe, 0, more, node)) {
                return false;
            }
            if (more < 0) {
                keeper.weight.give(-more);
            }
            weighted.weight = terms.weight();
        }
        if (expiry != null && stripe.wheel != null) {
            TimedNode timed = (TimedNode) node;
            expiry.written(timed, terms.ttl(), expiry.now());
            stripe.wheel.moved(timed);
        }
        return true;
    }

    /** {@return whether the key had exactly this object as its value, which was replaced} */
    boolean replace(Object key, Object exactly, Object value, Terms terms) {
        return exchange(key, exactly, new Entry(key, NodeTable.hash(key), value, terms));
    }

    /** {@return whether the key had exactly this object as its value, which was removed} */
    boolean remove(Object key, Object exactly) {
        return exchange(key, exactly, null);
    }

    private boolean exchange(Object key, Object exactly, @Nullable Entry replacement) {
        int hash = NodeTable.hash(key);
        while (true) {
            Claim claim;
            Object result = null;
            Stripe stripe = keeper.lock(hash);
            try {
                claim = stripe.claimOn(key, hash);
                Node node = claim == null ? liveNode(stripe, key, hash) : null;
                if (node != null && node.value() == exactly) {
                    result = exchangeLocked(stripe, node, exactly, replacement);
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

    private @Nullable Object exchangeLocked(Stripe stripe, Node node, Object exactly, @Nullable Entry replacement) {
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
            return overwrite(stripe, node, replacement);
        }
        if (!node.replaceValue(exactly, replacement.value)) {
            return null;
        }
        if (exactly != replacement.value) {
            keeper.remember(stripe, replacement.key, exactly, RemovalCause.REPLACED);
        }
        return exactly;
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
                    Node node = liveNode(stripe, key, hash);
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
                    Node node = liveNode(stripe, key, hash);
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

    static Claim claim(Stripe stripe, Object key, int hash, @Nullable Node node) {
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
        Entry entry = null;
        boolean finished = false;
        try {
            Object value = function.apply(claim.key, claim.before);
            if (value != null) {
                entry = new Entry(claim.key, claim.hash, value, terms.apply(claim.key, value));
                if (keeper.isWeighted()) {
                    keeper.reckonWith(entry.terms.weight());
                }
            }
            finished = true;
        } finally {
            settle(claim, entry, finished);
        }
        return entry == null ? null : entry.value;
    }

    void settle(Claim claim, @Nullable Entry entry, boolean finished) {
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
                claim.end();
                return;
            }
            keeper.makeRoomElsewhere(stripe);
            again = true;
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

    private boolean settleLocked(Stripe stripe, Claim claim, @Nullable Entry entry, boolean again) {
        Node node = claim.node;
        Object before = claim.before;
        if (node == null || node.isDead()) {
            claim.settled = entry == null || claim.settled;
            return entry == null || insertClaimed(stripe, claim, entry, again);
        }
        if (entry == null || !keeper.isAdmissible(entry.terms.weight())) {
            claim.settled = true;
            keeper.remove(stripe, node, entry == null ? RemovalCause.EXPLICIT : RemovalCause.REPLACED);
            if (entry != null) {
                keeper.remember(stripe, entry.key, entry.value, RemovalCause.SIZE);
            }
            return true;
        }
        if (!rewrite(stripe, node, entry.terms)) {
            return false;
        }
        claim.settled = true;
        node.use();
        node.exchangeValue(entry.value);
        if (before != null && before != entry.value) {
            keeper.remember(stripe, claim.key, before, RemovalCause.REPLACED);
        }
        return true;
    }

    private boolean insertClaimed(Stripe stripe, Claim claim, Entry entry, boolean again) {
        boolean done = insert(stripe, entry, again);
        claim.settled |= done;
        return done;
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
            stripe.lock();
            try {
                keeper.expireAll(stripe, expiry.now());
            } finally {
                listener.tell(stripe.release());
            }
        }
    }

    /** Evicts until the bounds hold, after one was changed. */
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
