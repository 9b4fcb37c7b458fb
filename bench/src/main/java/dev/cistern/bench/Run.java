package dev.cistern.bench;

import dev.cistern.bench.harness.JsonReport;
import dev.cistern.bench.harness.Plan;
import dev.cistern.bench.harness.Row;
import dev.cistern.bench.harness.Suite;
import dev.cistern.bench.harness.Table;
import dev.cistern.bench.pool.PoolSuites;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The command behind {@code bench/run}. */
final class Run {
    private static final double NO_ALLOCATION = 0.5;
    private static final String USAGE = "bench/run <suite> [--quick | --smoke] [--forks N] [--only SCENARIO]"
            + " [--contenders A|B] [--json FILE] [--jdk N]";

    private @Nullable Path json;
    private Plan plan = Plan.full();
    private boolean smoke;
    private String suite = "";

    private Run() {}

    public static void main(String[] arguments) throws IOException {
        try {
            System.exit(parse(arguments).measure(String.join(" ", arguments)));
        } catch (IllegalArgumentException e) {
            System.err.println("bench/run: " + e.getMessage() + "\nusage: " + USAGE);
            System.exit(3);
        }
    }

    private static Run parse(String[] arguments) {
        Run run = new Run();
        for (int i = 0; i < arguments.length; i++) {
            switch (arguments[i]) {
                case "--quick" -> run.plan = Plan.quick();
                case "--smoke" -> {
                    run.plan = Plan.quick();
                    run.smoke = true;
                }
                case "--forks" -> run.plan = run.plan.withForks(count(value(arguments, ++i)));
                case "--only" -> run.plan = run.plan.withOnly(value(arguments, ++i));
                case "--contenders" ->
                    run.plan = run.plan.withContenders(
                            List.of(value(arguments, ++i).split("\\|")));
                case "--jdk" -> value(arguments, ++i); // chosen by the script
                case "--json" -> run.json = Path.of(value(arguments, ++i));
                default -> run.suite = arguments[i];
            }
        }
        return run;
    }

    private static String value(String[] arguments, int index) {
        if (index >= arguments.length) {
            throw new IllegalArgumentException(
                    arguments[index - 1] + " needs a value behind it, but was the last word");
        }
        return arguments[index];
    }

    private static int count(String text) {
        try {
            int count = Integer.parseInt(text);
            if (count >= 1) {
                return count;
            }
        } catch (NumberFormatException e) {
            // falls to the message below
        }
        throw new IllegalArgumentException("--forks must be a number from 1, but was '" + text + "'");
    }

    private int measure(String arguments) throws IOException {
        Suite chosen = smoke ? PoolSuites.smoke() : suite();
        List<Row> rows = chosen.run(plan);
        if (rows.isEmpty()) {
            throw new IllegalArgumentException("nothing of suite " + suite + " fits --only and --contenders");
        }
        Table table = new Table(rows, PoolSuites::isPeer);
        System.out.println("bench/run " + arguments + "\n" + JsonReport.machine());
        System.out.println(table.text());
        if (json != null) {
            JsonReport.write(json, arguments, table.lines());
        }
        return smoke ? gate(table) : 0;
    }

    private Suite suite() {
        List<Suite> all = PoolSuites.all();
        return all.stream()
                .filter(candidate -> candidate.name().equals(suite))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("suite must be one of "
                        + all.stream().map(Suite::name).collect(Collectors.joining(", ")) + ", but was '" + suite
                        + "'"));
    }

    /** The smoke judges allocation, which is certain after a second; times are not. */
    private static int gate(Table table) {
        List<Table.Line> allocating = table.lines().stream()
                .filter(line -> !PoolSuites.isPeer(line.contender()))
                .filter(line -> line.bytes() > NO_ALLOCATION)
                .toList();
        allocating.forEach(line -> System.err.printf(
                "bench/run: a hit of %s must allocate nothing, but allocated %.1f B%n",
                line.contender(), line.bytes()));
        return allocating.isEmpty() ? 0 : 1;
    }
}
