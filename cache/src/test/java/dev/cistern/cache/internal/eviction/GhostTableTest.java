package dev.cistern.cache.internal.eviction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** Which keys that left are remembered, and for how long. */
final class GhostTableTest {
    private static final int CAPACITY = 10_000;

    private final GhostTable ghosts = new GhostTable();
    private final Random random = new Random(20261127);

    private int[] hashes(int count) {
        return random.ints(count).map(hash -> hash & ~Node.SATURATED).toArray();
    }

    private int remembered(int[] hashes) {
        int remembered = 0;
        for (int hash : hashes) {
            remembered += ghosts.forget(hash) ? 1 : 0;
        }
        return remembered;
    }

    private void add(int[] hashes) {
        for (int hash : hashes) {
            ghosts.add(hash);
        }
    }

    @Test
    void forget_remembered_onlyOnce() {
        ghosts.resize(CAPACITY);
        ghosts.add(42 << 2);
        assertThat(ghosts.forget(42 << 2)).isTrue();
        assertThat(ghosts.forget(42 << 2)).isFalse();
    }

    @Test
    void forget_leftHalfACapacityAgo_nineInTenRemembered() {
        ghosts.resize(CAPACITY);
        int[] gone = hashes(CAPACITY / 2);
        add(gone);
        assertThat(remembered(gone)).isGreaterThan(CAPACITY / 2 * 9 / 10);
    }

    @Test
    void forget_leftMoreThanACapacityAgo_forgotten() {
        ghosts.resize(CAPACITY);
        int[] gone = hashes(CAPACITY / 2);
        add(gone);
        add(hashes(CAPACITY * 5 / 4));
        assertThat(remembered(gone)).isLessThan(CAPACITY / 2 / 100);
    }

    @Test
    void forget_neverThere_oneInAThousandMistaken() {
        ghosts.resize(CAPACITY);
        add(hashes(CAPACITY));
        assertThat(remembered(hashes(CAPACITY * 10))).isLessThan(CAPACITY * 10 / 500);
    }

    /** A stripe sees hashes that all begin with the same bits. */
    @Test
    void forget_hashesOfOneStripe_rememberedAsWell() {
        ghosts.resize(CAPACITY);
        int[] gone = hashes(CAPACITY / 2);
        for (int i = 0; i < gone.length; i++) {
            gone[i] = ((gone[i] >>> 4) & ~Node.SATURATED) | 0x3000_0000;
        }
        add(gone);
        assertThat(remembered(gone)).isGreaterThan(CAPACITY / 2 * 9 / 10);
    }
}
