package dev.cistern.bench.pool;

import dev.cistern.bench.harness.JmhSuite;
import dev.cistern.bench.harness.Plan;
import dev.cistern.bench.harness.Row;
import dev.cistern.bench.harness.Suite;
import dev.cistern.bench.harness.Table;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The few seconds that a build can spare: it judges allocation, which is certain after a second, and no times. */
record PoolSmoke(JmhSuite cells) implements Suite {
    private static final double NO_ALLOCATION = 1;

    /** On a busy machine the compiler is late, and code that is not yet compiled does allocate. */
    private static final int WARMUPS = 10;

    PoolSmoke() {
        this(new JmhSuite(
                "pool-smoke",
                "a few rows for the build; fails if a hit allocates",
                PoolSuites::isPeer,
                List.of(cell(Contenders.OURS), cell(Contenders.LEASE), cell(Contenders.THREAD_LOCAL))));
    }

    private static JmhSuite.Cell cell(String contender) {
        return new JmhSuite.Cell(
                "smoke: 8 KiB, touch, 1 thread",
                contender,
                PoolBenchmark.class.getName() + ".cycle",
                1,
                Map.of(PoolWork.CONTENDER, contender),
                List.of());
    }

    @Override
    public String name() {
        return cells.name();
    }

    @Override
    public String about() {
        return cells.about();
    }

    @Override
    public boolean isPeer(String contender) {
        return cells.isPeer(contender);
    }

    @Override
    public List<Row> run(Plan plan) throws IOException {
        return cells.run(plan.withWarmups(WARMUPS));
    }

    @Override
    public List<String> objections(List<Table.Line> lines) {
        return lines.stream()
                .filter(line -> !isPeer(line.contender()) && line.bytes() > NO_ALLOCATION)
                .map(line -> String.format(
                        Locale.ROOT,
                        "a hit of %s must allocate nothing, but allocated %.1f B",
                        line.contender(),
                        line.bytes()))
                .toList();
    }
}
