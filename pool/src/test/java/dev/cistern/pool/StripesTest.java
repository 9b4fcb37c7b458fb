package dev.cistern.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class StripesTest {
    private final Stripes stripes = Stripes.of(StripeLayout.of(1_024, 2, Locality.AUTO));
    private final int home = stripes.home(1);

    @Test
    void home_consecutiveIds_stripesAllDifferent() {
        for (long first = 1; first < 5_000; first += 17) {
            assertThat(LongStream.range(first, first + 8)
                            .map(stripes::home)
                            .distinct()
                            .count())
                    .as("ids from %d", first)
                    .isEqualTo(8);
        }
    }

    @Test
    void home_anyId_withinThePaddedArray() {
        for (long id : new long[] {0, 1, -1, Long.MAX_VALUE, Long.MIN_VALUE, 12_345_678_901L}) {
            assertThat(stripes.home(id)).isBetween(Stripes.STRIDE, 16 * Stripes.STRIDE);
            assertThat(stripes.home(id) % Stripes.STRIDE).isZero();
        }
    }

    @Test
    void home_singleStripe_always32() {
        Stripes single = Stripes.of(StripeLayout.of(1, 2, Locality.AUTO));
        assertThat(LongStream.range(0, 100).map(single::home).toArray()).containsOnly(Stripes.STRIDE);
    }

    @Test
    void put_fullStripe_refused() {
        IntStream.range(0, 4).forEach(i -> assertThat(stripes.putLossy(home, i)).isTrue());
        IntStream.range(4, 8).forEach(i -> assertThat(stripes.putExact(home, i)).isTrue());
        assertThat(stripes.putLossy(home, 8)).isFalse();
        assertThat(stripes.putExact(home, 8)).isFalse();
        assertThat(stripes.retained()).isEqualTo(8);
    }

    @Test
    void take_afterPuts_eachOnce() {
        IntStream.range(0, 8).forEach(i -> stripes.putLossy(home, "object " + i));
        List<Object> taken = new ArrayList<>();
        IntStream.range(0, 8).forEach(i -> taken.add(stripes.take(home)));
        assertThat(taken).doesNotContainNull().doesNotHaveDuplicates();
        assertThat(stripes.take(home)).isNull();
    }

    @Test
    void take_severalPut_firstSlotThenLastInFirstOut() {
        IntStream.range(0, 4).forEach(i -> stripes.putLossy(home, i));
        List<Object> taken = new ArrayList<>();
        IntStream.range(0, 4).forEach(i -> taken.add(stripes.take(home)));
        assertThat(taken).containsExactly(0, 3, 2, 1);
    }

    @Test
    void take_holeAtTheTop_foundBelow() {
        IntStream.range(0, 4).forEach(i -> stripes.putLossy(home, i));
        // What a thread of the same stripe may leave behind: the top is gone, the hint still names it.
        stripes.slots()[home + 3] = null;
        List<Object> taken = new ArrayList<>();
        IntStream.range(0, 3).forEach(i -> taken.add(stripes.take(home)));
        assertThat(taken).containsExactlyInAnyOrder(0, 1, 2);
        assertThat(stripes.take(home)).isNull();
    }

    @Test
    void takeAnywhere_objectsTheHintDoesNotKnow_found() {
        // What two threads of a stripe may leave behind when both put at once: the hint knows of one of them.
        stripes.slots()[home + 3] = "hidden";
        assertThat(stripes.take(home))
                .as("the hint says that nothing lies there")
                .isNull();
        assertThat(stripes.takeAnywhere(home)).isEqualTo("hidden");
        assertThat(stripes.takeAnywhere(home)).isNull();
        assertThat(stripes.retained()).isZero();
    }

    @Test
    void skipsSearch_manyFruitless_oneIn64IsMade() {
        IntStream.range(0, 16).forEach(i -> {
            assertThat(stripes.skipsSearch(home)).isFalse();
            stripes.searched(home, true);
        });
        int searches = 0;
        for (int i = 0; i < 640; i++) {
            if (!stripes.skipsSearch(home)) {
                searches++;
                stripes.searched(home, true);
            }
        }
        assertThat(searches).isEqualTo(10);
    }

    @Test
    void skipsSearch_afterAFindOrARotation_falseAgain() {
        IntStream.range(0, 17).forEach(i -> stripes.searched(home, true));
        assertThat(stripes.skipsSearch(home)).isTrue();
        stripes.searched(home, false);
        assertThat(stripes.skipsSearch(home)).isFalse();
        IntStream.range(0, 17).forEach(i -> stripes.searched(home, true));
        stripes.drain(dropped -> {});
        assertThat(stripes.skipsSearch(home)).isFalse();
    }

    @Test
    void seeds_emptyStripe_onceBetweenTwoDrains() {
        assertThat(stripes.seeds(home)).isTrue();
        assertThat(stripes.seeds(home)).isFalse();
        assertThat(stripes.seeds(home + Stripes.STRIDE)).as("another stripe").isTrue();
        stripes.drain(dropped -> {});
        assertThat(stripes.seeds(home)).isTrue();
    }

    @Test
    void steal_objectInNextStripe_found() {
        int next = home == 16 * Stripes.STRIDE ? Stripes.STRIDE : home + Stripes.STRIDE;
        stripes.putLossy(next, "there");
        assertThat(stripes.steal(home)).isEqualTo("there");
        assertThat(stripes.steal(home)).isNull();
    }

    @Test
    void drain_everything_slotsEmpty() {
        IntStream.range(0, 100).forEach(id -> stripes.putLossy(stripes.home(id), id));
        List<Object> drained = new ArrayList<>();
        int retained = stripes.retained();
        stripes.drain(drained::add);
        assertThat(drained).hasSize(retained);
        assertThat(stripes.retained()).isZero();
    }

    @Test
    void count_severalStripesAndCounters_summedApart() {
        stripes.countHit(stripes.home(1));
        stripes.countHit(stripes.home(2));
        stripes.count(stripes.home(2), Counter.DROP_OTHER);
        assertThat(stripes.sum(Counter.HIT)).isEqualTo(2);
        assertThat(stripes.sum(Counter.DROP_OTHER)).isEqualTo(1);
        assertThat(stripes.sum(Counter.MISS)).isZero();
    }
}
