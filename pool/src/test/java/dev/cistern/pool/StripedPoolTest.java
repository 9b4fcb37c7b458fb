package dev.cistern.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cistern.pool.RecordingPolicy.Item;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class StripedPoolTest extends ScratchPoolContract {
    @Override
    <T> ScratchPool<T> build(ScratchPoolBuilder<T> builder) {
        return builder.build();
    }

    private static ScratchPool<StringBuilder> lossyPool() {
        return ScratchPool.builder(PoolPolicy.of(StringBuilder::new, text -> {
                    text.setLength(0);
                    return true;
                }))
                .name("texts")
                .build();
    }

    @Test
    void acquire_afterRelease_sameObject() {
        Item item = pool.acquire();
        pool.release(item);
        assertThat(pool.acquire()).isSameAs(item);
        assertThat(pool.stats().hits()).isEqualTo(1);
        assertThat(pool.stats().misses()).isEqualTo(1);
        assertThat(pool.stats().hitRatio()).isEqualTo(0.5);
    }

    @Test
    void releaseMode_followsFromWhatThePolicyOverrides() {
        assertThat(pool.stats().releaseMode()).isEqualTo(ReleaseMode.EXACT);
        assertThat(lossyPool().stats().releaseMode()).isEqualTo(ReleaseMode.LOSSY);
    }

    @Test
    void release_lossyMode_objectComesBack() {
        ScratchPool<StringBuilder> texts = lossyPool();
        StringBuilder text = texts.acquire();
        text.append("stale");
        texts.release(text);
        assertThat(texts.acquire()).isSameAs(text).isEmpty();
        assertThat(texts.stats().lossyDropsAtMost()).isEqualTo(1); // the one in use
    }

    @Test
    void release_resetRefuses_destroyedAndCounted() {
        Item item = pool.acquire();
        item.broken = true;
        pool.release(item);
        assertThat(policy.destroyed).containsExactly(item);
        assertThat(pool.stats().drops().refused()).isEqualTo(1);
        assertThat(pool.acquire()).isNotSameAs(item);
    }

    @Test
    void release_moreThanTheBound_retainedWithinItAndTheRestDestroyed() {
        for (int bound : new int[] {1, 2, 3, 7, 16, 64, 1_000}) {
            RecordingPolicy recording = new RecordingPolicy();
            ScratchPool<Item> bounded =
                    ScratchPool.builder(recording).maximumRetained(bound).build();
            List<Item> held =
                    IntStream.range(0, 3_000).mapToObj(i -> bounded.acquire()).toList();
            held.forEach(bounded::release);
            PoolStats stats = bounded.stats();
            assertThat(stats.retained()).as("bound %d", bound).isBetween(1, bound);
            assertThat(stats.maximumRetained()).isLessThanOrEqualTo(bound);
            assertThat(recording.destroyed).hasSize(3_000 - stats.retained()).doesNotHaveDuplicates();
            assertThat(stats.drops().full()).isEqualTo(recording.destroyed.size());
        }
    }

    @Test
    void release_heavierThanTheLimit_destroyedAndCounted() {
        ScratchPool<Item> limited = ScratchPool.builder(policy)
                .maximumRetainedWeight(1_000)
                .maximumObjectWeight(10)
                .build();
        Item heavy = limited.acquire();
        heavy.weight = 11;
        limited.release(heavy);
        assertThat(policy.destroyed).containsExactly(heavy);
        assertThat(limited.stats().drops().overweight()).isEqualTo(1);
        assertThat(limited.stats().maximumRetained()).isLessThanOrEqualTo(100);
    }

    @Test
    void release_calibratedWeight_heaviestFewAreDropped() {
        ScratchPool<Item> calibrated = ScratchPool.builder(policy)
                .maximumRetained(100)
                .maximumRetainedWeight(1_000_000)
                .build();
        for (int i = 0; i < 1_000; i++) {
            Item item = calibrated.acquire();
            item.weight = i % 100 == 99 ? 9_000 : 50;
            calibrated.release(item);
        }
        assertThat(calibrated.stats().drops().overweight()).isBetween(5L, 10L);
        assertThat(policy.destroyed).allMatch(item -> item.weight == 9_000);
    }

    @Test
    void trim_idle_dropsVictimsOnly() {
        pool.release(pool.acquire());
        assertThat(pool.trim(TrimLevel.IDLE)).isZero();
        assertThat(pool.trim(TrimLevel.HALF)).isZero();
        assertThat(pool.trim(TrimLevel.IDLE)).isEqualTo(1);
        assertThat(policy.destroyed).hasSize(1);
        assertThat(pool.stats().drops().trimmed()).isEqualTo(1);
    }

    @Test
    void trim_halfTwice_idleObjectsGone() {
        Item first = pool.acquire();
        Item second = pool.acquire();
        pool.release(first);
        pool.release(second);
        assertThat(pool.trim(TrimLevel.HALF)).isZero();
        assertThat(pool.stats().retained()).isEqualTo(2);
        assertThat(pool.trim(TrimLevel.HALF)).isEqualTo(2);
        assertThat(policy.destroyed).containsExactlyInAnyOrder(first, second);
    }

    @Test
    void acquire_afterRotation_takesTheVictim() {
        Item item = pool.acquire();
        pool.release(item);
        pool.trim(TrimLevel.HALF);
        assertThat(pool.acquire()).isSameAs(item);
        assertThat(pool.stats().steals()).isEqualTo(1);
    }

    @Test
    void trim_all_dropsEverything() {
        List<Item> held = IntStream.range(0, 50).mapToObj(i -> pool.acquire()).toList();
        held.forEach(pool::release);
        assertThat(pool.trim(TrimLevel.ALL)).isEqualTo(50);
        assertThat(policy.destroyed).containsExactlyInAnyOrderElementsOf(held);
        assertThat(pool.stats().retained()).isZero();
    }

    @Test
    void close_idleObjects_destroyedOnce() {
        List<Item> held = IntStream.range(0, 50).mapToObj(i -> pool.acquire()).toList();
        held.forEach(pool::release);
        pool.close();
        pool.close();
        assertThat(policy.destroyed).containsExactlyInAnyOrderElementsOf(held);
    }

    @Test
    void reset_throws_objectDroppedAndPoolSound() {
        List<String> destroyed = new ArrayList<>();
        ScratchPool<Item> failing = ScratchPool.builder(new PoolPolicy<Item>() {
                    @Override
                    public Item create() {
                        return new Item(1);
                    }

                    @Override
                    public boolean reset(Item item) {
                        throw new IllegalArgumentException("cannot reset");
                    }

                    @Override
                    public void destroy(Item item) {
                        destroyed.add("destroyed");
                    }
                })
                .name("failing")
                .build();
        Item item = failing.acquire();
        assertThatThrownBy(() -> failing.release(item))
                .isInstanceOf(PoolPolicyException.class)
                .hasMessageContaining("pool 'failing': reset of its policy")
                .hasRootCauseMessage("cannot reset");
        assertThat(destroyed).hasSize(1);
        assertThat(failing.stats().retained()).isZero();
        assertThat(failing.acquire()).isNotSameAs(item);
    }

    @Test
    void reset_throwsError_theErrorItselfReachesTheCallerWithTheName() {
        ScratchPool<Object> failing = ScratchPool.<Object>builder(PoolPolicy.of(Object::new, object -> {
                    throw new OutOfMemoryError("none left");
                }))
                .name("failing")
                .build();
        Object object = failing.acquire();
        assertThatThrownBy(() -> failing.release(object))
                .isInstanceOf(OutOfMemoryError.class)
                .satisfies(thrown -> assertThat(thrown.getSuppressed()[0]).hasMessageContaining("pool 'failing'"));
    }

    @Test
    void weigh_negativeOrThrowing_objectDroppedAndNamed() {
        Item negative = pool.acquire();
        negative.weight = -3;
        assertThatThrownBy(() -> pool.release(negative))
                .isInstanceOf(PoolPolicyException.class)
                .hasMessageContaining("pool 'items': weigh")
                .hasRootCauseMessage("weight must be at least 0, but was -3");
        assertThat(policy.destroyed).containsExactly(negative);
    }

    @Test
    void destroy_throws_allOthersDestroyedNevertheless() {
        List<Integer> destroyed = new ArrayList<>();
        int[] created = {0};
        ScratchPool<Integer> failing = ScratchPool.builder(new PoolPolicy<Integer>() {
                    @Override
                    public Integer create() {
                        return 1_000 + created[0]++;
                    }

                    @Override
                    public boolean reset(Integer number) {
                        return true;
                    }

                    @Override
                    public void destroy(Integer number) {
                        destroyed.add(number);
                        throw new IllegalStateException("stuck " + number);
                    }
                })
                .name("failing")
                .build();
        List<Integer> held =
                IntStream.range(0, 5).mapToObj(i -> failing.acquire()).toList();
        held.forEach(failing::release);
        assertThatThrownBy(failing::close)
                .isInstanceOf(PoolPolicyException.class)
                .hasMessageContaining("pool 'failing': destroy")
                .satisfies(thrown -> assertThat(thrown.getSuppressed()).hasSize(4));
        assertThat(destroyed).containsExactlyInAnyOrderElementsOf(held);
    }

    @Test
    void policy_reentersThePool_poolSound() {
        List<ScratchPool<StringBuilder>> self = new ArrayList<>();
        ScratchPool<StringBuilder> reentrant = ScratchPool.builder(new PoolPolicy<StringBuilder>() {
                    private boolean inside;

                    private void reenter() {
                        if (!inside) {
                            inside = true;
                            StringBuilder other = self.get(0).acquire();
                            self.get(0).release(other);
                            self.get(0).trim(TrimLevel.HALF);
                            inside = false;
                        }
                    }

                    @Override
                    public StringBuilder create() {
                        reenter();
                        return new StringBuilder();
                    }

                    @Override
                    public boolean reset(StringBuilder text) {
                        reenter();
                        return true;
                    }

                    @Override
                    public long weigh(StringBuilder text) {
                        reenter();
                        return text.capacity();
                    }

                    @Override
                    public void destroy(StringBuilder text) {
                        reenter();
                    }
                })
                .name("reentrant")
                .build();
        self.add(reentrant);
        for (int i = 0; i < 100; i++) {
            StringBuilder held = reentrant.acquire();
            StringBuilder second = reentrant.acquire();
            assertThat(second).isNotSameAs(held);
            reentrant.release(held);
            reentrant.discard(second);
        }
        reentrant.trim(TrimLevel.ALL);
        assertThat(reentrant.stats().retained()).isEqualTo(1);
        assertThatThrownBy(reentrant::close)
                .isInstanceOf(PoolPolicyException.class)
                .hasMessageContaining("pool 'reentrant': destroy of its policy")
                .hasRootCauseInstanceOf(IllegalStateException.class);
        assertThat(reentrant.stats().retained()).isZero();
    }

    @Test
    void stats_lossyPoolQuiet_nothingUnaccounted() {
        ScratchPool<StringBuilder> texts = lossyPool();
        for (int i = 0; i < 1_000; i++) {
            texts.release(texts.acquire());
        }
        assertThat(texts.stats().lossyDropsAtMost()).isZero();
    }
}
