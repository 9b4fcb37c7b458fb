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
 * <p><b>Algorithm.</b> The upper bits of the hash choose the bucket, so when the table doubles, a bucket becomes two neighbours.
 * Stripes own contiguous ranges of buckets, each moves its own, a few at each insertion. A chain is in the order of age: what is
 * asked for often stays, so it soon stands in front of what comes and goes, and most hits look at one node. A chain of more than
 * {@value #LONGEST_CHAIN} nodes, which good hashes never make, becomes a {@link Bin}.
 *
 * <p><b>Concurrency.</b> A node is never copied, so a bucket is split by linking its nodes anew: {@link #MOVING} replaces the
 * head, the nodes are linked into two chains, both appear in the larger table, a {@link Forward} replaces the head. A reader that
 * was led into the wrong chain had been walking in the smaller table; it sees that the head has changed when it looks once more, which
 * every miss does (the release of the changed link and the acquire of its read order that), and waits for the few instructions that
 * moving takes. A chain that becomes a bin keeps its links for those that still walk it. So a hit never looks at anything but the
 * head, the nodes and the key; it reads the head plainly, since what it finds proves itself by its key, and the value behind it is read
 * by an acquire of its own.
 */
@SuppressWarnings("ReferenceEquality") // nodes and tables are compared by identity
final class NodeTable {
    /** The hash of what is no entry: walks end there. */
    static final int LAST_HASH = -4;

    private static final int LONGEST_CHAIN = 24;
    private static final int BIN_DISSOLVES_AT = 8;
    private static final int LARGEST = 1 << 30;
    private static final int GOLDEN_RATIO = 0x9E3779B9;
    private static final int SPINS = 64;

    /** Stands in the slot of a bucket that is being split. */
    private static final Forward MOVING = new Forward(new @Nullable Node[0]);

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
        Node node = glance(table, key, hash);
        return node == null ? findAgain(table, key, hash) : node;
    }

    /**
     * Looks for a node without proof that there is none: null may also mean that its bucket has moved.
     *
     * @param table one that was current at some time
     * @param key its key
     * @param hash of the key
     * @return the node, if it was seen
     */
    static @Nullable Node glance(@Nullable Node[] table, Object key, int hash) {
        for (Node node = table[index(table, hash)]; node != null; node = node.next()) {
            // The same 30 bits, whatever the counter.
            if ((node.meta() ^ hash) >>> 2 == 0) {
                Object candidate = node.key();
                if (candidate == key || (candidate != null && key.equals(candidate))) {
                    return node;
                }
            }
        }
        return null;
    }

    private @Nullable Node findAgain(@Nullable Node[] table, Object key, int hash) {
        Node head = head(table, index(table, hash));
        if (head == null) {
            return null;
        }
        return head instanceof Forward || head instanceof Bin ? findBeyond(table, key, hash) : findIn(table, key, hash);
    }

    private @Nullable Node findBeyond(@Nullable Node[] table, Object key, int hash) {
        // Without this a table that sees no more insertions would stay half moved, and its readers on this detour.
        helper.run();
        return findIn(table, key, hash);
    }

    private static @Nullable Node findIn(@Nullable Node[] start, Object key, int hash) {
        @Nullable Node[] table = start;
        while (true) {
            Node head = settledHead(table, index(table, hash));
            Node found;
            if (head instanceof Forward moved) {
                table = moved.table;
                continue;
            } else if (head instanceof Bin bin) {
                found = bin.find(key, hash);
            } else {
                found = walk(head, key, hash);
            }
            if (found != null) {
                return found;
            }
            Node now = head(table, index(table, hash));
            if (now == head || !(now instanceof Forward || now instanceof Bin)) {
                return null;
            }
        }
    }

    /** {@return the head of a bucket that nobody is splitting just now} Not to be asked by who splits it. */
    @SuppressWarnings("ThreadPriorityCheck") // the thread that is waited for may need this core
    private static @Nullable Node settledHead(@Nullable Node[] table, int index) {
        Node head = head(table, index);
        for (int spins = 0; head == MOVING; spins++) {
            if (spins > SPINS) {
                Thread.yield();
            } else {
                Thread.onSpinWait();
            }
            head = head(table, index);
        }
        return head;
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
        node.setNext(null);
        if (head == null) {
            setHead(table, index, node);
            return;
        }
        Node last = head;
        int length = 1;
        for (Node next = last.next(); next != null; next = last.next()) {
            last = next;
            length++;
        }
        if (length < LONGEST_CHAIN) {
            last.setNext(node);
            return;
        }
        // Compares keys, which may throw: until then nothing has changed.
        Bin bin = binOf(head);
        bin.add(node, key);
        setHead(table, index, bin);
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
        if (head != null) {
            setHead(from, index, MOVING);
            split(head, to, 2 * index);
        }
        setHead(from, index, forward);
    }

    /** Divides a chain among two buckets, each part in the order of the whole. */
    private static void split(Node head, @Nullable Node[] to, int lower) {
        @Nullable Node[] first = new @Nullable Node[2];
        @Nullable Node[] last = new @Nullable Node[2];
        for (Node node = head; node != null; node = node.next()) {
            int half = index(to, node.hash()) - lower;
            Node before = last[half];
            if (before == null) {
                first[half] = node;
            } else if (before.next() != node) {
                before.setNext(node);
            }
            last[half] = node;
        }
        for (int half = 0; half < 2; half++) {
            Node end = last[half];
            if (end != null && end.next() != null) {
                end.setNext(null);
            }
            setHead(to, lower + half, first[half]);
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
        Node head = settledHead(table, index);
        if (head instanceof Bin bin) {
            bin.forEach(sink::add);
        } else if (!(head instanceof Forward)) {
            for (Node node = head; node != null; node = node.next()) {
                sink.add(node);
            }
        }
        // Only now, since a walk that was under way when the bucket moved may have missed some.
        if (settledHead(table, index) instanceof Forward moved) {
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
