package dev.cistern.bench.cache;

import dev.cistern.bench.harness.ForkedWords;
import dev.cistern.bench.harness.Plan;
import dev.cistern.bench.harness.Row;
import dev.cistern.bench.harness.Suite;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** How long a change of settings takes in a full cache, which is the longest time that it can hold up a writer. */
final class ReloadSuite implements Suite {
    private static final int CHANGES = 20;

    private static final List<Integer> SIZES = List.of(4_000, 100_000, 1_000_000);

    @Override
    public String name() {
        return "reload";
    }

    @Override
    public String about() {
        return "the time of one change of the policy of eviction or of the bound in a full cache";
    }

    @Override
    public boolean isPeer(String contender) {
        return false;
    }

    @Override
    public List<Row> run(Plan plan) throws IOException {
        List<Row> rows = new ArrayList<>();
        for (int size : SIZES) {
            String scenario = size + " entries";
            for (ReloadProbe.Change change : ReloadProbe.Change.values()) {
                if (plan.includes(scenario, change.text)) {
                    rows.add(row(scenario, change, size, plan.forks()));
                }
            }
        }
        return rows;
    }

    private static Row row(String scenario, ReloadProbe.Change change, int size, int forks) throws IOException {
        Row row = new Row(scenario, change.text, new ArrayList<>(), false);
        for (int fork = 0; fork < forks; fork++) {
            List<String> answer = ForkedWords.of(
                    List.of("-Xms1g", "-Xmx1g", "-XX:+UseSerialGC"),
                    ReloadProbe.class,
                    List.of(change.name(), Integer.toString(size), Integer.toString(CHANGES)),
                    2 * CHANGES);
            List<Double> figures = answer.stream().map(Double::valueOf).toList();
            row.forks()
                    .add(new Row.Fork(figures.subList(0, CHANGES), figures.subList(CHANGES, 2 * CHANGES), List.of()));
        }
        return row;
    }
}
