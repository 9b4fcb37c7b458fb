package dev.cistern.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What the levels do beside their reports, which {@code MisuseReportTest} shows. */
final class SafetyLevelTest {
    private final List<Misuse> misuses = new ArrayList<>();

    private <T> ScratchPoolBuilder<T> builder(Supplier<T> create) {
        return ScratchPool.<T>builder(PoolPolicy.of(create, object -> true))
                .name("watched")
                .maximumRetained(16)
                .misuseListener(misuses::add);
    }

    private ScratchPool<StringBuilder> texts(SafetyLevel level) {
        return ScratchPool.<StringBuilder>builder(PoolPolicy.of(StringBuilder::new, text -> {
                    text.setLength(0);
                    return true;
                }))
                .misuseListener(misuses::add)
                .maximumRetained(16)
                .safety(level)
                .build();
    }

    @Test
    void acquire_strictManyTimes_neverSeesThePattern() {
        ScratchPool<StringBuilder> texts = texts(SafetyLevel.STRICT);
        for (int i = 0; i < 100; i++) {
            StringBuilder text = texts.acquire();
            assertThat(text).isEmpty();
            text.append("used");
            texts.release(text);
        }
        assertThat(texts.stats().hits()).isPositive();
        assertThat(misuses).isEmpty();
    }

