package dev.cistern.bench.pool;

import dev.cistern.bench.harness.Plan;
import dev.cistern.bench.harness.Row;
import dev.cistern.bench.harness.Suite;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Pools under virtual threads that use them once, or 16 times, and end. */
record VirtualThreadSuite() implements Suite {
    private static final int NEEDS = 21;
    private static final int ROUNDS_EACH = 10;

    @Override
    public String name() {
        return "pool-virtual";
    }

    @Override
    public String about() {
        return "1,000 virtual threads that use a pool once, or 16 times, and end; all pools in one JVM";
    }

    @Override
    public boolean isPeer(String contender) {
        return PoolSuites.isPeer(contender);
    }

    @Override
    public List<Row> run(Plan plan) throws IOException {
        if (Runtime.version().feature() < NEEDS) {
            throw new IllegalArgumentException(
                    "pool-virtual needs a JDK 21 or newer, but runs on " + Runtime.version() + "; leave --jdk out");
        }
        List<Row> rows = new ArrayList<>();
        for (int uses : new int[] {1, 16}) {
            String scenario = "8 KiB, 1,000 virtual threads x " + uses;
            List<String> names = contenders(scenario, plan);
            if (names.isEmpty()) {
                continue;
            }
            Map<String, Row> byName = new LinkedHashMap<>();
            names.forEach(name -> byName.put(name, new Row(scenario, name, new ArrayList<>())));
            for (int fork = 0; fork < plan.forks(); fork++) {
                fork(uses, plan, byName);
                System.err.printf("%s: JVM %d of %d%n", scenario, fork + 1, plan.forks());
            }
            rows.addAll(byName.values());
        }
        return rows;
    }

    private static List<String> contenders(String scenario, Plan plan) {
        List<String> names = new ArrayList<>(Contenders.ALL);
        names.addAll(Contenders.BUFFERS);
        names.remove(Contenders.NETTY_OWN_THREAD); // virtual threads can't be of its class
        names.add(VirtualThreadRounds.EMPTY);
        names.removeIf(name -> !plan.includes(scenario, name));
        return names;
    }

    private static void fork(int uses, Plan plan, Map<String, Row> byName) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Dio.netty.recycler.ratio=0"));
        command.addAll(Plan.jvmArguments());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), VirtualThreadRounds.class.getName()));
        command.add(Integer.toString(uses));
        command.add(Integer.toString(plan.warmups() * ROUNDS_EACH));
        command.add(Integer.toString(plan.iterations() * ROUNDS_EACH));
        command.addAll(byName.keySet());
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        Map<String, List<double[]>> values = new LinkedHashMap<>();
        try (BufferedReader output = process.inputReader()) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                String[] parts = line.split("\t", -1);
                values.computeIfAbsent(parts[0], name -> new ArrayList<>())
                        .add(new double[] {Double.parseDouble(parts[1]), Double.parseDouble(parts[2])});
            }
            int code = process.waitFor();
            if (code != 0) {
                throw new IOException("the measuring JVM ended with " + code);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            process.destroyForcibly();
        }
        byName.forEach((name, row) -> row.forks().add(fork(values.getOrDefault(name, List.of()))));
    }

    private static Row.Fork fork(List<double[]> values) {
        List<Double> wall = values.stream().map(pair -> pair[0]).toList();
        List<Double> cpu = values.stream().map(pair -> pair[1]).toList();
        return new Row.Fork(wall, cpu, List.of());
    }
}
