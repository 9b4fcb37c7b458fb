package dev.cistern.lab.stall;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class IntervalsTest {
    @Test
    void covered_overlappingStretches_countedOnce() {
        Intervals intervals = new Intervals();
        intervals.add(10, 20);
        intervals.add(15, 30);
        intervals.add(40, 50);
        assertThat(intervals.covered(0, 100)).isEqualTo(30);
        assertThat(intervals.covered(18, 45)).isEqualTo(17);
        assertThat(intervals.covered(30, 40)).isZero();
    }

    @Test
    void firstFrom_insideBetweenAndAfter_whatComesNext() {
        Intervals intervals = new Intervals();
        intervals.add(40, 50);
        intervals.add(10, 20);
        assertThat(intervals.firstFrom(0)).isEqualTo(10);
        assertThat(intervals.firstFrom(15)).isEqualTo(15);
        assertThat(intervals.firstFrom(20)).isEqualTo(40);
        assertThat(intervals.firstFrom(50)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void covered_randomStretches_asCountedOneByOne() {
        Random random = new Random(5);
        for (int run = 0; run < 200; run++) {
            Intervals intervals = new Intervals();
            BitSet moments = new BitSet();
            for (int i = random.nextInt(150); i > 0; i--) {
                int from = random.nextInt(1_000);
                int to = from + random.nextInt(20);
                intervals.add(from, to);
                moments.set(from, to);
            }
            int from = random.nextInt(1_000);
            int to = from + random.nextInt(200);
            assertThat(intervals.covered(from, to))
                    .isEqualTo(moments.get(from, to).cardinality());
        }
    }
}
