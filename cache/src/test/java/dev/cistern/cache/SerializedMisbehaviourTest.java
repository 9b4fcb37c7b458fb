package dev.cistern.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.AbstractMap.SimpleEntry;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Codecs that throw errors or use the cache that they encode for. */
final class SerializedMisbehaviourTest {
    private static final SerializedValues<Integer> INTEGERS = SerializedValues.by(new IntegerCodec());

    private final Queue<Runnable> tasks = new ArrayDeque<>();

    private SerializedCache<Integer, Integer> cache(SerializedValues<Integer> values) {
        return Cache.<Integer, Integer>builder()
                .maximumSize(1_000)
                .executor(tasks::add)
                .buildSerialized(values);
    }

    private void runTasks() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
    }

    /** Tells of a value before it encodes it. */
    private static ValueCodec<Integer> telling(Consumer<Integer> told) {
        return new ValueCodec<>() {
            private final IntegerCodec codec = new IntegerCodec();

            @Override
            public byte[] encode(Integer value) {
                told.accept(value);
                return codec.encode(value);
            }

            @Override
            public Integer decode(byte[] bytes) {
                return codec.decode(bytes);
            }
        };
    }

    @Test
    void codec_errorAtEncodingInTheBackground_entryRemovedAndTheOthersEncoded() {
        SerializedCache<Integer, Integer> cache = cache(INTEGERS);
        cache.put(1, IntegerCodec.ERROR_ENCODED);
        cache.put(2, 2);
        runTasks();
        assertThat(cache.asMap()).isEqualTo(Map.of(2, 2));
        assertThat(cache.serialized()).isEqualTo(new SerializedStats(1, 1, 1, 0, 0, 4));
    }

    @Test
    void codec_errorWhereTheCallerEncodes_callerToldAndEntryAsItWas() {
        SerializedCache<Integer, Integer> cache = cache(INTEGERS.writeBack(0));
        cache.put(1, 1);
        assertThatThrownBy(() -> cache.put(1, IntegerCodec.ERROR_ENCODED)).isInstanceOf(AssertionError.class);
        assertThat(cache.getIfPresent(1)).isEqualTo(1);
    }

    @Test
    void codec_errorAtEncodingWhileTooManyWait_entryRemovedAndCallerNotTold() {
        SerializedCache<Integer, Integer> cache = cache(INTEGERS.writeBack(1));
        cache.put(1, 1);
        cache.put(2, 2);
        cache.put(2, IntegerCodec.ERROR_ENCODED);
        assertThat(cache.getIfPresent(2)).isNull();
        assertThat(cache.serialized().failures()).isEqualTo(1);
        assertThat(cache.serialized().waiting()).isEqualTo(1);
    }

    @Test
    void codec_errorAtDecoding_missAndEntryRemoved() {
        SerializedCache<Integer, Integer> cache = cache(INTEGERS.writeBack(0));
        cache.put(1, IntegerCodec.ERROR_DECODED);
        assertThat(cache.getIfPresent(1)).isNull();
        assertThat(cache.estimatedSize()).isZero();
        assertThat(cache.serialized().failures()).isEqualTo(1);
    }

    @Test
    void getIfPresent_undecodableAndJustComputed_missWithoutWaiting() {
        SerializedCache<Integer, Integer> cache = cache(INTEGERS.writeBack(0));
        cache.put(1, IntegerCodec.NOT_DECODED);
        // Whoever waited for the claim here would wait for itself.
        assertThat(cache.asMap().compute(1, (key, before) -> {
                    assertThat(before).isNull();
                    assertThat(cache.getIfPresent(1)).isNull();
                    assertThat(cache.asMap().entrySet()).isEmpty();
                    return 7;
                }))
                .isEqualTo(7);
        assertThat(cache.getIfPresent(1)).isEqualTo(7);
    }

    @Test
    void entrySet_undecodable_doesNotContainAnEntryOfNull() {
        SerializedCache<Integer, Integer> cache = cache(INTEGERS.writeBack(0));
        cache.put(1, IntegerCodec.NOT_DECODED);
        Map.Entry<Integer, @Nullable Integer> none = new SimpleEntry<>(1, null);
        assertThat(cache.asMap().entrySet().contains(none)).isFalse();
        assertThat(cache.asMap().entrySet().remove(none)).isFalse();
        assertThat(cache.estimatedSize()).isZero();
    }

    @Test
    void cleanUp_codecStoresAnotherValueEachTime_encodesWhatWasThereBefore() {
        AtomicReference<SerializedCache<Integer, Integer>> used = new AtomicReference<>();
        SerializedCache<Integer, Integer> cache = cache(SerializedValues.by(telling(value -> {
            if (value < 200) {
                used.get().put(value + 1, value + 1);
            }
        })));
        used.set(cache);
        cache.put(1, 1);
        cache.cleanUp();
        assertThat(cache.serialized().encodes()).isEqualTo(1);
        assertThat(cache.serialized().waiting()).isEqualTo(1);
        runTasks();
        assertThat(cache.serialized().encodes()).isEqualTo(200);
        assertThat(cache.serialized().waiting()).isZero();
    }

    @Test
    void executor_rejectsWhileMoreIsStored_allIsEncodedByTheCaller() {
        AtomicReference<SerializedCache<Integer, Integer>> used = new AtomicReference<>();
        SerializedCache<Integer, Integer> cache = Cache.<Integer, Integer>builder()
                .maximumSize(1_000)
                .executor(task -> {
                    throw new RejectedExecutionException("full");
                })
                .buildSerialized(SerializedValues.by(telling(value -> {
                    if (value < 200) {
                        used.get().put(value + 1, value + 1);
                    }
                })));
        used.set(cache);
        cache.put(1, 1);
        assertThat(cache.serialized().encodes()).isEqualTo(200);
        assertThat(cache.serialized().waiting()).isZero();
    }

    @Test
    void meanBytes_valuesALittleLonger_follows() {
        ValueCodec<Integer> zeros = new ValueCodec<>() {
            @Override
            public byte[] encode(Integer value) {
                return new byte[value];
            }

            @Override
            public Integer decode(byte[] bytes) {
                return bytes.length;
            }
        };
        SerializedCache<Integer, Integer> cache =
                cache(SerializedValues.by(zeros).writeBack(0));
        cache.put(1, 10);
        assertThat(cache.serialized().meanBytes()).isEqualTo(10);
        for (int i = 0; i < 200; i++) {
            cache.put(1, 17);
        }
        assertThat(cache.serialized().meanBytes()).isEqualTo(17);
        for (int i = 0; i < 200; i++) {
            cache.put(1, 9);
        }
        assertThat(cache.serialized().meanBytes()).isEqualTo(9);
    }
}
