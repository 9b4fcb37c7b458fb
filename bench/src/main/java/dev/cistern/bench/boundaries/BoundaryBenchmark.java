package dev.cistern.bench.boundaries;

import dev.cistern.experiments.boundaries.BoundaryOperations;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
 * The operations of the boundaries, one a fork; run with {@code bench/run boundaries} beside the
 * experiments, or alone with {@code bench/run jmh BoundaryBenchmark}.
 *
 * <p>Public and not final, because JMH derives from it.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class BoundaryBenchmark {
    private static final int REPEAT = 5_000;
    private static final Pattern ARRAY = Pattern.compile("(?<kind>new|pool)-(?<size>\\d+)(-(?<hits>\\d+))?");

    /** Which operation: a fate, or an array new or from a pool by its size and, with misses, the percentage of hits. */
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
            default -> array(operation);
        };
    }

    private static IntConsumer array(String operation) {
        Matcher words = ARRAY.matcher(operation);
        if (!words.matches()) {
            throw new IllegalArgumentException("operation must be stays, passed, kept, new-SIZE, pool-SIZE or"
                    + " pool-SIZE-PERCENT, but was " + operation);
        }
        int size = Integer.parseInt(words.group("size"));
        String hits = words.group("hits");
        return words.group("kind").equals("new")
                ? BoundaryOperations.fresh(size)
                : BoundaryOperations.pooled(size, hits == null ? 100 : Integer.parseInt(hits));
    }

    /** Does the operation so often that the call of it does not count. */
    @Benchmark
    @OperationsPerInvocation(REPEAT)
    public void operation() {
        subject.accept(REPEAT);
    }
}
