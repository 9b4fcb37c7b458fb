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
import org.openjdk.jcstress.infra.results.I_Result;

/** Updates, which need no lock, against each other and against removal and eviction: none is lost, and nothing rises from the dead. */
final class StoreRaces {
    private StoreRaces() {}

    @JCStressTest
    @Description("A lookup against two updates, which need no lock.")
    @Outcome(
            id = {"1", "2", "3"},
            expect = ACCEPTABLE,
            desc = "One of the values, never none.")
    @State
    public static class GetAgainstUpdate {
        final StressedStore stressed = new StressedStore(8);

        public GetAgainstUpdate() {
            stressed.put(1, 1, When.ALWAYS);
        }

        @Actor
        public void update() {
            stressed.put(1, 2, When.ALWAYS);
            stressed.put(1, 3, When.ALWAYS);
        }

        @Actor
        public void get(I_Result result) {
            result.r1 = stressed.get(1);
        }
    }

    @JCStressTest
    @Description("Two updates: each sees what it replaced, and none is lost.")
    @Outcome(id = "1, 2, 3", expect = ACCEPTABLE, desc = "The first replaced 1, the second the first.")
    @Outcome(id = "3, 1, 2", expect = ACCEPTABLE, desc = "The other way round.")
    @State
    public static class TwoUpdates {
        final StressedStore stressed = new StressedStore(8);

        public TwoUpdates() {
            stressed.put(1, 1, When.ALWAYS);
        }

        @Actor
        public void first(III_Result result) {
            result.r1 = stressed.put(1, 2, When.ALWAYS);
        }

        @Actor
        public void second(III_Result result) {
            result.r2 = stressed.put(1, 3, When.ALWAYS);
        }

        @Arbiter
        public void look(III_Result result) {
            result.r3 = stressed.get(1);
        }
    }

    @JCStressTest
    @Description("Two insertions of one absent key that only the first may win.")
    @Outcome(id = "0, 2, 2", expect = ACCEPTABLE, desc = "The first won.")
    @Outcome(id = "3, 0, 3", expect = ACCEPTABLE, desc = "The second won.")
    @State
    public static class TwoInsertsIfAbsent {
        final StressedStore stressed = new StressedStore(8);

        @Actor
        public void first(III_Result result) {
            result.r1 = stressed.put(1, 2, When.ABSENT);
        }

        @Actor
        public void second(III_Result result) {
            result.r2 = stressed.put(1, 3, When.ABSENT);
        }

        @Arbiter
        public void look(III_Result result) {
            result.r3 = stressed.get(1);
        }
    }

    @JCStressTest
    @Description("A removal against an update of a present key: what was removed does not come back.")
    @Outcome(id = "1, 0, 0", expect = ACCEPTABLE, desc = "Removed first: nothing to update.")
    @Outcome(id = "2, 1, 0", expect = ACCEPTABLE, desc = "Updated first: the new value was removed.")
    @State
    public static class RemoveAgainstUpdate {
        final StressedStore stressed = new StressedStore(8);

        public RemoveAgainstUpdate() {
            stressed.put(1, 1, When.ALWAYS);
        }

        @Actor
        public void remove(III_Result result) {
            result.r1 = stressed.remove(1);
        }

        @Actor
        public void update(III_Result result) {
            result.r2 = stressed.put(1, 2, When.PRESENT);
        }

        @Arbiter
        public void look(III_Result result) {
            result.r3 = stressed.get(1);
        }
    }

    @JCStressTest
    @Description("An update, which needs no lock, against the eviction of its entry: it is either evicted or inserted"
            + " again.")
    @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "Updated, then evicted.")
    @Outcome(id = "2, 1", expect = ACCEPTABLE, desc = "Evicted, then inserted, which evicted the other.")
    @State
    public static class UpdateAgainstEvict {
        final StressedStore stressed = new StressedStore(1);

        public UpdateAgainstEvict() {
            stressed.put(1, 1, When.ALWAYS);
        }

        @Actor
        public void update() {
            stressed.put(1, 2, When.ALWAYS);
        }

        @Actor
        public void evict() {
            stressed.put(2, 3, When.ALWAYS);
        }

        @Arbiter
        public void look(II_Result result) {
            result.r1 = stressed.get(1);
            result.r2 = stressed.entries();
        }
    }
}
