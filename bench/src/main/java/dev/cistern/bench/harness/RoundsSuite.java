package dev.cistern.bench.harness;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * A suite whose contenders take turns of some milliseconds in one JVM, and in a few such JVMs; see {@link Rounds}.
 *
 * @param name its name on the command line
 * @param about what it measures, in one line
 * @param peers tells by a contender's name whether it is another's
 * @param scenarios what to measure
 */
public record RoundsSuite(String name, String about, Predicate<String> peers, List<Scenario> scenarios)
        implements Suite {
    private static final int ROUNDS_EACH = 10;

    /**
     * Contenders that are compared.
     *
     * @param name what is done
     * @param mainClass what the JVM runs; it calls {@link Rounds#run}
     * @param properties system properties of the JVM
     * @param contenders their names
     */
    public record Scenario(String name, Class<?> mainClass, Map<String, String> properties, List<String> contenders) {
        Scenario within(Plan plan) {
            List<String> included = contenders.stream()
                    .filter(contender -> plan.includes(name, contender))
                    .toList();
            return new Scenario(name, mainClass, properties, included);
        }
    }

    @Override
    public boolean isPeer(String contender) {
        return peers.test(contender);
    }

    @Override
    public List<Row> run(Plan plan) throws IOException {
        List<Row> rows = new ArrayList<>();
        for (Scenario all : scenarios) {
            Scenario scenario = all.within(plan);
            if (scenario.contenders().isEmpty()) {
                continue;
            }
            Map<String, Row> byName = new LinkedHashMap<>();
            scenario.contenders()
                    .forEach(name -> byName.put(name, new Row(scenario.name(), name, new ArrayList<>(), true)));
            for (int fork = 0; fork < plan.forks(); fork++) {
                Map<String, List<double[]>> values = fork(scenario, plan);
                byName.forEach((name, row) -> row.forks().add(fork(values.getOrDefault(name, List.of()))));
                System.err.printf("%s: JVM %d of %d%n", scenario.name(), fork + 1, plan.forks());
            }
            rows.addAll(byName.values());
        }
        return rows;
    }

    private static Map<String, List<double[]>> fork(Scenario scenario, Plan plan) throws IOException {
        Process process = new ProcessBuilder(command(scenario, plan))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        Map<String, List<double[]>> values = new LinkedHashMap<>();
        try (BufferedReader output = process.inputReader()) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                String[] parts = line.split("\t", -1);
                values.computeIfAbsent(parts[0], name -> new ArrayList<>()).add(new double[] {
                    Double.parseDouble(parts[1]), Double.parseDouble(parts[2]), Double.parseDouble(parts[3])
                });
            }
            int code = process.waitFor();
            if (code != 0) {
                throw new IOException("the JVM that measured '" + scenario.name() + "' ended with " + code);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            process.destroyForcibly();
        }
        return values;
    }

    private static List<String> command(Scenario scenario, Plan plan) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(Plan.jvmArguments());
        // As JMH does it: what is consumed must be computed, but consuming it costs nothing.
        command.addAll(List.of(
                "-XX:+UnlockExperimentalVMOptions",
                "-DcompilerBlackholesEnabled=true",
                "-XX:CompileCommand=blackhole,org.openjdk.jmh.infra.Blackhole::consumeCompiler"));
        scenario.properties().forEach((key, value) -> command.add("-D" + key + "=" + value));
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                scenario.mainClass().getName(),
                Integer.toString(plan.warmups() * ROUNDS_EACH),
                Integer.toString(plan.iterations() * ROUNDS_EACH)));
        command.addAll(scenario.contenders());
        return command;
    }

    private static Row.Fork fork(List<double[]> values) {
        return new Row.Fork(column(values, 0), column(values, 1), column(values, 2));
    }

    private static List<Double> column(List<double[]> values, int index) {
        return values.stream()
                .map(line -> line[index])
                .filter(value -> !value.isNaN())
                .toList();
    }
}
