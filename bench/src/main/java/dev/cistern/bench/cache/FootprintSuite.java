package dev.cistern.bench.cache;

import dev.cistern.bench.harness.Plan;
import dev.cistern.bench.harness.Row;
import dev.cistern.bench.harness.Suite;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How many bytes a full cache takes for each Long-to-Long entry, keys and values not counted: heap in use after a collection,
 * with the cache and without. The column "B/op" is bytes an entry, the times are those of filling it.
 */
final class FootprintSuite implements Suite {
    private static final List<Integer> SIZES = List.of(100_000, 1_000_000);
    private static final int COMPACT_HEADERS_SINCE = 25;

    @Override
    public String name() {
        return "footprint";
    }

    @Override
    public String about() {
        return "bytes an entry of a full cache, with classic and with compact object headers";
    }

    @Override
    public boolean isPeer(String contender) {
        return CacheContenders.isPeer(contender);
    }

    @Override
    public List<Row> run(Plan plan) throws IOException {
        List<Row> rows = new ArrayList<>();
        boolean compactKnown = Runtime.version().feature() >= COMPACT_HEADERS_SINCE;
        for (boolean compact : compactKnown ? new boolean[] {false, true} : new boolean[] {false}) {
            for (int size : SIZES) {
                String scenario = (compact ? "compact" : "classic") + " headers, " + size + " entries";
                for (String contender : CacheContenders.ALL) {
                    if (plan.includes(scenario, contender)) {
                        rows.add(row(scenario, contender, size, compact, plan.forks()));
                    }
                }
            }
        }
        return rows;
    }

    private static Row row(String scenario, String contender, int size, boolean compact, int forks) throws IOException {
        Row row = new Row(scenario, contender, new ArrayList<>(), false);
        for (int fork = 0; fork < forks; fork++) {
            row.forks().add(fork(contender, size, compact));
        }
        return row;
    }

    private static Row.Fork fork(String contender, int size, boolean compact) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-XX:+UseSerialGC",
                "-Dslf4j.internal.verbosity=ERROR",
                "-cp",
                System.getProperty("java.class.path")));
        if (compact) {
            command.add(1, "-XX:+UseCompactObjectHeaders");
        }
        command.addAll(List.of(FootprintProbe.class.getName(), contender, Integer.toString(size)));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String[] answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .strip()
                .split(" ");
        if (answer.length != 2) {
            throw new IOException(
                    "the probe of " + contender + " must print two numbers, but printed " + String.join(" ", answer));
        }
        double nanos = Double.parseDouble(answer[1]);
        return new Row.Fork(List.of(nanos), List.of(nanos), List.of(Double.parseDouble(answer[0])));
    }
}
