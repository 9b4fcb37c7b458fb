package dev.cistern.bench.boundaries;

import dev.cistern.experiments.boundaries.BoundaryOperations;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * The operations of the boundaries, one a fork; run with {@code bench/run jmh BoundaryBenchmark}.
 *
 * <p>Public and not final, because JMH derives from it.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class BoundaryBenchmark {
    private static final int REPEAT = 5_000;

    /** Which operation. */
    @Param({"stays", "passed", "kept", "new-1024", "pool-1024", "new-8192", "pool-8192"})
    public String operation = "";

    private IntConsumer subject = repeat -> {};

    /** Makes the operation. */
    @Setup
    public void make() {
        subject = switch (operation) {
            case "stays" -> BoundaryOperations.stays();
            case "passed" -> BoundaryOperations.passed();
            case "kept" -> BoundaryOperations.kept();
            case "new-1024" -> BoundaryOperations.fresh(1_024);
            case "pool-1024" -> BoundaryOperations.pooled(1_024, 100);
            case "new-8192" -> BoundaryOperations.fresh(8_192);
            case "pool-8192" -> BoundaryOperations.pooled(8_192, 100);
            default -> throw new IllegalArgumentException("unknown operation " + operation);
        };
    }

    /** Does the operation so often that the call of it does not count. */
    @Benchmark
    @OperationsPerInvocation(REPEAT)
    public void operation() {
        subject.accept(REPEAT);
    }
}
