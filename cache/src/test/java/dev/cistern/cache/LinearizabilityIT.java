package dev.cistern.cache;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Lincheck: every outcome of concurrent operations must be one that some order of them gives. The table begins with 32
 * buckets and all keys of one run share few of them, so that chains, growth and claims take part.
 */
final class LinearizabilityIT {
    private static final long LIFE = 5;

    /** What is checked: a cache that evicts nothing, since which entry is evicted depends on the order of all operations. */
    @Param(name = "key", gen = IntGen.class, conf = "1:3")
    @Param(name = "value", gen = IntGen.class, conf = "1:4")
    public static class Subject {
        private final Cache<Integer, Integer> cache = cache();

        /** {@return the cache to check} */
        protected Cache<Integer, Integer> cache() {
            return Cache.<Integer, Integer>builder().maximumSize(100).build();
        }

        @Operation
        public @Nullable Integer get(@Param(name = "key") int key) {
            return cache.getIfPresent(key);
        }

        @Operation
        public @Nullable Integer put(@Param(name = "key") int key, @Param(name = "value") int value) {
            return cache.asMap().put(key, value);
        }

        @Operation
        public @Nullable Integer putIfAbsent(@Param(name = "key") int key, @Param(name = "value") int value) {
            return cache.asMap().putIfAbsent(key, value);
        }

        @Operation
        public @Nullable Integer load(@Param(name = "key") int key, @Param(name = "value") int value) {
            return cache.get(key, k -> value);
        }

        @Operation
        public @Nullable Integer compute(@Param(name = "key") int key, @Param(name = "value") int value) {
            return cache.asMap().compute(key, (k, before) -> before == null ? value : before + value);
        }

        @Operation
        public @Nullable Integer computeIfPresent(@Param(name = "key") int key) {
            return cache.asMap().computeIfPresent(key, (k, before) -> null);
        }

        @Operation
        public @Nullable Integer remove(@Param(name = "key") int key) {
            return cache.asMap().remove(key);
        }

        @Operation
        public boolean removeExactly(@Param(name = "key") int key, @Param(name = "value") int value) {
            return cache.asMap().remove(key, value);
        }

        @Operation
        public boolean replaceExactly(@Param(name = "key") int key, @Param(name = "value") int value) {
            return cache.asMap().replace(key, value, value + 1);
        }

        @Operation
        public boolean containsKey(@Param(name = "key") int key) {
            return cache.asMap().containsKey(key);
        }
    }

    /** The same operations one after the other, on a plain map. */
    public static class Specification {
        private final ConcurrentHashMap<Integer, Integer> map = new ConcurrentHashMap<>();

        public @Nullable Integer get(int key) {
            return map.get(key);
        }

        public @Nullable Integer put(int key, int value) {
            return map.put(key, value);
        }

        public @Nullable Integer putIfAbsent(int key, int value) {
            return map.putIfAbsent(key, value);
        }

        public @Nullable Integer load(int key, int value) {
            return map.computeIfAbsent(key, k -> value);
        }

        public @Nullable Integer compute(int key, int value) {
            return map.compute(key, (k, before) -> before == null ? value : before + value);
        }

        public @Nullable Integer computeIfPresent(int key) {
            return map.computeIfPresent(key, (k, before) -> null);
        }

        public @Nullable Integer remove(int key) {
            return map.remove(key);
        }

        public boolean removeExactly(int key, int value) {
            return map.remove(key, value);
        }

        public boolean replaceExactly(int key, int value) {
            return map.replace(key, value, value + 1);
        }

        public boolean containsKey(int key) {
            return map.containsKey(key);
        }
    }

    /** Weighed and expiring: every write takes the lock, and each node has a time, which never comes. */
    public static final class Timed extends Subject {
        @Override
        protected Cache<Integer, Integer> cache() {
            AtomicLong never = new AtomicLong();
            return Cache.<Integer, Integer>builder()
                    .maximumWeight(1_000, (key, value) -> value)
                    .expirePerEntry()
                    .ticker(never::get)
                    .build();
        }
    }

    /** Serialized: forms change beside the values, in the threads that store and read. */
    public static final class Serialized extends Subject {
        @Override
        protected Cache<Integer, Integer> cache() {
            return Cache.<Integer, Integer>builder()
                    .maximumSize(100)
                    .executor(Runnable::run)
                    .buildSerialized(SerializedValues.by(new IntegerCodec())
                            .hotEntries(1)
                            .writeBack(2));
        }
    }

    /** Entries that expire while a clock is moved on, so far that what was stored before is over. */
    @Param(name = "key", gen = IntGen.class, conf = "1:2")
    @Param(name = "value", gen = IntGen.class, conf = "1:4")
    public static final class Expiring {
        private final AtomicLong now = new AtomicLong();
        private final Cache<Integer, Integer> cache = Cache.<Integer, Integer>builder()
                .expireAfterWrite(Duration.ofNanos(LIFE))
                .ticker(now::get)
                .build();

        @Operation
        public void tick() {
            now.addAndGet(2 * LIFE);
        }

        @Operation
        public @Nullable Integer get(@Param(name = "key") int key) {
            return cache.getIfPresent(key);
        }

        @Operation
        public @Nullable Integer put(@Param(name = "key") int key, @Param(name = "value") int value) {
            return cache.asMap().put(key, value);
        }

        @Operation
        public @Nullable Integer putIfAbsent(@Param(name = "key") int key, @Param(name = "value") int value) {
            return cache.asMap().putIfAbsent(key, value);
        }

        @Operation
        public @Nullable Integer remove(@Param(name = "key") int key) {
            return cache.asMap().remove(key);
        }
    }

    /** The same where a tick empties a map. */
    public static final class ExpiringSpecification {
        private final ConcurrentHashMap<Integer, Integer> map = new ConcurrentHashMap<>();

        public void tick() {
            map.clear();
        }

        public @Nullable Integer get(int key) {
            return map.get(key);
        }

        public @Nullable Integer put(int key, int value) {
            return map.put(key, value);
        }

        public @Nullable Integer putIfAbsent(int key, int value) {
            return map.putIfAbsent(key, value);
        }

        public @Nullable Integer remove(int key) {
            return map.remove(key);
        }
    }

    private static StressOptions stress() {
        return new StressOptions()
                .iterations(12)
                .invocationsPerIteration(1_000)
                .threads(3)
                .actorsPerThread(3)
                .sequentialSpecification(Specification.class);
    }

    @Test
    void operations_plainUnderStress_linearizable() {
        stress().check(Subject.class);
    }

    @Test
    void operations_timedUnderStress_linearizable() {
        stress().check(Timed.class);
    }

    @Test
    void operations_expiringUnderStress_linearizable() {
        stress().sequentialSpecification(ExpiringSpecification.class).check(Expiring.class);
    }

    @Test
    void operations_serializedUnderStress_linearizable() {
        stress().check(Serialized.class);
    }

    @Test
    void operations_plainModelChecked_linearizable() {
        new ModelCheckingOptions()
                .iterations(5)
                .invocationsPerIteration(200)
                .threads(2)
                .actorsPerThread(3)
                .sequentialSpecification(Specification.class)
                .check(Subject.class);
    }
}
