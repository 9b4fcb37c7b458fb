package dev.cistern.bench.cache;

import dev.cistern.bench.harness.ForkedWords;
import dev.cistern.bench.harness.Plan;
import dev.cistern.bench.harness.Row;
import dev.cistern.bench.harness.Suite;
import java.io.IOException;
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
        List<String> options = new ArrayList<>(List.of("-Xmx1g", "-XX:+UseSerialGC"));
        if (compact) {
            options.add("-XX:+UseCompactObjectHeaders");
        }
        List<String> answer =
                ForkedWords.of(options, FootprintProbe.class, List.of(contender, Integer.toString(size)), 2);
        double nanos = Double.parseDouble(answer.get(1));
        return new Row.Fork(List.of(nanos), List.of(nanos), List.of(Double.parseDouble(answer.get(0))));
    }
}
