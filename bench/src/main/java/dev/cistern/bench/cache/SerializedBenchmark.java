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
 * What is measured in one forked JVM of caches that keep their values as bytes: one contender, chosen by system properties, under
 * keys drawn by Zipf's law with exponent 0.99.
 *
 * <p>Public and not final, because JMH derives from it.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SerializedBenchmark {
    static final String HOT = "bench.hot";

    private static final int DRAWS = Integer.getInteger(CacheBenchmark.DRAWN_KEYS, 1 << 18);
    private static final int MASK = DRAWS - 1;
    private static final Long[] DRAWN = ZipfKeys.draw(DRAWS, Integer.getInteger(CacheBenchmark.KEYS, 50_000), 0.99);
    private static final SerializedContenders.Subject SUBJECT = SerializedContenders.named(
            System.getProperty(CacheBenchmark.CONTENDER, SerializedContenders.OURS),
            Integer.getInteger(CacheBenchmark.CAPACITY, 65_536),
            Integer.getInteger(HOT, 2_048));
    private static final AtomicInteger THREADS = new AtomicInteger();

    static {
        for (int round = 0; round < 4; round++) {
            for (Long key : DRAWN) {
                if (SUBJECT.get(key) == null) {
                    SUBJECT.put(key, Customer.of(key));
                }
            }
        }
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
        Long key = DRAWN[place.index++ & MASK];
        Customer value = SUBJECT.get(key);
        if (value == null) {
            SUBJECT.put(key, Customer.of(key));
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
        Long key = DRAWN[index & MASK];
        if ((index & 3) == 3) {
            SUBJECT.put(key, Customer.of(key));
            return null;
        }
        return SUBJECT.get(key);
    }
}
