package dev.cistern.cache;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import dev.cistern.cache.internal.eviction.EvictionPolicy;
import dev.cistern.cache.internal.eviction.Node;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** Readers that report hits against whoever empties the feed: each hit is told once. */
final class FeedRaces {
    private FeedRaces() {}

    /** Only counts what it is told. */
    private static final class Listening implements EvictionPolicy {
        private int told;
        private int sum;

        @Override
        public void onHit(int hash) {
            told++;
            sum += hash >>> 2;
        }

        @Override
        public void onMiss(int hash) {}

        @Override
        public void admit(Node node) {}

        @Override
        public @Nullable Node evict() {
            return null;
        }

        @Override
        public void remove(Node node) {}

        @Override
        public void resize(long capacity) {}

        @Override
        public int size() {
            return 0;
        }

        @Override
        public void forEach(Consumer<Node> sink) {}
    }

    /** A feed of one lane, and the policy that is told. */
    static final class Fed {
        private final HitFeed feed = new HitFeed();
        private final Lock lock = new ReentrantLock();
        private final Listening policy = new Listening();

        /** A feed in which so many hits that stand for nothing wait. */
        Fed(int waiting) {
            feed.open(Integer.MAX_VALUE);
            for (int i = 0; i < waiting; i++) {
                offer(0);
            }
        }

        void offer(int number) {
            feed.offer(number << 2, lock, policy);
        }

        void drain() {
            lock.lock();
            try {
                feed.drain(policy);
            } finally {
                lock.unlock();
            }
        }

        /** How many hits were told in all, and the sum of their numbers. */
        void end(II_Result r) {
            drain();
            r.r1 = policy.told;
            r.r2 = policy.sum;
        }
    }

    @JCStressTest
    @Description("Two readers report a hit.")
    @Outcome(id = "2, 11", expect = ACCEPTABLE, desc = "Both were told once.")
    @State
    public static class TwoOffers {
        private final Fed fed = new Fed(0);

        @Actor
        public void first() {
            fed.offer(1);
        }

        @Actor
        public void second() {
            fed.offer(10);
        }

        @Arbiter
        public void end(II_Result r) {
            fed.end(r);
        }
    }

    @JCStressTest
    @Description("Two hits are reported one after the other while the feed is emptied.")
    @Outcome(id = "2, 11", expect = ACCEPTABLE, desc = "Both were told once.")
    @State
    public static class OffersAgainstDrain {
        private final Fed fed = new Fed(0);

        @Actor
        public void offer() {
            fed.offer(1);
            fed.offer(10);
        }

        @Actor
        public void drain() {
            fed.drain();
        }

        @Arbiter
        public void end(II_Result r) {
            fed.end(r);
        }
    }

    @JCStressTest
    @Description("Two readers report a hit while there is room for one, so one of them empties the feed.")
    @Outcome(id = "65, 11", expect = ACCEPTABLE, desc = "All were told once.")
    @State
    public static class TwoOffersAtTheEnd {
        private final Fed fed = new Fed(HitFeed.LENGTH - 1);

        @Actor
        public void first() {
            fed.offer(1);
        }

        @Actor
        public void second() {
            fed.offer(10);
        }

        @Arbiter
        public void end(II_Result r) {
            fed.end(r);
        }
    }

    @JCStressTest
    @Description("Two hits are reported while there is room for one and the feed is emptied.")
    @Outcome(id = "65, 11", expect = ACCEPTABLE, desc = "All were told once.")
    @State
    public static class OfferAgainstDrainAtTheEnd {
        private final Fed fed = new Fed(HitFeed.LENGTH - 1);

        @Actor
        public void offer() {
            fed.offer(1);
            fed.offer(10);
        }

        @Actor
        public void drain() {
            fed.drain();
        }

        @Arbiter
        public void end(II_Result r) {
            fed.end(r);
        }
    }
}
