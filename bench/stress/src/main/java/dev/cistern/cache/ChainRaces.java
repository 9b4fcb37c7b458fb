package dev.cistern.cache;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import dev.cistern.cache.internal.eviction.KeepAll;
import dev.cistern.cache.internal.eviction.Node;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;

/** Readers without a lock against one writer who links, unlinks and doubles: who is there all the time is always found. */
@SuppressWarnings("ReferenceEquality") // the very node is meant
final class ChainRaces {
    private ChainRaces() {}

    /** One bucket of two with a chain of six, which doubling divides: 0, 2, 4 to the lower half, 1, 3, 5 to the upper. */
    static final class Chain {
        static final int NODES = 6;
        final NodeTable table = new NodeTable(2, () -> {});
        final Stripe stripe = new Stripe(0, new KeepAll(), null, (owner, node) -> {});
        final Node[] nodes = new Node[NODES + 1];

        Chain() {
            for (int i = 0; i <= NODES; i++) {
                nodes[i] = new PlainNode(i, hash(i), i);
                if (i < NODES) {
                    table.link(nodes[i], i);
                }
            }
        }

        static int hash(int key) {
            // The highest bit chooses the bucket of two, the next one that of four.
            return (key & 1) << 30 | (key + 1) << 2;
        }

        @Nullable
        Node find(int key) {
            return table.find(key, hash(key));
        }

        int found() {
            int found = 0;
            for (int key = 0; key < NODES; key++) {
                found += find(key) == nodes[key] ? 1 : 0;
            }
            return found;
        }

        void grow() {
            table.grow(table.buckets(), 1);
            table.help(stripe, 1, Integer.MAX_VALUE);
        }
    }

    @JCStressTest
    @Description("Lookups of all nodes of a bucket that is being split.")
    @Outcome(id = "6, 6, 4", expect = ACCEPTABLE, desc = "Each found, meanwhile and among 4 buckets afterwards.")
    @State
    public static class FindAgainstGrow {
        final Chain chain = new Chain();

        @Actor
        public void grow() {
            chain.grow();
        }

        @Actor
        public void find(III_Result result) {
            result.r1 = chain.found();
        }

        @Arbiter
        public void look(III_Result result) {
            result.r2 = chain.found();
            result.r3 = chain.table.buckets();
        }
    }

    @JCStressTest
    @Description("Lookups of all nodes of a bucket that is split twice.")
    @Outcome(id = "6, 6, 8", expect = ACCEPTABLE, desc = "Each found, meanwhile and among 8 buckets afterwards.")
    @State
    public static class FindAgainstGrowTwice {
        final Chain chain = new Chain();

        @Actor
        public void grow() {
            chain.grow();
            chain.grow();
        }

        @Actor
        public void find(III_Result result) {
            result.r1 = chain.found();
        }

        @Arbiter
        public void look(III_Result result) {
            result.r2 = chain.found();
            result.r3 = chain.table.buckets();
        }
    }

    @JCStressTest
    @Description("Lookups of the others while one node in their middle is taken out and another is added.")
    @Outcome(id = "5, 1", expect = ACCEPTABLE, desc = "The others found, the new one too afterwards.")
    @State
    public static class FindAgainstUnlinkAndLink {
        final Chain chain = new Chain();

        @Actor
        public void change() {
            chain.table.unlink(chain.nodes[2], 2);
            chain.nodes[2].die();
            chain.table.link(chain.nodes[Chain.NODES], Chain.NODES);
        }

        @Actor
        public void find(II_Result result) {
            for (int key = 0; key < Chain.NODES; key++) {
                result.r1 += key != 2 && chain.find(key) == chain.nodes[key] ? 1 : 0;
            }
        }

        @Arbiter
        public void look(II_Result result) {
            result.r2 = chain.find(2) == null && chain.find(Chain.NODES) == chain.nodes[Chain.NODES] ? 1 : 0;
        }
    }

    @JCStressTest
    @Description("A lookup of a node that is being linked.")
    @Outcome(id = "0", expect = ACCEPTABLE, desc = "Not there yet.")
    @Outcome(id = "7", expect = ACCEPTABLE, desc = "There, with its value.")
    @State
    public static class FindAgainstLink {
        final NodeTable table = new NodeTable(2, () -> {});

        @Actor
        public void link() {
            table.link(new PlainNode(1, Chain.hash(1), 7), 1);
        }

        @Actor
        public void find(I_Result result) {
            Node node = table.find(1, Chain.hash(1));
            Object value = node == null ? null : node.value();
            result.r1 = node == null ? 0 : value == null ? -1 : (Integer) value;
        }
    }
}
