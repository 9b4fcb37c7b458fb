package dev.cistern.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class BeladyTest {
    /** By looking ahead at each request. */
    private static long slowly(Trace trace, int size) {
        Set<Integer> in = new HashSet<>();
        long hits = 0;
        for (int i = 0; i < trace.requests(); i++) {
            if (in.contains(trace.key(i))) {
                hits++;
                continue;
            }
            in.add(trace.key(i));
            if (in.size() > size) {
                int farthest = -1;
                int victim = -1;
                for (int key : in) {
                    int next = i + 1;
                    while (next < trace.requests() && trace.key(next) != key) {
                        next++;
                    }
                    if (next > farthest) {
                        farthest = next;
                        victim = key;
                    }
                }
                in.remove(victim);
            }
        }
        return hits;
    }

    @Test
    void hits_randomTraces_asByLookingAhead() {
        Random random = new Random(1);
        for (int round = 0; round < 60; round++) {
            int keys = 1 + random.nextInt(30);
            long[] requests = random.longs(1 + random.nextInt(300), 0, keys).toArray();
            Trace trace = Trace.of("random", requests);
            int size = 1 + random.nextInt(12);
            assertThat(new Belady(trace).hits(size)).isEqualTo(slowly(trace, size));
        }
    }

    @Test
    void hits_loopLargerThanTheCache_keepsWhatFits() {
        Trace trace = GeneratedTrace.generate("loop:1000,requests=100k");
        assertThat(new Belady(trace).hits(250)).isEqualTo(99 * 250);
        assertThat(new Belady(trace).hits(1_000)).isEqualTo(99_000);
    }
}
