package dev.cistern.cache.internal.eviction;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** When the shadows that do not lead are told of requests. */
final class VigilTest {
    private static final int CAPACITY = 1_000;

    private final Vigil vigil = new Vigil(CAPACITY);

    /** Half of the requests hit, or one in eight, in turn. */
    private void pass(int capacities, int oneHitIn) {
        for (int i = 0; i < capacities * CAPACITY; i++) {
            vigil.next(i % oneHitIn == 0);
        }
    }

    @Test
    void next_leaderForLong_restsWarmsWatchesAndRestsAgain() {
        pass(199, 2);
        assertThat(vigil.isWatching()).isTrue();
        pass(1, 2);
        assertThat(vigil.isResting()).isTrue();
        assertThat(vigil.isWatching()).isFalse();
        pass(400, 2);
        assertThat(vigil.isResting()).isFalse();
        assertThat(vigil.isWatching()).isFalse();
        pass(5, 2);
        assertThat(vigil.isWatching()).isTrue();
        pass(15, 2);
        assertThat(vigil.isResting()).isTrue();
    }

    @Test
    void next_leaderConfirmedAgainAndAgain_restsLongerUpToFourTimes() {
        pass(200, 2);
        for (int rest : new int[] {400, 800, 1_600, 1_600}) {
            pass(rest - 1, 2);
            assertThat(vigil.isResting()).as("for %d capacities", rest).isTrue();
            pass(1, 2);
            assertThat(vigil.isResting()).as("after %d capacities", rest).isFalse();
            pass(20, 2);
        }
    }

    @Test
    void next_fewerHitsThanUsualWhileResting_watchesAgainAtOnce() {
        pass(210, 2);
        assertThat(vigil.isResting()).isTrue();
        pass(1, 8);
        assertThat(vigil.isResting()).isTrue();
        pass(1, 8);
        assertThat(vigil.isWatching()).isTrue();
    }

    @Test
    void next_moreHitsThanUsualWhileResting_watchesAgainAtOnce() {
        pass(210, 8);
        pass(2, 2);
        assertThat(vigil.isWatching()).isTrue();
    }

    @Test
    void restart_leaderChanged_watchesForAsLongAsAtFirst() {
        pass(210, 2);
        vigil.restart();
        pass(199, 2);
        assertThat(vigil.isWatching()).isTrue();
        pass(1, 2);
        assertThat(vigil.isResting()).isTrue();
    }
}
