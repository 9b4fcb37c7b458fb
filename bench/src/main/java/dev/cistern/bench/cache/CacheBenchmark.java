package dev.cistern.bench.cache;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * What is measured in one forked JVM: one contender, chosen by system properties, under keys drawn by Zipf's law with
 * exponent 0.99. The values are other objects than the keys.
 *
 * <p>Public and not final, because JMH derives from it.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CacheBenchmark {
    static final String CONTENDER = "bench.contender";
    static final String CAPACITY = "bench.capacity";
    static final String KEYS = "bench.keys";
    static final String DRAWN_KEYS = "bench.draws";

    private static final int DRAWS = Integer.getInteger(DRAWN_KEYS, 1 << 15);
    private static final int MASK = DRAWS - 1;
    private static final Long[] DRAWN = ZipfKeys.draw(DRAWS, Integer.getInteger(KEYS, 10_922), 0.99);
    private static final Long[] VALUES = values();
    private static final CacheContender SUBJECT = CacheContenders.named(
            System.getProperty(CONTENDER, CacheContenders.OURS), Integer.getInteger(CAPACITY, 65_536));
    private static final AtomicInteger THREADS = new AtomicInteger();

    static {
        // Hits make the counters and queues of all contenders what they are after a while.
        for (int round = 0; round < 4; round++) {
            for (int i = 0; i < DRAWS; i++) {
                if (SUBJECT.get(DRAWN[i]) == null) {
                    SUBJECT.put(DRAWN[i], VALUES[i]);
                }
            }
        }
    }

    private static Long[] values() {
        Long[] values = new Long[DRAWS];
        for (int i = 0; i < DRAWS; i++) {
            values[i] = i + 1_000_000L;
        }
        return values;
    }

    /** Where one thread stands in the drawn keys. */
    @State(Scope.Thread)
    public static class Place {
        private int index = THREADS.getAndIncrement() * (DRAWS / 3);
    }

    /**
     * Looks a key up; on a miss stores it.
     *
     * @param place of the thread
     * @return the value
     */
    @Benchmark
    public @Nullable Object read(Place place) {
        int i = place.index++ & MASK;
        Long value = SUBJECT.get(DRAWN[i]);
        if (value == null) {
            SUBJECT.put(DRAWN[i], VALUES[i]);
        }
        return value;
    }

    /**
     * Looks three keys of four up, and stores the fourth.
     *
     * @param place of the thread
     * @return the value
     */
    @Benchmark
    public @Nullable Object mixed(Place place) {
        int index = place.index++;
        int i = index & MASK;
        if ((index & 3) == 3) {
            SUBJECT.put(DRAWN[i], VALUES[(i + 1) & MASK]);
            return null;
        }
        Long value = SUBJECT.get(DRAWN[i]);
        if (value == null) {
            SUBJECT.put(DRAWN[i], VALUES[i]);
        }
        return value;
    }

    /**
     * Stores.
     *
     * @param place of the thread
     */
    @Benchmark
    public void write(Place place) {
        int i = place.index++ & MASK;
        SUBJECT.put(DRAWN[i], VALUES[(place.index + i) & MASK]);
    }
}
