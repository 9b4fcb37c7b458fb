package dev.cistern.cache.internal.eviction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cistern.cache.Eviction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What every policy keeps to, whatever it prefers: random operations against a model of who is in. */
final class EvictionPolicyContractTest {
    private static final String[] POLICIES = {
        "adaptive",
        "lru",
        "lru-k:1",
        "lru-k:2",
        "lru-k:8",
        "lfu",
        "hybrid",
        "hybrid:0.3",
        "s3-fifo:0.1",
        "s3-fifo:0.5",
        "sieve",
        "lirs",
        "w-tinylfu:0.01",
        "w-tinylfu:0.9"
    };
    private static final int[] CAPACITIES = {1, 2, 3, 10, 200, 5_000};

    static Stream<Arguments> policiesAndCapacities() {
        return Stream.of(POLICIES)
                .flatMap(policy -> Stream.of(1, 2, 3, 10, 200, 5_000).map(capacity -> Arguments.of(policy, capacity)));
    }

    static Stream<String> policies() {
        return Stream.of(POLICIES);
    }

    private static final class Key extends Node {
        private final int number;

        Key(int number, int hash) {
            super(number, hash, number);
            this.number = number;
        }
    }

    /** Owns a policy as the engine does, and holds it to its contract at every step. */
    private static final class Owner {
        private final EvictionPolicy policy;
        private final Map<Integer, Key> in = new HashMap<>();
        private final int hashes;
        private final List<Integer> victims = new ArrayList<>();
        private int capacity;

        Owner(String policy, int capacity, int hashes) {
            this.policy = EvictionPolicies.of(Eviction.parse(policy), capacity, 7);
            this.capacity = capacity;
            this.hashes = hashes;
        }

        void request(int number) {
            Key key = in.get(number);
            if (key != null) {
                boolean tell = policy.wantsHits() && key.uses() < Node.SATURATED && policy.wantsHit(key.hash());
                key.use();
                if (tell) {
                    policy.onHit(key.hash());
                }
                return;
            }
            int hash = ((((number % hashes) * 0x9E3779B9) ^ 0x5bd1e995) * 0x85EBCA6B) & ~Node.SATURATED;
            policy.onMiss(hash);
            while (in.size() >= capacity) {
                evict();
            }
            Key fresh = new Key(number, hash);
            in.put(number, fresh);
            policy.admit(fresh);
        }

        void evict() {
            Key victim = (Key) Objects.requireNonNull(policy.evict());
            assertThat(in.remove(victim.number)).as("the victim was in").isSameAs(victim);
            victim.die();
            victims.add(victim.number);
        }

        void remove(int number) {
            Key key = in.remove(number);
            if (key != null) {
                key.die();
                policy.remove(key);
            }
        }

        void check() {
            assertThat(policy.size()).isEqualTo(in.size());
            Set<Node> shown = new HashSet<>();
            policy.forEach(node -> assertThat(shown.add(node)).isTrue());
            assertThat(shown).isEqualTo(new HashSet<Node>(in.values()));
        }
    }

    private static void operate(Owner owner, Random random, int operations, int keys) {
        for (int i = 0; i < operations; i++) {
            int number = (int) (keys * Math.pow(random.nextDouble(), 3));
            if (random.nextInt(20) == 0) {
                owner.remove(number);
            } else {
                owner.request(number);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("policiesAndCapacities")
    void randomOperations_anySize_victimsAreInAndNobodyIsLost(String policy, int capacity) {
        Owner owner = new Owner(policy, capacity, Integer.MAX_VALUE);
        Random random = new Random(capacity);
        for (int round = 0; round < 10; round++) {
            operate(owner, random, 2_000, 3 * capacity + 2);
            owner.check();
        }
    }

    @ParameterizedTest
    @MethodSource("policies")
    void randomOperations_fewHashesForManyKeys_victimsAreInAndNobodyIsLost(String policy) {
        Owner owner = new Owner(policy, 100, 3);
        for (int round = 0; round < 10; round++) {
            operate(owner, new Random(round), 1_000, 300);
            owner.check();
        }
    }

    @ParameterizedTest
    @MethodSource("policies")
    void resize_severalTimes_keepsTheNodes(String policy) {
        Owner owner = new Owner(policy, 50, Integer.MAX_VALUE);
        Random random = new Random(3);
        for (int capacity : new int[] {50, 6_000, 10, 4_000, 1, 300}) {
            owner.capacity = capacity;
            owner.policy.resize(capacity);
            owner.check();
            while (owner.in.size() > capacity) {
                owner.evict();
            }
            operate(owner, random, 15_000, 3 * capacity + 2);
            owner.check();
        }
    }

    @ParameterizedTest
    @MethodSource("policies")
    void evict_untilNobodyIsLeft_thenNull(String policy) {
        Owner owner = new Owner(policy, 100, Integer.MAX_VALUE);
        operate(owner, new Random(5), 1_000, 300);
        while (!owner.in.isEmpty()) {
            owner.evict();
            assertThat(owner.policy.size()).isEqualTo(owner.in.size());
        }
        assertThat(owner.policy.evict()).isNull();
        operate(owner, new Random(6), 1_000, 300);
        owner.check();
    }

    @ParameterizedTest
    @MethodSource("policies")
    void sameRequests_twice_sameVictims(String policy) {
        for (int capacity : CAPACITIES) {
            Owner one = new Owner(policy, capacity, Integer.MAX_VALUE);
            Owner other = new Owner(policy, capacity, Integer.MAX_VALUE);
            operate(one, new Random(9), 3_000, 3 * capacity + 2);
            operate(other, new Random(9), 3_000, 3 * capacity + 2);
            assertThat(one.victims).isEqualTo(other.victims);
        }
    }

    @ParameterizedTest
    @MethodSource("policies")
    void capacityFarTooLarge_roomForFew_evictsAmongThem(String policy) {
        // As where the bound is a weight: the policy was told of 2^31 nodes, and 100 fit.
        Owner owner = new Owner(policy, 100, Integer.MAX_VALUE);
        owner.policy.resize(1L << 31);
        operate(owner, new Random(11), 5_000, 300);
        owner.check();
    }
}
