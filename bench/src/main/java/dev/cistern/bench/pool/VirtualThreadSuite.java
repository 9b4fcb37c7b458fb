package dev.cistern.bench.pool;

import dev.cistern.bench.harness.Plan;
import dev.cistern.bench.harness.RoundsSuite;
import dev.cistern.bench.harness.RoundsSuite.Scenario;
import dev.cistern.bench.harness.Row;
import dev.cistern.bench.harness.Suite;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Pools under virtual threads that use them once, or 16 times, and end. */
record VirtualThreadSuite(RoundsSuite rounds) implements Suite {
    private static final int NEEDS = 21;

    VirtualThreadSuite() {
        this(new RoundsSuite(
                "pool-virtual",
                "1,000 virtual threads that use a pool once, or 16 times, and end; all pools in one JVM",
                PoolSuites::isPeer,
                List.of(scenario(1), scenario(16))));
    }

    private static Scenario scenario(int uses) {
        return new Scenario(
                "8 KiB, 1,000 virtual threads x " + uses,
                VirtualThreadRounds.class,
                Map.of(
                        VirtualThreadRounds.USES,
                        Integer.toString(uses),
                        "io.netty.recycler.ratio",
                        "0",
                        "io.netty.leakDetection.level",
                        "disabled"),
                contenders());
    }

    private static List<String> contenders() {
        List<String> names = new ArrayList<>(Contenders.ALL);
        names.addAll(Contenders.BUFFERS);
        names.remove(Contenders.NETTY_OWN_THREAD); // virtual threads can't be of its class
        names.add(VirtualThreadRounds.EMPTY);
        return names;
    }

    @Override
    public String name() {
        return rounds.name();
    }

    @Override
    public String about() {
        return rounds.about();
    }

    @Override
    public boolean isPeer(String contender) {
        return rounds.isPeer(contender);
    }

    @Override
    public List<Row> run(Plan plan) throws IOException {
        if (Runtime.version().feature() < NEEDS) {
            throw new IllegalArgumentException(
                    "pool-virtual needs a JDK 21 or newer, but runs on " + Runtime.version() + "; leave --jdk out");
        }
        return rounds.run(plan);
    }
}
