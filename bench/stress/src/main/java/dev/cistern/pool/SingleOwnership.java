package dev.cistern.pool;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;

/** No object has two owners, wherever in the pool it was idle. */
final class SingleOwnership {
    private SingleOwnership() {}

    /** Both find the pool with one object in its slot. */
    @JCStressTest
    @Description("Two acquires of one idle object: one has it, the other a new one.")
    @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "The first has it.")
    @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "The second has it.")
    @State
    public static class OfASlot {
        final StressedPool stressed = new StressedPool(1);
        final StressedPool.Thing idle = stressed.pool.acquire();

        public OfASlot() {
            stressed.pool.release(idle);
        }

        @Actor
        public void first(II_Result result) {
            result.r1 = stressed.pool.acquire() == idle ? 1 : 0;
        }

        @Actor
        public void second(II_Result result) {
            result.r2 = stressed.pool.acquire() == idle ? 1 : 0;
        }
    }

    /** Both find the object among the victims. */
    @JCStressTest
    @Description("Two acquires of one object that was rotated.")
    @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "The first has it.")
    @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "The second has it.")
    @State
    public static class OfAVictim {
        final StressedPool stressed = new StressedPool(8);
        final StressedPool.Thing idle = stressed.pool.acquire();

        public OfAVictim() {
            stressed.pool.release(idle);
            stressed.pool.trim(TrimLevel.HALF);
        }

        @Actor
        public void first(II_Result result) {
            result.r1 = stressed.pool.acquire() == idle ? 1 : 0;
        }

        @Actor
        public void second(II_Result result) {
            result.r2 = stressed.pool.acquire() == idle ? 1 : 0;
        }
    }

    /** Both find the object in an overflow stack. */
    @JCStressTest
    @Description("Two pops of one object from an overflow stack.")
    @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "The first has it.")
    @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "The second has it.")
    @State
    public static class OfAnOverflow {
        final OverflowStack stack = new OverflowStack(2);

        public OfAnOverflow() {
            stack.tryPush("object");
        }

        @Actor
        public void first(II_Result result) {
            result.r1 = stack.tryPop() == null ? 0 : 1;
        }

        @Actor
        public void second(II_Result result) {
            result.r2 = stack.tryPop() == null ? 0 : 1;
        }
    }

    /** One acquires, writes, releases; the other acquires and writes meanwhile: a second owner would be seen. */
    @JCStressTest
    @Description("An owner's write is never overwritten by another while it has the object.")
    @Outcome(id = "1, 2", expect = ACCEPTABLE, desc = "Each read back what it wrote.")
    @State
    public static class WhileInUse {
        final StressedPool stressed = new StressedPool(1);

        public WhileInUse() {
            stressed.pool.release(stressed.pool.acquire());
        }

        @Actor
        public void first(II_Result result) {
            result.r1 = writeAndRead(1);
        }

        @Actor
        public void second(II_Result result) {
            result.r2 = writeAndRead(2);
        }

        private int writeAndRead(int value) {
            StressedPool.Thing mine = stressed.pool.acquire();
            mine.field = value;
            int read = mine.field;
            stressed.pool.release(mine);
            return read;
        }
    }

    /** Two released at once into one slot by the lossy store: one of them is overwritten, none is handed out twice. */
    @JCStressTest
    @Description("Two lossy releases into a single slot.")
    @Outcome(id = "1", expect = ACCEPTABLE, desc = "One object is kept and handed out once.")
    @State
    public static class AfterLossyCollision {
        final Stripes stripes = Stripes.of(StripeLayout.of(1, 2, Locality.SINGLE));
        final int home = stripes.home(1);

        @Actor
        public void first() {
            stripes.putLossy(home, "first");
        }

        @Actor
        public void second() {
            stripes.putLossy(home, "second");
        }

        @org.openjdk.jcstress.annotations.Arbiter
        public void count(I_Result result) {
            while (stripes.take(home) != null) {
                result.r1++;
            }
        }
    }
}
