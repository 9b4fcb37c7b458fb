package dev.cistern.pool;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** Release and acquire against rotate, trim and close: nothing is lost, and what is dropped is destroyed exactly once. */
final class TrimRaces {
    private TrimRaces() {}

    @JCStressTest
    @Description("A release against a rotation: the object is idle afterwards, in one place.")
    @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "Idle, not destroyed.")
    @State
    public static class ReleaseAgainstRotate {
        final StressedPool stressed = new StressedPool(8);
        final StressedPool.Thing thing = stressed.pool.acquire();

        @Actor
        public void release() {
            stressed.pool.release(thing);
        }

        @Actor
        public void rotate() {
            stressed.pool.trim(TrimLevel.HALF);
        }

        @Arbiter
        public void look(II_Result result) {
            result.r1 = stressed.retained();
            result.r2 = thing.destroyed.get();
        }
    }

    @JCStressTest
    @Description("A release against a trim of everything.")
    @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "Released after the trim: idle.")
    @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "Released before: destroyed once.")
    @State
    public static class ReleaseAgainstTrim {
        final StressedPool stressed = new StressedPool(8);
        final StressedPool.Thing thing = stressed.pool.acquire();

        @Actor
        public void release() {
            stressed.pool.release(thing);
        }

        @Actor
        public void trim() {
            stressed.pool.trim(TrimLevel.ALL);
        }

        @Arbiter
        public void look(II_Result result) {
            result.r1 = stressed.retained();
            result.r2 = thing.destroyed.get();
        }
    }

    @JCStressTest
    @Description("An acquire of a victim against the rotation that drops it.")
    @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "Acquired, so not destroyed.")
    @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "Destroyed once, and a new one acquired.")
    @State
    public static class AcquireAgainstRotate {
        final StressedPool stressed = new StressedPool(8);
        final StressedPool.Thing thing = stressed.pool.acquire();

        public AcquireAgainstRotate() {
            stressed.pool.release(thing);
            stressed.pool.trim(TrimLevel.HALF);
        }

        @Actor
        public void acquire(II_Result result) {
            result.r1 = stressed.pool.acquire() == thing ? 1 : 0;
        }

        @Actor
        public void rotate() {
            stressed.pool.trim(TrimLevel.HALF);
        }

        @Arbiter
        public void look(II_Result result) {
            result.r2 = thing.destroyed.get();
        }
    }

    @JCStressTest
    @Description("A release against close: the object is destroyed exactly once, whoever comes first.")
    @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "Destroyed once.")
    @State
    public static class ReleaseAgainstClose {
        final StressedPool stressed = new StressedPool(8);
        final StressedPool.Thing thing = stressed.pool.acquire();

        @Actor
        public void release() {
            stressed.pool.release(thing);
        }

        @Actor
        public void close() {
            stressed.pool.close();
        }

        @Arbiter
        public void look(II_Result result) {
            result.r1 = stressed.retained();
            result.r2 = thing.destroyed.get();
        }
    }

    @JCStressTest
    @Description("Two trims of everything at once destroy each object once.")
    @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "Destroyed once.")
    @State
    public static class TrimAgainstTrim {
        final StressedPool stressed = new StressedPool(8);
        final StressedPool.Thing thing = stressed.pool.acquire();

        public TrimAgainstTrim() {
            stressed.pool.release(thing);
        }

        @Actor
        public void first() {
            stressed.pool.trim(TrimLevel.ALL);
        }

        @Actor
        public void second() {
            stressed.pool.trim(TrimLevel.ALL);
        }

        @Arbiter
        public void look(II_Result result) {
            result.r1 = stressed.retained();
            result.r2 = thing.destroyed.get();
        }
    }

    @JCStressTest
    @Description("Two exact releases into a pool of one: one is kept, the other destroyed once.")
    @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "One idle, one destroyed.")
    @State
    public static class ReleaseAgainstRelease {
        final StressedPool stressed = new StressedPool(1);
        final StressedPool.Thing first = stressed.pool.acquire();
        final StressedPool.Thing second = stressed.pool.acquire();

        @Actor
        public void first() {
            stressed.pool.release(first);
        }

        @Actor
        public void second() {
            stressed.pool.release(second);
        }

        @Arbiter
        public void look(II_Result result) {
            result.r1 = stressed.retained();
            result.r2 = first.destroyed.get() + second.destroyed.get();
        }
    }
}
