package dev.cistern.cache;

import dev.cistern.cache.internal.eviction.Node;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The chained hash table of all nodes: lock-free for readers, written under the lock of the stripe that a hash belongs to.
 *
 * <p><b>Algorithm.</b> The upper bits of the hash choose the bucket, and the chain of a bucket is sorted by the hash, so
 * when the table doubles, the nodes of the lower half of a bucket come before those of the upper half: splitting a bucket
 * cuts its chain once and moves no node. Stripes own contiguous ranges of buckets, each moves its own, a few at each
 * insertion. A chain of more than {@value #LONGEST_CHAIN} nodes, which good hashes never make, becomes a {@link Bin}.
 *
 * <p><b>Concurrency.</b> A bucket is split in this order: both halves appear in the larger table, a {@link Forward}
 * replaces the head in the smaller, the chain is cut. A reader that lost nodes by the cut had been walking in the smaller
 * table; it sees the Forward when it looks at the head once more, which every miss does (the release of the cut link and
 * the acquire of its read order that). A chain that becomes a bin keeps its links for those that still walk it. So a hit never
 * looks at anything but the head, the nodes and the key.
 *
 * <p><b>References.</b> Ordering by the hash so that splitting needs no copies: Shalev and Shavit, "Split-ordered lists",
 * JACM 2006.
 */
@SuppressWarnings("ReferenceEquality") // nodes and tables are compared by identity
final class NodeTable {
    /** The hash of what is no entry: walks end there. */
    static final int LAST_HASH = -4;

    private static final int LONGEST_CHAIN = 24;
    private static final int BIN_DISSOLVES_AT = 8;
    private static final int LARGEST = 1 << 30;
    private static final int GOLDEN_RATIO = 0x9E3779B9;
    private static final VarHandle SLOT = MethodHandles.arrayElementVarHandle(Node[].class);

    private volatile @Nullable Node[] current;
    private volatile @Nullable Node @Nullable [] larger;
    private @Nullable Forward forward;
    private final AtomicInteger unmoved = new AtomicInteger();
    private final AtomicInteger growing = new AtomicInteger();

    /** Moves some buckets, if nobody else is at it; called by readers whose bucket has moved. */
    private final Runnable helper;

    NodeTable(int buckets, Runnable helper) {
        this.helper = helper;
        current = new @Nullable Node[buckets];
    }

    /** {@return 30 mixed bits in the upper bits, 0 in the lower two} */
    static int hash(Object key) {
        int code = key.hashCode();
        return ((code ^ (code >>> 16)) * GOLDEN_RATIO) & ~Node.SATURATED;
    }

    static int index(@Nullable Node[] table, int hash) {
        return hash >>> (Integer.numberOfLeadingZeros(table.length) + 1);
    }

    private static @Nullable Node head(@Nullable Node[] table, int index) {
        // Acquire: pairs with the release that published the node.
        return (Node) SLOT.getAcquire(table, index);
    }

    private static void setHead(@Nullable Node[] table, int index, @Nullable Node head) {
        SLOT.setRelease(table, index, head);
    }

    int buckets() {
        return current.length;
    }

    /** {@return the node of a key, live or claimed or just dying; null if there is none} */
    @Nullable
    Node find(Object key, int hash) {
        @Nullable Node[] table = current;
        for (Node node = head(table, index(table, hash)); node != null; node = node.next()) {
            int meta = node.meta();
            if (((meta ^ hash) & ~Node.SATURATED) == 0) {
                Object candidate = node.key();
                if (candidate == key || (candidate != null && key.equals(candidate))) {
                    return node;
                }
            } else if (Integer.compareUnsigned(meta, hash) > 0) {
                break;
            }
        }
        Node head = head(table, index(table, hash));
        return head instanceof Forward || head instanceof Bin ? findBeyond(table, key, hash) : null;
    }

    private @Nullable Node findBeyond(@Nullable Node[] start, Object key, int hash) {
        @Nullable Node[] table = start;
        if (head(table, index(table, hash)) instanceof Forward) {
            // Without this a table that sees no more insertions would stay half moved, and its readers on this detour.
            helper.run();
        }
        while (true) {
            Node head = head(table, index(table, hash));
            Node found;
            if (head instanceof Forward moved) {
                table = moved.table;
                continue;
            } else if (head instanceof Bin bin) {
                found = bin.find(key, hash);
            } else {
                found = walk(head, key, hash);
            }
            Node now = head(table, index(table, hash));
            if (found != null || now == head || !(now instanceof Forward || now instanceof Bin)) {
                return found;
            }
        }
    }

    private static @Nullable Node walk(@Nullable Node head, Object key, int hash) {
        for (Node node = head; node != null; node = node.next()) {
            Object candidate = node.key();
            if (node.hash() == hash && candidate != null && key.equals(candidate)) {
                return node;
            }
        }
        return null;
    }

    /** Adds a node whose key is not there. Needs the lock of the hash's stripe. */
    void link(Node node, Object key) {
        @Nullable Node[] table = writable(node.hash());
        int index = index(table, node.hash());
        Node head = head(table, index);
        if (head instanceof Bin bin) {
            bin.add(node, key);
            return;
        }
        Node before = null;
        Node after = head;
        int length = 0;
        while (after != null && Integer.compareUnsigned(after.hash(), node.hash()) < 0) {
            before = after;
            after = after.next();
            length++;
        }
        node.setNext(after);
        if (before == null) {
            setHead(table, index, node);
        } else {
            before.setNext(node);
        }
        while (after != null && length <= LONGEST_CHAIN) {
            after = after.next();
            length++;
        }
        if (length > LONGEST_CHAIN) {
            setHead(table, index, binOf(head(table, index)));
        }
    }

    private static Bin binOf(@Nullable Node head) {
        Bin bin = new Bin();
        for (Node node = head; node != null; node = node.next()) {
            Object key = node.key();
            if (key != null) {
                bin.add(node, key);
            }
        }
        return bin;
    }

    /** Takes a node out. Needs the lock of the hash's stripe. */
    void unlink(Node gone, Object key) {
        @Nullable Node[] table = writable(gone.hash());
        int index = index(table, gone.hash());
        Node head = head(table, index);
        if (head instanceof Bin bin) {
            bin.remove(gone, key);
        } else if (head == gone) {
            setHead(table, index, gone.next());
        } else {
            for (Node node = head; node != null; node = node.next()) {
                if (node.next() == gone) {
                    // The node that is gone keeps its link for those that stand on it.
                    node.setNext(gone.next());
                    return;
                }
            }
        }
    }

    /** {@return the table to write a hash's bucket in, which was moved there if need be} */
    private @Nullable Node[] writable(int hash) {
        @Nullable Node[] to = larger;
        @Nullable Node[] from = current;
        if (to == null || to == from) {
            return from;
        }
        move(from, to, index(from, hash));
        return to;
    }

    /** Begins to double the table, unless somebody else does or it is as large as can be. */
    void grow(int seen, int stripes) {
        if (seen >= LARGEST || larger != null || !growing.compareAndSet(0, 1)) {
            return;
        }
        if (larger == null && current.length == seen) {
            @Nullable Node[] fresh = new @Nullable Node[seen * 2];
            forward = new Forward(fresh);
            unmoved.set(stripes);
            larger = fresh;
        }
        growing.set(0);
    }

    /** {@return whether the table is being doubled} */
    boolean isGrowing() {
        return larger != null;
    }

    /** Moves some of the buckets of a stripe while the table is being doubled. Needs the stripe's lock. */
    void help(Stripe stripe, int stripes, int portion) {
        @Nullable Node[] to = larger;
        @Nullable Node[] from = current;
        if (to == null || to == from) {
            return;
        }
        if (stripe.movingTo != to) {
            stripe.movingTo = to;
            stripe.moved = 0;
        }
        int range = from.length / stripes;
        if (stripe.moved == range) {
            return;
        }
        int end = (int) Math.min(range, (long) stripe.moved + portion);
        for (int i = stripe.moved; i < end; i++) {
            move(from, to, stripe.index * range + i);
        }
        stripe.moved = end;
        // Whoever moves the last bucket of all makes the larger table the current one.
        if (end == range && unmoved.decrementAndGet() == 0) {
            current = to;
            larger = null;
        }
    }

    private void move(@Nullable Node[] from, @Nullable Node[] to, int index) {
        Node head = head(from, index);
        if (head instanceof Forward) {
            return;
        }
        if (head instanceof Bin bin) {
            moveBin(bin, to, index);
            setHead(from, index, forward);
            return;
        }
        int upper = 2 * index + 1;
        Node last = null;
        Node node = head;
        while (node != null && index(to, node.hash()) != upper) {
            last = node;
            node = node.next();
        }
        setHead(to, upper, node);
        setHead(to, upper - 1, last == null ? null : head);
        setHead(from, index, forward);
        if (last != null && node != null) {
            last.setNext(null);
        }
    }

    /** Readers of a bin use no links, so they may be set before the bin is replaced. */
    private static void moveBin(Bin bin, @Nullable Node[] to, int index) {
        Node[] nodes = bin.toArray();
        int split = 0;
        while (split < nodes.length && index(to, nodes[split].hash()) == 2 * index) {
            split++;
        }
        setHead(to, 2 * index, bucketOf(nodes, 0, split));
        setHead(to, 2 * index + 1, bucketOf(nodes, split, nodes.length));
    }

    private static @Nullable Node bucketOf(Node[] nodes, int from, int to) {
        if (to - from > BIN_DISSOLVES_AT) {
            Bin bin = new Bin();
            for (int i = from; i < to; i++) {
                Object key = nodes[i].key();
                if (key != null) {
                    bin.add(nodes[i], key);
                }
            }
            return bin;
        }
        Node head = null;
        for (int i = to - 1; i >= from; i--) {
            nodes[i].setNext(head);
            head = nodes[i];
        }
        return head;
    }

    /**
     * Collects the nodes that were in a bucket of a table that was current lately.
     *
     * @param table the table
     * @param index the bucket
     * @param sink gets the nodes, dead ones included
     */
    static void collect(@Nullable Node[] table, int index, List<Node> sink) {
        int before = sink.size();
        Node head = head(table, index);
        if (head instanceof Bin bin) {
            bin.forEach(sink::add);
        } else if (!(head instanceof Forward)) {
            for (Node node = head; node != null && index(table, node.hash()) == index; node = node.next()) {
                sink.add(node);
            }
        }
        // Only now, since a walk that was under way when the bucket moved may have missed some.
        if (head(table, index) instanceof Forward moved) {
            sink.subList(before, sink.size()).clear();
            collect(moved.table, 2 * index, sink);
            collect(moved.table, 2 * index + 1, sink);
        }
    }

    /** {@return the table to begin a walk over all nodes with} */
    @Nullable
    Node[] snapshot() {
        return current;
    }
}
