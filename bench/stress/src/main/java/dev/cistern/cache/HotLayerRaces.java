package dev.cistern.cache;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** A value becomes hot, cools down, is written back: its form changes, and a form never takes the place of a newer value. */
final class HotLayerRaces {
    private HotLayerRaces() {}

    private static byte[] bytes(int value) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(value).array();
    }

    private static int value(@Nullable Object form) {
        if (form instanceof Decoded decoded) {
            return (Integer) decoded.value;
        }
        return form instanceof byte[] bytes ? ByteBuffer.wrap(bytes).getInt() : 0;
    }

    /** Two entries as bytes, and one place for hot values. */
    static final class Layered {
        final StressedStore stressed = new StressedStore(8);
        final HotRing ring = new HotRing(1, stressed.store);

        Layered() {
            stressed.put(7, bytes(1));
            stressed.put(8, bytes(2));
        }

        /** What a reader does whose hit becomes hot. */
        void heat(int key) {
            if (stressed.store.get(key) instanceof byte[] bytes) {
                Decoded hot = new Decoded(key, HotLayerRaces.value(bytes), bytes);
                if (stressed.store.recast(key, bytes, hot)) {
                    ring.place(hot);
                }
            }
        }

        int value(int key) {
            return HotLayerRaces.value(stressed.store.get(key));
        }

        int hot() {
            int hot = stressed.store.get(7) instanceof Decoded ? 1 : 0;
            return stressed.store.get(8) instanceof Decoded ? hot + 1 : hot;
        }
    }

    @JCStressTest
    @Description("A value becomes hot while its key gets a new one: the new one stays.")
    @Outcome(id = "3, [01]", expect = ACCEPTABLE, desc = "The new one.")
    @State
    public static class HeatAgainstPut {
        final Layered layered = new Layered();

        @Actor
        public void heat() {
            layered.heat(7);
        }

        @Actor
        public void put() {
            layered.stressed.put(7, bytes(3));
        }

        @Arbiter
        public void look(II_Result result) {
            result.r1 = layered.value(7);
            result.r2 = layered.hot();
        }
    }

    @JCStressTest
    @Description("A hot value has to make room for another while its key gets a new one: the new one stays.")
    @Outcome(id = "3, 1", expect = ACCEPTABLE, desc = "The new one, and the other is hot.")
    @State
    public static class CoolAgainstPut {
        final Layered layered = new Layered();

        public CoolAgainstPut() {
            layered.heat(7);
        }

        @Actor
        public void cool() {
            layered.heat(8);
        }

        @Actor
        public void put() {
            layered.stressed.put(7, bytes(3));
        }

        @Arbiter
        public void look(II_Result result) {
            result.r1 = layered.value(7);
            result.r2 = layered.hot();
        }
    }

    @JCStressTest
    @Description("Two values become hot where one has a place: one is hot, both are there.")
    @Outcome(id = "12, 1", expect = ACCEPTABLE, desc = "One of them is hot.")
    @State
    public static class HeatAgainstHeat {
        final Layered layered = new Layered();

        @Actor
        public void first() {
            layered.heat(7);
        }

        @Actor
        public void second() {
            layered.heat(8);
        }

        @Arbiter
        public void look(II_Result result) {
            result.r1 = 10 * layered.value(7) + layered.value(8);
            result.r2 = layered.hot();
        }
    }

    @JCStressTest
    @Description("Reads of a value that is hot and cools down: it is there all the time.")
    @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "Found twice.")
    @State
    public static class GetAgainstCool {
        final Layered layered = new Layered();

        public GetAgainstCool() {
            layered.heat(7);
        }

        @Actor
        public void cool() {
            layered.heat(8);
        }

        @Actor
        public void read(II_Result result) {
            result.r1 = layered.value(7);
            result.r2 = layered.value(7);
        }
    }

    /** A whole cache, whose write-back runs only when it is told to. */
    private static PackedCache<Integer, Integer> cache() {
        CacheConfig<Integer, Object> config = new CacheConfig<>(
                "stressed",
                8,
                Budget.UNBOUNDED,
                null,
                new CacheConfig.Times(System::nanoTime, Expiry.NEVER, Expiry.NEVER, 0, false, false),
                new CacheConfig.Insight(false, null, null),
                new Listeners<>("stressed", null, null),
                Eviction.sieve(),
                new CacheConfig.Features<>(Aside.Settings.NONE, Expiry.NEVER, false, task -> {}, null));
        ValueCodec<Integer> codec = new ValueCodec<>() {
            @Override
            public byte[] encode(Integer value) {
                return bytes(value);
            }

            @Override
            public Integer decode(byte[] bytes) {
                return value(bytes);
            }
        };
        return new PackedCache<>(
                new BoundedCache<>(config), new Forms<>("stressed", codec), SerializedValues.by(codec));
    }

    @JCStressTest
    @Description("A value that can't be encoded is taken out while its key gets a new one: the new one stays.")
    @Outcome(id = "3, 2", expect = ACCEPTABLE, desc = "The new one.")
    @State
    public static class FailedWriteBackAgainstPut {
        final StressedStore stressed = new StressedStore(8);
        final Decoded failed = new Decoded(7, 1, null);

        public FailedWriteBackAgainstPut() {
            stressed.put(7, failed);
            stressed.put(8, bytes(2));
        }

        @Actor
        public void giveUp() {
            stressed.store.recast(7, failed, null, 0);
        }

        @Actor
        public void put() {
            stressed.put(7, bytes(3));
        }

        @Arbiter
        public void look(II_Result result) {
            result.r1 = HotLayerRaces.value(stressed.store.get(7));
            result.r2 = stressed.entries();
        }
    }

    @JCStressTest
    @Description("A value is written back while its key gets a new one: the new one stays, and is encoded at last.")
    @Outcome(id = "2, 1", expect = ACCEPTABLE, desc = "The new one, as bytes.")
    @State
    public static class WriteBackAgainstPut {
        final PackedCache<Integer, Integer> cache = cache();

        public WriteBackAgainstPut() {
            cache.put(7, 1);
        }

        @Actor
        public void writeBack() {
            cache.cleanUp();
        }

        @Actor
        public void put() {
            cache.put(7, 2);
        }

        @Arbiter
        public void look(II_Result result) {
            cache.cleanUp();
            Object form = cache.main().store().get(7);
            result.r1 = value(form);
            result.r2 = form instanceof byte[] ? 1 : 0;
        }
    }

    @JCStressTest
    @Description("A value is written back while another is computed from it: that stays, and is encoded at last.")
    @Outcome(id = "11, 1", expect = ACCEPTABLE, desc = "The computed one, as bytes.")
    @State
    public static class WriteBackAgainstCompute {
        final PackedCache<Integer, Integer> cache = cache();

        public WriteBackAgainstCompute() {
            cache.put(7, 1);
        }

        @Actor
        public void writeBack() {
            cache.cleanUp();
        }

        @Actor
        public void compute() {
            cache.asMap().merge(7, 10, Integer::sum);
        }

        @Arbiter
        public void look(II_Result result) {
            cache.cleanUp();
            Object form = cache.main().store().get(7);
            result.r1 = value(form);
            result.r2 = form instanceof byte[] ? 1 : 0;
        }
    }

    @JCStressTest
    @Description("A value is written back while its key is invalidated: it does not come back.")
    @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "Gone.")
    @State
    public static class WriteBackAgainstInvalidate {
        final PackedCache<Integer, Integer> cache = cache();

        public WriteBackAgainstInvalidate() {
            cache.put(7, 1);
        }

        @Actor
        public void writeBack() {
            cache.cleanUp();
        }

        @Actor
        public void invalidate() {
            cache.invalidate(7);
        }

        @Arbiter
        public void look(II_Result result) {
            result.r1 = value(cache.main().store().get(7));
            result.r2 = (int) cache.estimatedSize();
        }
    }
}