    @Test
    void safety_raisedWhileObjectsAreInUse_theirReleaseIsNoMisuseAndTheyComeBackClean() {
        ScratchPool<StringBuilder> texts = texts(SafetyLevel.OFF);
        List<StringBuilder> held = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            held.add(texts.acquire().append("used"));
        }
        texts.safety(SafetyLevel.STRICT);
        held.forEach(texts::release);
        for (int i = 0; i < 20; i++) {
            StringBuilder text = texts.acquire();
            assertThat(text).isEmpty();
            texts.release(text);
        }
        assertThat(misuses).isEmpty();
    }

    @Test
    void safety_raisedAndLoweredAtAnyPoint_patternNeverHandedOut() {
        ScratchPool<StringBuilder> texts = texts(SafetyLevel.OFF);
        SafetyLevel[] levels = SafetyLevel.values();
        List<StringBuilder> held = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            texts.safety(levels[(i * 7 + i / 5) % levels.length]);
            StringBuilder text = texts.acquire();
            assertThat(text).isEmpty();
            held.add(text.append("used"));
            if (held.size() > 5) {
                texts.release(held.remove(i % 5));
            }
        }
        assertThat(misuses).isEmpty();
    }

    @Test
    void release_listenerThrows_reachesTheCallerAndPoolSound() {
        ScratchPool<byte[]> arrays = this.<byte[]>builder(() -> new byte[4])
                .safety(SafetyLevel.STRICT)
                .misuseListener(misuse -> {
                    throw new IllegalStateException(misuse.kind().name());
                })
                .build();
        byte[] array = arrays.acquire();
        arrays.release(array);
        assertThatThrownBy(() -> arrays.release(array)).hasMessage("DOUBLE_RELEASE");
        array[0] = 1;
        assertThatThrownBy(() -> arrays.trim(TrimLevel.ALL)).hasMessage("USE_AFTER_RELEASE");
        assertThat(arrays.stats().retained()).isZero();
    }

    @Test
    void acquire_objectWrittenAfterRelease_cleanedForItsNextOwner() {
        ScratchPool<byte[]> arrays = this.<byte[]>builder(() -> new byte[4])
                .safety(SafetyLevel.STRICT)
                .maximumRetained(4)
                .build();
        byte[] array = arrays.acquire();
        arrays.release(array);
        array[2] = 1;
        assertThat(arrays.acquire()).isSameAs(array).containsOnly(0);
        assertThat(misuses).extracting(Misuse::kind).containsExactly(MisuseKind.USE_AFTER_RELEASE);
    }

    @Test
    void poison_eachKindOfBuffer_writeFoundAtItsPlace() {
        assertFound(() -> new byte[4], array -> array[3] = 1, "its element 3 was written");
        assertFound(() -> new char[4], array -> array[0] = 1, "its element 0 was written");
        assertFound(() -> new int[4], array -> array[1] = 1, "its element 1 was written");
        assertFound(() -> new long[4], array -> array[2] = 1, "its element 2 was written");
        assertFound(() -> ByteBuffer.allocate(4), buffer -> buffer.put(2, (byte) 1), "its element 2 was written");
        assertFound(() -> ByteBuffer.allocateDirect(4), buffer -> buffer.put(1, (byte) 1), "its element 1 was written");
        assertFound(StringBuilder::new, text -> text.append('!'), "its text is now \"<released to a pool>!\"");
    }

    private <T> void assertFound(Supplier<T> create, java.util.function.Consumer<T> write, String detail) {
        misuses.clear();
        ScratchPool<T> pool = this.builder(create).safety(SafetyLevel.STRICT).build();
        T object = pool.acquire();
        pool.release(object);
        write.accept(object);
        pool.close();
        assertThat(misuses).extracting(Misuse::detail).containsExactly(detail);
    }

    @Test
    void tick_leaseGoesOnTooLong_reportedOnceAndNotAgainAtItsEnd() {
        ScratchPool<byte[]> arrays = this.<byte[]>builder(() -> new byte[4])
                .safety(SafetyLevel.STRICT)
                .longLease(Duration.ofMillis(1))
                .build();
        byte[] array = arrays.acquire();
        long start = System.nanoTime();
        while (System.nanoTime() - start < 2_000_000) {
            Thread.onSpinWait();
        }
        PoolGuard guard = ((StripedPool<byte[]>) arrays).guard();
        guard.tick();
        guard.tick();
        arrays.release(array);
        assertThat(misuses).singleElement().satisfies(misuse -> {
            assertThat(misuse.kind()).isEqualTo(MisuseKind.LONG_LEASE);
            assertThat(misuse.detail()).endsWith("it goes on");
            assertThat(misuse.thread()).isEqualTo(Thread.currentThread().getName());
        });
    }

    @Test
    void trim_strictTwiceHalf_idlePoolEmpty() {
        ScratchPool<byte[]> arrays = this.<byte[]>builder(() -> new byte[4])
                .safety(SafetyLevel.STRICT)
                .build();
        arrays.release(arrays.acquire());
        assertThat(arrays.trim(TrimLevel.HALF)).isZero();
        assertThat(arrays.trim(TrimLevel.HALF)).isEqualTo(1);
        assertThat(arrays.stats().retained()).isZero();
    }

    @Test
    void template_createFails_releaseNamesThePool() {
        int[] created = {0};
        ScratchPool<byte[]> arrays = this.<byte[]>builder(() -> {
                    if (created[0]++ > 0) {
                        throw new IllegalStateException("only one");
                    }
                    return new byte[4];
                })
                .safety(SafetyLevel.STRICT)
                .build();
        byte[] array = arrays.acquire();
        assertThatThrownBy(() -> arrays.release(array))
                .isInstanceOf(PoolPolicyException.class)
                .hasMessageContaining("pool 'watched': create of its policy")
                .hasRootCauseMessage("only one");
        assertThat(arrays.stats().retained()).isZero();
    }

    @Test
    void scope_opened_raisesEveryPoolAndLowersItAgain() {
        ScratchPool<StringBuilder> before = texts(SafetyLevel.BASIC);
        try (SafetyScope scope = SafetyScope.open(SafetyLevel.STRICT, misuses::add)) {
            assertThat(before.safety()).isEqualTo(SafetyLevel.STRICT);
            assertThat(texts(SafetyLevel.OFF).safety()).isEqualTo(SafetyLevel.STRICT);
            assertThat(scope.unreleased()).isEmpty();
        }
        assertThat(before.safety()).isEqualTo(SafetyLevel.BASIC);
    }

    @Test
    void chaos_oneThread_dropsAboutAQuarterAndAlwaysHandsOutResetObjects() {
        ScratchPool<StringBuilder> texts = ScratchPool.<StringBuilder>builder(
                        PoolPolicy.of(StringBuilder::new, text -> {
                            text.setLength(0);
                            return true;
                        }))
                .chaos(42)
                .build();
        int n = 10_000;
        for (int i = 0; i < n; i++) {
            StringBuilder text = texts.acquire();
            assertThat(text).isEmpty();
            texts.release(text.append("used"));
        }
        PoolStats stats = texts.stats();
        assertThat(stats.drops().other()).isBetween(n / 4L - 200, n / 4L + 200);
        assertThat(stats.steals()).isPositive();
    }
}
