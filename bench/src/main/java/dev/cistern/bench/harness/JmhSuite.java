package dev.cistern.bench.harness;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * A suite of JMH benchmarks. The contenders of a scenario run in turn, one JVM each, and then all again: so what
 * disturbs the machine for a while disturbs all of them.
 *
 * @param name its name on the command line
 * @param about what it measures, in one line
 * @param peers tells by a contender's name whether it is another's
 * @param cells what to measure
 */
public record JmhSuite(String name, String about, Predicate<String> peers, List<Cell> cells) implements Suite {
    /**
     * One contender in one scenario.
     *
     * @param scenario what is done
     * @param contender with what
     * @param benchmark class and method of the JMH benchmark
     * @param threads how many
     * @param properties system properties of the JVM
     * @param jvmArguments further arguments of the JVM, which override those of {@link Plan#jvmArguments}
     * @param parameters values of the benchmark's parameters; each that has several must be named
     */
    public record Cell(
            String scenario,
            String contender,
            String benchmark,
            int threads,
            Map<String, String> properties,
            List<String> jvmArguments,
            Map<String, String> parameters) {
        /**
         * One of a benchmark without parameters.
         *
         * @param scenario what is done
         * @param contender with what
         * @param benchmark class and method of the JMH benchmark
         * @param threads how many
         * @param properties system properties of the JVM
         * @param jvmArguments further arguments of the JVM
         */
        public Cell(
                String scenario,
                String contender,
                String benchmark,
                int threads,
                Map<String, String> properties,
                List<String> jvmArguments) {
            this(scenario, contender, benchmark, threads, properties, jvmArguments, Map.of());
        }
    }

    @Override
    public boolean isPeer(String contender) {
        return peers.test(contender);
    }

    @Override
    public List<Row> run(Plan plan) throws IOException {
        List<Row> rows = new ArrayList<>();
        for (String scenario : cells.stream().map(Cell::scenario).distinct().toList()) {
            List<Cell> included = cells.stream()
                    .filter(cell -> cell.scenario().equals(scenario))
                    .filter(cell -> plan.includes(scenario, cell.contender()))
                    .toList();
            if (included.isEmpty()) {
                continue;
            }
            List<Row> fresh = included.stream()
                    .map(cell -> new Row(scenario, cell.contender(), new ArrayList<>(), false))
                    .toList();
            for (int fork = 0; fork < plan.forks(); fork++) {
                for (int i = 0; i < included.size(); i++) {
                    fresh.get(i).forks().add(fork(included.get(i), plan));
                }
                System.err.printf(
                        "%s: round %d of %d, now %.0f ns from core to core%n",
                        scenario, fork + 1, plan.forks(), CoreDistance.nanos());
            }
            rows.addAll(fresh);
        }
        return rows;
    }

    /**
     * Runs one JVM of a cell.
     *
     * @param cell what to measure; must be one benchmark
     * @param plan how long
     * @return what it measured, one value an iteration
     * @throws IOException if the benchmark fails, or is several
     */
    public static Row.Fork fork(Cell cell, Plan plan) throws IOException {
        OptionsBuilder options = new OptionsBuilder();
        options.include("^" + cell.benchmark().replace(".", "\\.") + "$")
                .forks(1)
                .threads(cell.threads())
                .warmupIterations(plan.warmups())
                .warmupTime(TimeValue.milliseconds(plan.millis()))
                .measurementIterations(plan.iterations())
                .measurementTime(TimeValue.milliseconds(plan.millis()))
                .addProfiler(GCProfiler.class)
                .addProfiler(CpuTimeProfiler.class)
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT)
                .jvmArgs(jvmArguments(cell));
        cell.parameters().forEach(options::param);
        try {
            List<RunResult> results = new ArrayList<>(new Runner(options.build()).run());
            if (results.size() != 1) {
                throw new IOException(cell.benchmark() + " must be one benchmark, but is " + results.size());
            }
            return values(List.copyOf(
                    results.get(0).getBenchmarkResults().iterator().next().getIterationResults()));
        } catch (RunnerException e) {
            throw new IOException(cell.contender() + " failed in " + cell.scenario(), e);
        }
    }

    private static String[] jvmArguments(Cell cell) {
        List<String> arguments = new ArrayList<>(Plan.jvmArguments());
        cell.properties().forEach((key, value) -> arguments.add("-D" + key + "=" + value));
        arguments.addAll(cell.jvmArguments());
        return arguments.toArray(String[]::new);
    }

    private static Row.Fork values(List<IterationResult> iterations) {
        List<Double> wall = new ArrayList<>();
        List<Double> cpu = new ArrayList<>();
        List<Double> bytes = new ArrayList<>();
        for (IterationResult iteration : iterations) {
            wall.add(iteration.getPrimaryResult().getScore());
            cpu.add(secondary(iteration, CpuTimeProfiler.LABEL));
            bytes.add(secondary(iteration, "gc.alloc.rate.norm"));
        }
        return new Row.Fork(wall, cpu, bytes);
    }

    private static double secondary(IterationResult iteration, String label) {
        return iteration.getSecondaryResults().entrySet().stream()
                .filter(entry -> entry.getKey().endsWith(label))
                .findFirst()
                .map(Map.Entry::getValue)
                .map(Result::getScore)
                .orElse(Double.NaN);
    }
}
