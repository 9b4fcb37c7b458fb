package dev.cistern.bench.boundaries;

import dev.cistern.bench.harness.JmhSuite;
import dev.cistern.bench.harness.Plan;
import dev.cistern.bench.harness.Row;
import dev.cistern.bench.harness.Suite;
import dev.cistern.bench.harness.Table;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The experiments of {@code cistern boundaries} that measure operations, beside JMH on the same code, the same collector and
 * the same heap.
 *
 * <p>They run in turn, all experiments and then all benchmarks and so on. Each JVM counts as one value, since the iterations
 * within one are not independent.
 */
public final class BoundarySuite implements Suite {
    private static final String JMH = "JMH";
    private static final String EXPERIMENT = "experiment";
    private static final double SAME_BYTES = 0.5;

    private static final List<String> SERIAL =
            List.of("-XX:-UseG1GC", "-XX:+UseSerialGC", "-Xms64m", "-Xmx64m", "-Xmn32m", "-XX:-AlwaysPreTouch");
    private static final List<String> G1 = List.of("-Xms256m", "-Xmx256m", "-Xmn128m", "-XX:-AlwaysPreTouch");

    private static final List<Operation> OPERATIONS = List.of(
            new Operation("1: stays in its method", "stays", SERIAL),
            new Operation("1: goes to a callee that is not inlined", "passed", SERIAL),
            new Operation("1: is stored", "kept", SERIAL),
            new Operation("3: new, 64 B", "new-64", G1),
            new Operation("3: pool, 64 B", "pool-64", G1),
            new Operation("3: new, 1024 B", "new-1024", G1),
            new Operation("3: pool, 1024 B", "pool-1024", G1),
            new Operation("3: new, 8192 B", "new-8192", G1),
            new Operation("3: pool, 8192 B", "pool-8192", G1),
            new Operation("3: ratio, 50 % hits", "pool-8192-50", G1),
            new Operation("3: ratio, 0 % hits", "pool-8192-0", G1));

    /** One that both measure; its name begins with the number of the experiment. */
    private record Operation(String name, String parameter, List<String> jvmArguments) {}

    /** Ready to run. */
    public BoundarySuite() {}

    @Override
    public String name() {
        return "boundaries";
    }

    @Override
    public String about() {
        return "what the experiments on boundaries 1 and 3 measure, beside JMH on the same code";
    }

    @Override
    public boolean isPeer(String contender) {
        return contender.equals(JMH);
    }

    @Override
    public List<Row> run(Plan plan) throws IOException {
        List<Row> rows = new ArrayList<>();
        List<Operation> included = OPERATIONS.stream()
                .filter(operation -> plan.includes(operation.name(), EXPERIMENT))
                .toList();
        included.forEach(operation -> {
            rows.add(new Row(operation.name(), EXPERIMENT, new ArrayList<>(), false));
            rows.add(new Row(operation.name(), JMH, new ArrayList<>(), false));
        });
        for (int fork = 0; fork < plan.forks(); fork++) {
            Map<String, Row.Fork> seen = ExperimentRuns.once(
                    included.stream().map(operation -> operation.name().charAt(0) - '0'));
            for (int i = 0; i < included.size(); i++) {
                rows.get(2 * i).forks().add(seen.get(included.get(i).name()));
                rows.get(2 * i + 1).forks().add(benchmark(included.get(i), plan));
            }
            System.err.printf("boundaries: round %d of %d%n", fork + 1, plan.forks());
        }
        return rows;
    }

    private static Row.Fork benchmark(Operation operation, Plan plan) throws IOException {
        JmhSuite.Cell cell = new JmhSuite.Cell(
                operation.name(),
                JMH,
                BoundaryBenchmark.class.getName() + ".operation",
                1,
                Map.of(),
                operation.jvmArguments(),
                Map.of("operation", operation.parameter()));
        return JmhSuite.fork(cell, plan).asOneValue();
    }

    @Override
    public List<String> objections(List<Table.Line> lines) {
        List<String> objections = new ArrayList<>();
        for (Table.Line one : lines) {
            for (Table.Line other : lines) {
                if (one.scenario().equals(other.scenario()) && Math.abs(one.bytes() - other.bytes()) > SAME_BYTES) {
                    objections.add(one.contender() + " says " + one.bytes() + " B an operation of " + one.scenario()
                            + ", but " + other.contender() + " says " + other.bytes());
                }
            }
        }
        return objections;
    }
}
