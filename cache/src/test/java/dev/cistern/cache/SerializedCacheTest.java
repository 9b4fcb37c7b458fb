package dev.cistern.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SerializedCacheTest {
    private static final SerializedValues<Integer> INTEGERS = SerializedValues.by(new IntegerCodec());

    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final List<String> told = new ArrayList<>();

    private CacheBuilder<Integer, Integer> builder() {
        return Cache.<Integer, Integer>builder()
                .maximumSize(1_000)
                .executor(tasks::add)
                .removalListener((key, value, cause) -> told.add(key + "=" + value + " " + cause));
    }

    private void runTasks() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
    }

    private static ValueCodec<String> strings() {
        return new ValueCodec<>() {
            @Override
            public byte[] encode(String value) {
                return value.getBytes(StandardCharsets.UTF_8);
            }

            @Override
            public String decode(byte[] bytes) {
                return new String(bytes, StandardCharsets.UTF_8);
            }
        };
    }

    @Test
    void put_waiting_servedAsItIsUntilItsBytesAreThere() {
        SerializedCache<Integer, Integer> cache = builder().buildSerialized(INTEGERS.hotEntries(0));
        Integer value = 1_000_000;
        cache.put(1, value);
        assertThat(cache.getIfPresent(1)).isSameAs(value);
        assertThat(cache.serialized()).isEqualTo(new SerializedStats(0, 0, 0, 0, 1, 0));
        runTasks();
        assertThat(cache.getIfPresent(1)).isEqualTo(value).isNotSameAs(value);
        assertThat(cache.serialized()).isEqualTo(new SerializedStats(1, 1, 0, 0, 0, 4));
        assertThat(told).isEmpty();
    }

    @Test
    void put_sameKeyAgainAndAgain_newestEncodedOnce() {
        SerializedCache<Integer, Integer> cache = builder().buildSerialized(INTEGERS.writeBack(2));
        for (int i = 0; i < 100; i++) {
            cache.put(1, 1_000 + i);
        }
        assertThat(cache.serialized().waiting()).isEqualTo(1);
        runTasks();
        assertThat(cache.serialized().encodes()).isEqualTo(1);
        assertThat(cache.getIfPresent(1)).isEqualTo(1_099);
        assertThat(told).hasSize(99).first().isEqualTo("1=1000 REPLACED");
    }

    @Test
    void put_tooManyWaiting_encodedByWhoeverStores() {
        SerializedCache<Integer, Integer> cache = builder().buildSerialized(INTEGERS.writeBack(3));
        for (int key = 0; key < 10; key++) {
            cache.put(key, key);
        }
        assertThat(cache.serialized().waiting()).isEqualTo(3);
        assertThat(cache.serialized().encodes()).isEqualTo(7);
        runTasks();
        assertThat(cache.serialized().encodes()).isEqualTo(10);
        assertThat(cache.asMap()).hasSize(10).containsEntry(9, 9);
    }

    @Test
    void put_withoutWriteBackOrExecutorThatRejects_encodedAtOnce() {
        SerializedCache<Integer, Integer> direct = builder().buildSerialized(INTEGERS.writeBack(0));
        direct.put(1, 1);
        assertThat(direct.serialized().encodes()).isEqualTo(1);
        assertThat(tasks).isEmpty();
        SerializedCache<Integer, Integer> rejecting = builder()
                .executor(task -> {
                    throw new RejectedExecutionException("full");
                })
                .buildSerialized(INTEGERS);
        rejecting.put(1, 1);
        rejecting.put(2, 2);
        assertThat(rejecting.serialized().encodes()).isEqualTo(2);
        assertThat(rejecting.serialized().waiting()).isZero();
    }

    @Test
    void close_valuesWaiting_encodedBeforeItReturns() {
        SerializedCache<Integer, Integer> cache = builder().buildSerialized(INTEGERS);
        for (int key = 0; key < 10; key++) {
            cache.put(key, key);
        }
        cache.close();
        assertThat(cache.serialized().encodes()).isEqualTo(10);
        assertThat(cache.serialized().waiting()).isZero();
        assertThat(cache.asMap()).isEmpty();
    }

    @Test
    void getIfPresent_askedOften_becomesHotAndIsTheSameObject() {
        SerializedCache<Integer, Integer> cache = builder().buildSerialized(INTEGERS.hotEntries(4));
        cache.put(1, 1_000);
        cache.cleanUp();
        for (int i = 0; i < 1_000; i++) {
            cache.getIfPresent(1);
        }
        // One hit in eight makes it hot: that none of a thousand does has a probability of 10 to the power of -58.
        assertThat(cache.getIfPresent(1)).isSameAs(cache.getIfPresent(1));
        assertThat(cache.serialized().decodes()).isLessThan(1_000);
        assertThat(cache.serialized().hot()).isEqualTo(1);
    }

    @Test
    void hotValue_entryChangesOrLeaves_outOfUseAtOnce() {
        SerializedCache<Integer, Integer> cache =
                builder().buildSerialized(INTEGERS.hotEntries(4).writeBack(0));
        cache.put(1, 1_000);
        for (int i = 0; i < 1_000; i++) {
            cache.getIfPresent(1);
        }
        cache.put(1, 2_000);
        assertThat(cache.getIfPresent(1)).isEqualTo(2_000);
        for (int i = 0; i < 1_000; i++) {
            cache.getIfPresent(1);
        }
        cache.invalidate(1);
        assertThat(cache.getIfPresent(1)).isNull();
        assertThat(told).containsExactly("1=1000 REPLACED", "1=2000 EXPLICIT");
    }

    @Test
    void hotValues_moreThanPlaces_boundHoldsAndOthersAreBytes() {
        SerializedCache<Integer, Integer> cache =
                builder().buildSerialized(INTEGERS.hotEntries(8).writeBack(0));
        for (int key = 0; key < 500; key++) {
            cache.put(key, 1_000 + key);
        }
        Random random = new Random(1);
        for (int i = 0; i < 50_000; i++) {
            int key = random.nextInt(500);
            assertThat(cache.getIfPresent(key)).isEqualTo(1_000 + key);
        }
        long decoded = 0;
        StripedStore store = ((BoundedCache<?, ?>) mainOf(cache)).store();
        for (int key = 0; key < 500; key++) {
            decoded += store.peek(key) instanceof Decoded ? 1 : 0;
        }
        assertThat(decoded).isBetween(1L, 8L);
        assertThat(cache.serialized().hot()).isEqualTo(8);
    }

    private static Object mainOf(SerializedCache<?, ?> cache) {
        return ((PackedCache<?, ?>) cache).main();
    }

    @Test
    void compute_fails_whatWaitedIsStillEncoded() {
        SerializedCache<Integer, Integer> cache = builder().buildSerialized(INTEGERS.hotEntries(4));
        cache.put(1, 1_000);
        cache.getIfPresent(1);
        assertThatThrownBy(() -> cache.asMap().compute(1, (key, before) -> {
                    // The value is claimed now, so this must neither wait nor lose it.
                    cache.cleanUp();
                    throw new IllegalStateException("on purpose");
                }))
                .hasMessage("on purpose");
        assertThat(cache.serialized().waiting()).isEqualTo(1);
        runTasks();
        assertThat(cache.serialized().waiting()).isZero();
        assertThat(cache.serialized().encodes()).isEqualTo(2);
        assertThat(cache.getIfPresent(1)).isEqualTo(1_000);
        assertThatThrownBy(() -> cache.asMap().merge(1, 1, (a, b) -> {
                    throw new IllegalStateException("on purpose");
                }))
                .hasMessage("on purpose");
        assertThat(((BoundedCache<?, ?>) mainOf(cache)).store().peek(1)).isInstanceOf(byte[].class);
    }

    @Test
    void maximumBytes_valuesOfDifferentLength_boundHoldsOnceEncoded() {
        SerializedCache<Integer, String> cache = Cache.<Integer, String>builder()
                .buildSerialized(SerializedValues.by(strings()).maximumBytes(1_000));
        Random random = new Random(2);
        for (int i = 0; i < 2_000; i++) {
            cache.put(random.nextInt(200), "x".repeat(random.nextInt(120)));
            if (i % 100 == 99) {
                cache.cleanUp();
                assertThat(cache.policy().weight()).hasValue(bytes(cache));
                assertThat(bytes(cache)).isBetween(500L, 1_000L);
            }
        }
        cache.put(7, "y".repeat(1_001));
        cache.cleanUp();
        assertThat(cache.getIfPresent(7)).as("more than all bytes").isNull();
    }

    private static long bytes(Cache<Integer, String> cache) {
        return cache.asMap().values().stream().mapToLong(String::length).sum();
    }

    @Test
    void recast_doesNotExtendTheLifeOfAnEntry() {
        long[] now = {0};
        SerializedCache<Integer, Integer> cache = builder()
                .expireAfterWrite(Duration.ofSeconds(10))
                .ticker(() -> now[0])
                .buildSerialized(INTEGERS);
        cache.put(1, 1);
        now[0] += 6_000_000_000L;
        runTasks();
        now[0] += 4_000_000_000L;
        assertThat(cache.getIfPresent(1)).isNull();
        assertThat(told).containsExactly("1=1 EXPIRED");
    }

    @Test
    void codec_failsToEncode_callerToldOrEntryRemoved() {
        SerializedCache<Integer, Integer> direct = builder().buildSerialized(INTEGERS.writeBack(0));
        direct.put(1, 5);
        assertThatThrownBy(() -> direct.put(1, IntegerCodec.NOT_ENCODED)).hasMessage("not encoded on purpose");
        assertThatThrownBy(() -> direct.put(1, IntegerCodec.NULL_ENCODED))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("encoded a value as null");
        assertThat(direct.getIfPresent(1)).isEqualTo(5);
        assertThat(direct.serialized().failures()).isEqualTo(2);
        SerializedCache<Integer, Integer> later = builder().buildSerialized(INTEGERS);
        later.put(1, IntegerCodec.NOT_ENCODED);
        later.put(2, IntegerCodec.NULL_ENCODED);
        later.put(3, 3);
        runTasks();
        assertThat(later.asMap()).isEqualTo(Map.of(3, 3));
        assertThat(later.serialized().failures()).isEqualTo(2);
    }

    @Test
    void codec_failsToDecode_missAndEntryRemoved() {
        SerializedCache<Integer, Integer> cache = builder().buildSerialized(INTEGERS.writeBack(0));
        cache.put(1, IntegerCodec.NOT_DECODED);
        cache.put(2, IntegerCodec.NULL_DECODED);
        cache.put(3, IntegerCodec.NOT_DECODED);
        cache.put(4, IntegerCodec.NOT_DECODED);
        assertThat(cache.getIfPresent(1)).isNull();
        assertThat(cache.getIfPresent(2)).isNull();
        assertThat(cache.get(3, key -> 33)).isEqualTo(33);
        assertThat(cache.asMap().merge(4, 44, Integer::sum)).isEqualTo(44);
        assertThat(cache.asMap()).isEqualTo(Map.of(3, 33, 4, 44));
        // What can't be decoded can't be told.
        assertThat(told).isEmpty();
    }

    @Test
    void get_absent_computedOnceAndStored() {
        SerializedCache<Integer, Integer> cache = builder().buildSerialized(INTEGERS);
        AtomicInteger calls = new AtomicInteger();
        for (int i = 0; i < 3; i++) {
            assertThat(cache.get(1, key -> 10 + calls.incrementAndGet())).isEqualTo(11);
            runTasks();
        }
        assertThat(cache.get(2, key -> null)).isNull();
        assertThat(cache.asMap()).isEqualTo(Map.of(1, 11));
        assertThat(calls).hasValue(1);
    }

    @Test
    void settings_whatDoesNotFit_refused() {
        CacheBuilder<Integer, Integer> weighed =
                Cache.<Integer, Integer>builder().maximumWeight(10, (key, value) -> 1);
        assertThatThrownBy(() -> weighed.buildSerialized(INTEGERS))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("SerializedValues.maximumBytes");
        CacheBuilder<Integer, Integer> refreshing =
                Cache.<Integer, Integer>builder().refreshAfterWrite(Duration.ofSeconds(1));
        assertThatThrownBy(() -> refreshing.buildSerialized(INTEGERS)).hasMessageContaining("need a loader");
        assertThatThrownBy(() -> INTEGERS.hotEntries(-1)).hasMessage("hotEntries must be in [0, 2^30], but was -1");
        assertThatThrownBy(() -> INTEGERS.writeBack(-1)).hasMessage("writeBack must be in [0, 2^30], but was -1");
        assertThatThrownBy(() -> INTEGERS.maximumBytes(-1)).hasMessage("maximumBytes must be in [0, 2^62], but was -1");
    }

    /** Each thread has keys of its own, so that it knows what it must find, while all evict and heat each other's entries. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void operations_concurrent_everyoneFindsItsOwnNewestValueOrNone(boolean bytesBounded) throws Exception {
        SerializedValues<Integer> values = INTEGERS.hotEntries(16).writeBack(8);
        SerializedCache<Integer, Integer> cache = bytesBounded
                ? Cache.<Integer, Integer>builder().buildSerialized(values.maximumBytes(4 * 300))
                : Cache.<Integer, Integer>builder().maximumSize(300).buildSerialized(values);
        int threads = 4;
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            List<Future<?>> futures = new ArrayList<>();
            for (int thread = 0; thread < threads; thread++) {
                int offset = thread;
                futures.add(executor.submit(() -> work(cache, offset, threads)));
            }
            for (Future<?> future : futures) {
                future.get();
            }
        } finally {
            executor.shutdownNow();
        }
        cache.cleanUp();
        assertThat(cache.asMap().size()).isLessThanOrEqualTo(300);
        assertThat(cache.serialized().waiting()).isZero();
        assertThat(cache.serialized().failures()).isZero();
        cache.close();
    }

    private static void work(Cache<Integer, Integer> cache, int offset, int threads) {
        Random random = new Random(offset);
        int[] newest = new int[100];
        for (int i = 1; i < 40_000; i++) {
            int own = (int) (100 * Math.pow(random.nextDouble(), 3));
            int key = own * threads + offset;
            switch (random.nextInt(8)) {
                case 0 -> {
                    newest[own] = i;
                    cache.put(key, i);
                }
                case 1 -> {
                    newest[own] = 0;
                    cache.invalidate(key);
                }
                case 2 -> {
                    int next = i;
                    cache.asMap().compute(key, (k, before) -> {
                        newest[own] = next;
                        return next;
                    });
                }
                default -> {
                    Integer found = cache.getIfPresent(key);
                    if (found != null && found != newest[own]) {
                        throw new AssertionError("key " + key + " has " + found + " and not " + newest[own]);
                    }
                }
            }
        }
    }
}
