package dev.cistern.cache.internal.eviction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cistern.cache.Eviction;
import java.util.Objects;
import java.util.Random;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whether the default does about as well as whatever suits the requests best, in small caches and in large ones. */
final class AdaptivePolicyTest {
    private static final class Key extends Node {
        private final int number;

        Key(int number, int hash) {
            super(number, hash, number);
            this.number = number;
        }
    }

    /** A cache of numbers below a million that counts its hits. */
    private static final class Cache {
        private final EvictionPolicy policy;
        private final @Nullable Key[] keys = new @Nullable Key[1_000_000];
        private final int capacity;
        private int size;

        Cache(String policy, int capacity) {
            this.policy = EvictionPolicies.of(Eviction.parse(policy), capacity, 1);
            this.capacity = capacity;
        }

        boolean request(int number) {
            Key key = keys[number];
            if (key != null) {
                boolean tell = key.uses() < Node.SATURATED && policy.wantsHit(key.hash());
                key.use();
                if (tell) {
                    policy.onHit(key.hash());
                }
                return true;
            }
            int hash = (int) (((number + 1) * 0x9E3779B97F4A7C15L) >>> 32) & ~Node.SATURATED;
            policy.onMiss(hash);
            if (size == capacity) {
                Key victim = (Key) Objects.requireNonNull(policy.evict());
                victim.die();
                keys[victim.number] = null;
                size--;
            }
            Key fresh = new Key(number, hash);
            keys[number] = fresh;
            policy.admit(fresh);
            size++;
            return false;
        }

        double hitRatio(int requests, IntSupplier numbers) {
            int hits = 0;
            for (int i = 0; i < requests; i++) {
                if (request(numbers.getAsInt())) {
                    hits++;
                }
            }
            return (double) hits / requests;
        }
    }

    private static IntSupplier loop(int first, int length) {
        int[] at = {0};
        return () -> first + at[0]++ % length;
    }

    /** Most requests are for what was asked for not long ago, and nothing is popular for good. */
    private static IntSupplier recent(int depth) {
        Random random = new Random(depth);
        int[] newest = {0};
        return () -> {
            if (random.nextInt(4) == 0) {
                newest[0] = (newest[0] + 1) % 1_000_000;
                return newest[0];
            }
            return Math.floorMod(newest[0] - (int) (depth * random.nextDouble()), 1_000_000);
        };
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 10_000})
    void loop_largerThanTheCache_keepsItsShare(int capacity) {
        Cache cache = new Cache("adaptive", capacity);
        IntSupplier requests = loop(0, 2 * capacity);
        cache.hitRatio(20 * capacity, requests);
        assertThat(cache.hitRatio(10 * capacity, requests)).isGreaterThan(0.4);
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 10_000})
    void recency_nothingPopularForGood_nearlyAsGoodAsLru(int capacity) {
        Cache cache = new Cache("adaptive", capacity);
        Cache lru = new Cache("lru", capacity);
        cache.hitRatio(20 * capacity, recent(2 * capacity));
        lru.hitRatio(20 * capacity, recent(2 * capacity));
        assertThat(cache.hitRatio(10 * capacity, recent(2 * capacity)))
                .isGreaterThan(lru.hitRatio(10 * capacity, recent(2 * capacity)) - 0.03);
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 10_000})
    void phaseShift_fromRecencyToLoop_recoversWithinTenCapacities(int capacity) {
        Cache cache = new Cache("adaptive", capacity);
        cache.hitRatio(30 * capacity, recent(2 * capacity));
        IntSupplier requests = loop(500_000, 2 * capacity);
        cache.hitRatio(10 * capacity, requests);
        assertThat(cache.hitRatio(4 * capacity, requests)).isGreaterThan(0.4);
    }

    /** After so long the shadows that do not lead are at rest. */
    @Test
    void phaseShift_afterALongSteadyPhase_recoversWithinTenCapacities() {
        int capacity = 500;
        Cache cache = new Cache("adaptive", capacity);
        cache.hitRatio(600 * capacity, recent(2 * capacity));
        IntSupplier requests = loop(500_000, 2 * capacity);
        cache.hitRatio(10 * capacity, requests);
        assertThat(cache.hitRatio(4 * capacity, requests)).isGreaterThan(0.4);
    }

    @Test
    void sketch_grown_keepsWhatItCounted() {
        Sketch sketch = new Sketch(64, 4);
        for (int i = 0; i < 9; i++) {
            sketch.increment(0x12345678);
        }
        sketch.ensure(1_000);
        assertThat(sketch.frequency(0x12345678)).isEqualTo(9);
    }
}
