package dev.cistern.bench.pool;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/**
 * What is measured in one forked JVM: one contender, chosen by system properties, so that the JIT compiler sees no
 * other.
 *
 * <p>Public and not final, because JMH derives from it.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class PoolBenchmark {
    static final String CONTENDER = "bench.contender";
    static final String KIND = "bench.kind";
    static final String CLEAR = "bench.clear";
    static final String HELD = "bench.held";
    static final String HIT_PERCENT = "bench.hitPercent";

    private static final Kind OF = Kind.valueOf(System.getProperty(KIND, "BYTES"));
    private static final boolean CLEARED = Boolean.getBoolean(CLEAR);
    private static final int AT_ONCE = Integer.getInteger(HELD, 1);
    private static final int HITS = Integer.getInteger(HIT_PERCENT, 100);
    private static final Contender SUBJECT =
            Contenders.named(System.getProperty(CONTENDER, Contenders.OURS), OF, CLEARED);

    /** What one thread holds. */
    @State(Scope.Thread)
    public static class Hands {
        private final Object[] items = new Object[8];
        private int credit;
    }

    /**
     * Acquires, touches and releases one object.
     *
     * @param sink sees the object
     */
    @Benchmark
    public void cycle(Blackhole sink) {
        SUBJECT.use(OF, CLEARED, sink);
    }

    /**
     * Acquires several objects before the first is released.
     *
     * @param hands of the thread
     * @param sink sees the objects
     */
    @Benchmark
    public void several(Hands hands, Blackhole sink) {
        Object[] items = hands.items;
        for (int i = 0; i < AT_ONCE; i++) {
            Object item = SUBJECT.acquire();
            sink.consume(SUBJECT.touch(OF, item));
            sink.consume(SUBJECT.payload(item));
            items[i] = item;
        }
        for (int i = AT_ONCE - 1; i >= 0; i--) {
            SUBJECT.release(items[i]);
        }
    }

    /**
     * Releases only some of the objects, evenly spread, so that of the acquires the same share finds one.
     *
     * @param hands of the thread
     * @param sink sees the objects
     */
    @Benchmark
    public void partly(Hands hands, Blackhole sink) {
        Object item = SUBJECT.acquire();
        sink.consume(SUBJECT.touch(OF, item));
        sink.consume(SUBJECT.payload(item));
        hands.credit += HITS;
        if (hands.credit >= 100) {
            hands.credit -= 100;
            SUBJECT.release(item);
        } else {
            SUBJECT.drop(item);
        }
    }
}
