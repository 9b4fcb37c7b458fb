package dev.cistern.cache.internal.eviction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class FifoPolicyTest {
    private final FifoPolicy policy = new FifoPolicy();

    private static final class TestNode extends Node {
        TestNode(int key) {
            super(key, key * 0x9E3779B9, key);
        }
    }

    private Node insert(int key) {
        Node node = new TestNode(key);
        policy.onMiss(node.hash());
        policy.admit(node);
        return node;
    }

    private static void kill(Node node) {
        node.exchangeValue(null);
        node.die();
    }

    @Test
    void evict_nobodyHit_firstIn() {
        List<Node> nodes = new ArrayList<>();
        for (int key = 0; key < 100; key++) {
            nodes.add(insert(key));
        }
        assertThat(policy.evict()).isSameAs(nodes.get(0));
        assertThat(policy.evict()).isSameAs(nodes.get(1));
        assertThat(policy.size()).isEqualTo(98);
    }

    @Test
    void evict_hitTwice_survivesAllOthers() {
        Node hot = insert(0);
        hot.use();
        hot.use();
        for (int key = 1; key < 100; key++) {
            insert(key);
        }
        Set<Node> victims = new HashSet<>();
        for (int i = 0; i < 99; i++) {
            victims.add(policy.evict());
        }
        assertThat(victims).hasSize(99).doesNotContain(hot);
        assertThat(policy.evict()).isSameAs(hot);
        assertThat(policy.evict()).isNull();
    }

    @Test
    void admit_keyJustEvicted_entersMain() {
        for (int key = 0; key < 100; key++) {
            insert(key);
        }
        policy.evict();
        Node again = insert(0);
        for (int i = 0; i < 98; i++) {
            assertThat(policy.evict()).isNotSameAs(again);
        }
    }

    @Test
    void evict_anyHistory_neverDeadAndNeverTwice() {
        Random random = new Random(11);
        List<Node> live = new ArrayList<>();
        for (int step = 0; step < 20_000; step++) {
            int what = random.nextInt(10);
            if (what < 5) {
                live.add(insert(random.nextInt(5_000)));
            } else if (live.isEmpty()) {
                assertThat(policy.evict()).isNull();
            } else if (what < 7) {
                live.get(random.nextInt(live.size())).use();
            } else if (what < 8) {
                Node dead = live.remove(live.size() - 1);
                kill(dead);
                policy.remove(dead);
            } else {
                Node victim = Objects.requireNonNull(policy.evict());
                assertThat(victim.isDead()).isFalse();
                assertThat(live.remove(victim)).isTrue();
                kill(victim);
            }
            assertThat(policy.size()).isEqualTo(live.size());
        }
        Set<Node> seen = new HashSet<>();
        policy.forEach(seen::add);
        assertThat(seen).isEqualTo(new HashSet<>(live));
    }
}
