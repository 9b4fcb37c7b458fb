package dev.cistern.cache;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.II_Result;

/** Reads, writes, claims and growth of the table: nothing is lost, nothing is there twice, and the bound holds. */
final class TableRaces {
    private TableRaces() {}

    @JCStressTest
    @Description("Two stores of an absent key: one entry, whose value is that of the later one.")
    @Outcome(id = "1, 1, 1", expect = ACCEPTABLE, desc = "The first came last.")
    @Outcome(id = "2, 1, 1", expect = ACCEPTABLE, desc = "The second came last.")
    @State
    public static class PutAgainstPut {
        final StressedStore stressed = new StressedStore(8);

        @Actor
        public void first() {
            stressed.put(7, 1);
        }

        @Actor
        public void second() {
            stressed.put(7, 2);
        }

        @Arbiter
        public void look(III_Result result) {
            result.r1 = stressed.get(7);
            result.r2 = stressed.entries();
            result.r3 = stressed.size();
        }
    }

    @JCStressTest
    @Description("Two keys where only one has room: the bound holds.")
    @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "One of them stayed.")
    @State
    public static class PutAgainstPutAtTheBound {
        final StressedStore stressed = new StressedStore(1);

        @Actor
        public void first() {
            stressed.put(7, 1);
        }

        @Actor
        public void second() {
            stressed.put(8, 2);
        }

        @Arbiter
        public void look(II_Result result) {
            result.r1 = stressed.entries();
            result.r2 = stressed.size();
        }
    }

    @JCStressTest
    @Description("A read of a key that is there, while the table grows.")
    @Outcome(id = "1, 64", expect = ACCEPTABLE, desc = "Found, and the table has twice as many buckets.")
    @State
    public static class GetAgainstGrowth {
        final StressedStore stressed = new StressedStore(1_000);

        public GetAgainstGrowth() {
            for (int key = 0; key < 30; key++) {
                stressed.put(key, 1);
            }
        }

        @Actor
        public void grow() {
            for (int key = 30; key < 34; key++) {
                stressed.put(key, 2);
            }
        }

        @Actor
        public void read(II_Result result) {
            result.r1 = stressed.get(13);
        }

        @Arbiter
        public void look(II_Result result) {
            result.r2 = stressed.buckets();
        }
    }

    @JCStressTest
    @Description(
            "A new value without the lock against a removal under it: the value is told once, and nothing half is left.")
    @Outcome(id = "1, 2, 1", expect = ACCEPTABLE, desc = "Removed, then stored.")
    @Outcome(id = "2, 0, 0", expect = ACCEPTABLE, desc = "Stored, then removed.")
    @State
    public static class PutAgainstRemove {
        final StressedStore stressed = new StressedStore(8);

        public PutAgainstRemove() {
            stressed.put(7, 1);
        }

        @Actor
        public void put() {
            stressed.put(7, 2);
        }

        @Actor
        public void remove(III_Result result) {
            result.r1 = stressed.remove(7);
        }

        @Arbiter
        public void look(III_Result result) {
            result.r2 = stressed.get(7);
            result.r3 = stressed.size();
        }
    }

    @JCStressTest
    @Description("A computation against a store: neither is lost.")
    @Outcome(id = "1, 2", expect = ACCEPTABLE, desc = "Computed, then stored.")
    @Outcome(id = "2, 12", expect = ACCEPTABLE, desc = "Stored, then computed.")
    @State
    public static class ComputeAgainstPut {
        final StressedStore stressed = new StressedStore(8);

        public ComputeAgainstPut() {
            stressed.put(7, 1);
        }

        @Actor
        public void compute(II_Result result) {
            result.r1 = stressed.add(7, 10);
        }

        @Actor
        public void put() {
            stressed.put(7, 2);
        }

        @Arbiter
        public void look(II_Result result) {
            result.r2 = stressed.get(7);
        }
    }

    @JCStressTest
    @Description("Two computations of one key: one sees what the other made.")
    @Outcome(id = "1, 11, 111", expect = ACCEPTABLE, desc = "The first came first.")
    @Outcome(id = "101, 1, 111", expect = ACCEPTABLE, desc = "The second came first.")
    @State
    public static class ComputeAgainstCompute {
        final StressedStore stressed = new StressedStore(8);

        public ComputeAgainstCompute() {
            stressed.put(7, 1);
        }

        @Actor
        public void first(III_Result result) {
            result.r1 = stressed.add(7, 10);
        }

        @Actor
        public void second(III_Result result) {
            result.r2 = stressed.add(7, 100);
        }

        @Arbiter
        public void look(III_Result result) {
            result.r3 = stressed.get(7);
        }
    }

    @JCStressTest
    @Description("Two reads while a key is computed: never nothing, and never the old value after the new one.")
    @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "Both before.")
    @Outcome(id = "1, 11", expect = ACCEPTABLE, desc = "One before, one after.")
    @Outcome(id = "11, 11", expect = ACCEPTABLE, desc = "Both after.")
    @State
    public static class GetAgainstCompute {
        final StressedStore stressed = new StressedStore(8);

        public GetAgainstCompute() {
            stressed.put(7, 1);
        }

        @Actor
        public void compute() {
            stressed.add(7, 10);
        }

        @Actor
        public void read(II_Result result) {
            result.r1 = stressed.get(7);
            result.r2 = stressed.get(7);
        }
    }
}
