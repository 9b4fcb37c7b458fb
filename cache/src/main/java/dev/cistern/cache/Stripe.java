package dev.cistern.cache;

import dev.cistern.cache.internal.eviction.EvictionPolicy;
import dev.cistern.cache.internal.eviction.Node;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A range of hashes with the lock that guards its writes, the policy that ranks its nodes, and the claims on its keys.
 *
 * <p>All fields but {@code claims} and {@code size} are guarded by the lock, which is the stripe itself. No code of the
 * user but {@code equals}, {@code hashCode} and {@code compareTo} of keys runs under it.
 */
@SuppressWarnings({"serial", "ReferenceEquality"}) // never serialized; a claim is for this very node
final class Stripe extends ReentrantLock {
    /**
     * For about as long as it takes to park a thread and wake it up again. No use where whoever holds the lock cannot run
     * meanwhile.
     */
    private static final int SPINS = Runtime.getRuntime().availableProcessors() == 1 ? 0 : 4_096;

    private static final int MOST_SPINS_AT_ONCE = 64;

    private static final VarHandle SIZE;

    static {
        try {
            SIZE = MethodHandles.lookup().findVarHandle(Stripe.class, "size", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    final int index;
    final EvictionPolicy policy;
    final HitFeed feed = new HitFeed();
    final @Nullable ExpiryWheel wheel;

    /** How far this stripe is in moving to a larger table. */
    @Nullable
    Node @Nullable [] movingTo;

    int moved;

    /** Written under the lock, read by anybody. */
    @SuppressWarnings("unused") // by its handle
    private int size;

    /** What left the stripe because of its size or age. */
    long evictions;

    long evictedWeight;

    /** Those of the evictions that were for age. */
    long expirations;

    long expiredWeight;

    /** Takes out a node whose time is over. */
    final Consumer<TimedNode> expirer;

    private volatile @Nullable Claim claims;
    private @Nullable Removal removals;

    Stripe(int index, EvictionPolicy policy, @Nullable ExpiryWheel wheel, BiConsumer<Stripe, TimedNode> expirer) {
        this.index = index;
        this.policy = policy;
        this.wheel = wheel;
        this.expirer = node -> expirer.accept(this, node);
    }

    /**
     * Tries for a while before it waits: what is done under the lock takes less time than a thread needs to be parked and
     * woken up, which also costs whoever has to wake it.
     */
    @Override
    public void lock() {
        if (!tryLock() && !trySpinning()) {
            super.lock();
        }
    }

    private boolean trySpinning() {
        int atOnce = 1;
        for (int spins = 0; spins < SPINS; spins += atOnce) {
            atOnce = Math.min(2 * atOnce, MOST_SPINS_AT_ONCE);
            spin(atOnce);
            // A look first, and ever less often, since each takes the lock's cache line from its holder.
            if (!isLocked() && tryLock()) {
                return true;
            }
        }
        return false;
    }

    private static void spin(int times) {
        for (int i = 0; i < times; i++) {
            Thread.onSpinWait();
        }
    }

    /** {@return the claim on a key; null if there is none} Needs no lock. */
    @Nullable
    Claim claimOn(Object key, int hash) {
        for (Claim claim = claims; claim != null; claim = claim.next) {
            if (claim.isFor(key, hash)) {
                return claim;
            }
        }
        return null;
    }

    /** {@return the claim on a node; null if there is none} */
    @Nullable
    Claim claimOn(Node node) {
        for (Claim claim = claims; claim != null; claim = claim.next) {
            if (claim.node == node) {
                return claim;
            }
        }
        return null;
    }

    int size() {
        return (int) SIZE.getOpaque(this);
    }

    /** Opaque: whoever asks for the size orders nothing by it. */
    void changeSize(int by) {
        SIZE.setOpaque(this, size + by);
    }

    boolean hasClaims() {
        return claims != null;
    }

    void list(Claim claim) {
        claim.next = claims;
        claims = claim;
    }

    void unlist(Claim claim) {
        if (claims == claim) {
            claims = claim.next;
            return;
        }
        for (Claim at = claims; at != null; at = at.next) {
            if (at.next == claim) {
                at.next = claim.next;
                return;
            }
        }
    }

    /** Takes over the claims of a stripe that ceases to be used. */
    void adopt(Stripe other) {
        Claim all = other.claims;
        if (all != null) {
            Claim last = all;
            for (Claim next = last.next; next != null; next = last.next) {
                last = next;
            }
            last.next = claims;
            claims = all;
            other.claims = null;
        }
    }

    /** Keeps what has to be told once the lock is released. */
    void remember(Removal removal) {
        removal.next = removals;
        removals = removal;
    }

    /** Unlocks; {@return what has to be told, the last first} */
    @Nullable
    Removal release() {
        Removal taken = removals;
        removals = null;
        unlock();
        return taken;
    }
}
