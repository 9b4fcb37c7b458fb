package dev.cistern.cache.internal.eviction;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * An entry: one object that is the table's chain link, the holder of the value and the thing that a policy ranks.
 *
 * <p><b>For policies.</b> A policy sees three things of a node: its {@link #hash()}, its use counter ({@link #uses()},
 * 0 to {@value #SATURATED}), and whether it {@link #isDead()}. Readers raise the counter without telling anybody; the
 * policy lowers it with {@link #setUses}. A node that reached {@value #SATURATED} is read-only for readers, so the
 * counter only says "at least so many hits since the policy last lowered it". There are no links for the policy: its
 * queues are arrays of node references.
 *
 * <p><b>States.</b> Live: there is a value. Claimed: the value is null for now since one caller computes a new one; the
 * node keeps its place, and may be evicted as any other. Dead: the key is null, for good; whoever meets a dead node in a
 * queue drops it.
 *
 * <p><b>Concurrency.</b> The key is written before the node is published by a release store and nulled under the
 * stripe's lock; readers that lose the race see null and take it for another key. The value changes by compare-and-set
 * only. The counter is written plainly by anybody: updates may be lost, but as the hash bits in the same int never
 * change, it is never corrupted. The link is written with release under the stripe's lock, so that a reader that sees it
 * sees the node behind it.
 *
 * <p><b>Memory layout.</b> Header 12 (8 with compact headers), counter and hash 4, key 4, value 4, link 4: 32 bytes, or 24.
 * A subclass may add 4 bytes for free with the classic header.
 */
public abstract class Node {
    /** The largest value of the use counter. */
    public static final int SATURATED = 3;

    private static final VarHandle VALUE;
    private static final VarHandle NEXT;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            VALUE = lookup.findVarHandle(Node.class, "value", Object.class);
            NEXT = lookup.findVarHandle(Node.class, "next", Node.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private @Nullable Object key;
    private volatile @Nullable Object value;
    private volatile @Nullable Node next;
    private int meta;

    /**
     * Makes a node that nobody else sees yet, with a use counter of 0.
     *
     * @param key its key
     * @param hash 30 mixed bits of the key's hash, in the upper bits; the lower two are ignored
     * @param value its value
     */
    @SuppressWarnings("this-escape") // a plain write, which a volatile field's assignment would not be
    protected Node(@Nullable Object key, int hash, @Nullable Object value) {
        this.key = key;
        this.meta = hash & ~SATURATED;
        VALUE.set(this, value);
    }

    /** {@return the key, or null if the node is dead} */
    public final @Nullable Object key() {
        return key;
    }

    /** {@return the hash: 30 well mixed bits in the upper bits, the lower two are 0} */
    public final int hash() {
        return meta & ~SATURATED;
    }

    /** {@return hash and use counter in one: {@code (meta ^ hash) == 3} says "same hash and saturated"} */
    public final int meta() {
        return meta;
    }

    /** {@return how often the node was hit, 0 to {@value #SATURATED}, as far as readers counted} */
    public final int uses() {
        return meta & SATURATED;
    }

    /**
     * Sets the use counter.
     *
     * @param uses 0 to {@value #SATURATED}
     */
    public final void setUses(int uses) {
        meta = (meta & ~SATURATED) | uses;
    }

    /** Counts a hit, if the counter is not saturated. */
    public final void use() {
        int seen = meta;
        if ((seen & SATURATED) != SATURATED) {
            meta = seen + 1;
        }
    }

    /** {@return the value; null if the node is dead or claimed} */
    public final @Nullable Object value() {
        return value;
    }

    /** {@return whether the value was the expected one and is now the other} */
    public final boolean replaceValue(@Nullable Object expected, @Nullable Object replacement) {
        return VALUE.compareAndSet(this, expected, replacement);
    }

    /** {@return the value that was there before} */
    public final @Nullable Object exchangeValue(@Nullable Object replacement) {
        return VALUE.getAndSet(this, replacement);
    }

    /** {@return whether the node left the cache} */
    public final boolean isDead() {
        return key == null;
    }

    /** Marks the node as dead for good; to be called by whoever took the value out. */
    public final void die() {
        key = null;
    }

    /** {@return the next node of the table's chain} */
    public final @Nullable Node next() {
        return next;
    }

    /**
     * Links a node behind this one.
     *
     * @param node the next of the chain
     */
    public final void setNext(@Nullable Node node) {
        NEXT.setRelease(this, node);
    }
}
