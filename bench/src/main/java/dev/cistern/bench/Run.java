package dev.cistern.bench;

import dev.cistern.bench.boundaries.BoundarySuite;
import dev.cistern.bench.cache.CacheSuites;
import dev.cistern.bench.harness.JsonReport;
import dev.cistern.bench.harness.Plan;
import dev.cistern.bench.harness.Row;
import dev.cistern.bench.harness.Suite;
import dev.cistern.bench.harness.Table;
import dev.cistern.bench.pool.PoolSuites;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The command behind {@code bench/run}. */
final class Run {
    private static final String USAGE = "bench/run <suite> [--quick] [--forks N] [--millis N] [--only SCENARIO]"
            + " [--contenders 'A|B'] [--json FILE] [--jdk N]   or   bench/run end-to-end [--seconds N] [--rate N]   or   bench/run --list";

    private @Nullable Path json;
    private Plan plan = Plan.full();
    private @Nullable String suite;
    private boolean list;

    private Run() {}

    public static void main(String[] arguments) throws IOException {
        try {
            System.exit(parse(arguments).measure(String.join(" ", arguments)));
        } catch (IllegalArgumentException e) {
            System.err.println("bench/run: " + e.getMessage() + "\nusage: " + USAGE);
            System.exit(3);
        }
    }

    /** All suites; what a new package of suites adds is named here. */
    private static List<Suite> suites() {
        return Stream.of(PoolSuites.all(), CacheSuites.all(), List.<Suite>of(new BoundarySuite()))
                .flatMap(List::stream)
                .toList();
    }

    private static Run parse(String[] arguments) {
        Run run = new Run();
        for (int i = 0; i < arguments.length; i++) {
            switch (arguments[i]) {
                case "--quick" -> run.plan = run.plan.quickly();
                case "--list" -> run.list = true;
                case "--forks" -> run.plan = run.plan.withForks(count("--forks", value(arguments, ++i)));
                case "--millis" -> run.plan = run.plan.withMillis(count("--millis", value(arguments, ++i)));
                case "--only" -> run.plan = run.plan.withOnly(value(arguments, ++i));
                case "--contenders" ->
                    run.plan = run.plan.withContenders(
                            List.of(value(arguments, ++i).split("\\|")));
                case "--jdk" -> value(arguments, ++i); // chosen by the script
                case "--json" -> run.json = writable(Path.of(value(arguments, ++i)));
                default -> run.name(arguments[i]);
            }
        }
        return run;
    }

    private void name(String word) {
        if (word.startsWith("-")) {
            throw new IllegalArgumentException("option '" + word + "' is unknown");
        }
        if (suite != null) {
            throw new IllegalArgumentException("one suite at a time, but was '" + suite + "' and '" + word + "'");
        }
        suite = word;
    }

    private static String value(String[] arguments, int index) {
        if (index >= arguments.length) {
            throw new IllegalArgumentException(
                    arguments[index - 1] + " needs a value behind it, but was the last word");
        }
        return arguments[index];
    }

    private static int count(String option, String text) {
        try {
            int count = Integer.parseInt(text);
            if (count >= 1) {
                return count;
            }
        } catch (NumberFormatException e) {
            // falls to the message below
        }
        throw new IllegalArgumentException(option + " must be a number from 1, but was '" + text + "'");
    }

    /** Looked at before minutes of measuring, not after. */
    private static Path writable(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        if (Files.isDirectory(file) || folder == null || !Files.isDirectory(folder) || !Files.isWritable(folder)) {
            throw new IllegalArgumentException(
                    "--json must name a file in a folder that can be written to, but was '" + file + "'");
        }
        return file;
    }

    private int measure(String arguments) throws IOException {
        if (list) {
            suites().forEach(each -> System.out.printf("%-14s %s%n", each.name(), each.about()));
            return 0;
        }
        Suite chosen = suite();
        List<Row> rows = chosen.run(plan);
        if (rows.isEmpty()) {
            throw new IllegalArgumentException("nothing of suite " + suite + " fits --only '" + plan.only()
                    + "' and --contenders '" + String.join("|", plan.contenders()) + "'; its table shows the names");
        }
        Table table = new Table(rows, chosen::isPeer);
        System.out.println("bench/run " + arguments + "\n" + JsonReport.machine());
        System.out.println(table.text());
        if (json != null) {
            JsonReport.write(json, arguments, table.lines());
        }
        List<String> objections = chosen.objections(table.lines());
        objections.forEach(objection -> System.err.println("bench/run: " + objection));
        return objections.isEmpty() ? 0 : 1;
    }

    private Suite suite() {
        Optional<Suite> chosen =
                suites().stream().filter(each -> each.name().equals(suite)).findFirst();
        return chosen.orElseThrow(() -> new IllegalArgumentException("suite must be one of "
                + suites().stream().map(Suite::name).collect(Collectors.joining(", "))
                + (suite == null ? ", but none was named" : ", but was '" + suite + "'")));
    }
}
