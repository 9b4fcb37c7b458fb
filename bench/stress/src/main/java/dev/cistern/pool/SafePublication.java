package dev.cistern.pool;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** Whoever acquires an object sees all that its last owner and {@code reset} wrote to it. */
final class SafePublication {
    private static final int EMPTY = -1;

    private SafePublication() {}

    private static int fieldOf(@Nullable Object taken) {
        return taken instanceof StressedPool.Thing thing ? thing.field : EMPTY;
    }

    private static StressedPool.Thing written() {
        StressedPool.Thing thing = new StressedPool.Thing();
        thing.field = 1;
        return thing;
    }

    @JCStressTest
    @Description("A lossy release against a take.")
    @Outcome(id = "-1", expect = ACCEPTABLE, desc = "Too early.")
    @Outcome(id = "1", expect = ACCEPTABLE, desc = "The write is seen.")
    @State
    public static class Lossy {
        final Stripes stripes = Stripes.of(StripeLayout.of(1, 2, Locality.SINGLE));
        final int home = stripes.home(1);

        @Actor
        public void release() {
            stripes.putLossy(home, written());
        }

        @Actor
        public void acquire(I_Result result) {
            result.r1 = fieldOf(stripes.take(home));
        }
    }

    @JCStressTest
    @Description("An exact release against a take.")
    @Outcome(id = "-1", expect = ACCEPTABLE, desc = "Too early.")
    @Outcome(id = "1", expect = ACCEPTABLE, desc = "The write is seen.")
    @State
    public static class Exact {
        final Stripes stripes = Stripes.of(StripeLayout.of(1, 2, Locality.SINGLE));
        final int home = stripes.home(1);

        @Actor
        public void release() {
            stripes.putExact(home, written());
        }

        @Actor
        public void acquire(I_Result result) {
            result.r1 = fieldOf(stripes.take(home));
        }
    }

    @JCStressTest
    @Description("A push on an overflow stack against a pop.")
    @Outcome(id = "-1", expect = ACCEPTABLE, desc = "Too early, or the stack was busy.")
    @Outcome(id = "1", expect = ACCEPTABLE, desc = "The write is seen.")
    @State
    public static class ByOverflow {
        final OverflowStack stack = new OverflowStack(2);

        @Actor
        public void release() {
            stack.tryPush(written());
        }

        @Actor
        public void acquire(I_Result result) {
            result.r1 = fieldOf(stack.tryPop());
        }
    }

    @JCStressTest
    @Description("A rotation against a take from the victims.")
    @Outcome(id = "-1", expect = ACCEPTABLE, desc = "Too early.")
    @Outcome(id = "1", expect = ACCEPTABLE, desc = "The write is seen.")
    @State
    public static class ByRotation {
        final Victims victims = new Victims(2);

        @Actor
        public void rotate() {
            victims.replace(java.util.List.of(written()), dropped -> {});
        }

        @Actor
        public void acquire(I_Result result) {
            result.r1 = fieldOf(victims.take());
        }
    }
}
