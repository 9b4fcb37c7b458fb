package dev.cistern.bench.pool;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
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
    private static final Contender SUBJECT =
            Contenders.named(System.getProperty(PoolWork.CONTENDER, Contenders.OURS), PoolWork.OF, PoolWork.CLEARED);

    /**
     * Acquires, touches and releases one object.
     *
     * @param sink sees the object
     */
    @Benchmark
    public void cycle(Blackhole sink) {
        PoolWork.cycle(SUBJECT, sink);
    }
}
