package dev.cistern.bench.pool;

import dev.cistern.bench.harness.RoundsSuite;
import dev.cistern.bench.harness.RoundsSuite.Scenario;
import dev.cistern.bench.harness.Suite;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What is measured of the pools. */
public final class PoolSuites {
    private static final int STORMPOT_NEEDS = 21;

    private PoolSuites() {}

    /** {@return all suites of this package} */
    public static List<Suite> all() {
        return List.of(pool(), new VirtualThreadSuite(), hitRate(), safety(), new PoolSmoke());
    }

    /** {@return whether a contender is another's} */
    static boolean isPeer(String contender) {
        return !contender.contains(Contenders.OURS) && !contender.startsWith("(");
    }

    private static RoundsSuite suite(String name, String about, Cells cells) {
        return new RoundsSuite(name, about, PoolSuites::isPeer, cells.list());
    }

    private static RoundsSuite pool() {
        Cells cells = new Cells();
        Map<String, String> clear = Map.of(PoolWork.CLEAR, "true");
        cells.scenario("8 KiB, touch, 1 thread", Map.of())
                .contenders(runnable())
                .contenders(Contenders.BUFFERS);
        cells.scenario("8 KiB, touch, 2 threads", Map.of())
                .threads(2)
                .contenders(runnable())
                .contenders(Contenders.BUFFERS);
        cells.scenario("8 KiB, touch, 2 threads, colliding ids", Map.of(BenchThreads.COLLIDING_PROPERTY, "true"))
                .threads(2)
                .contenders(List.of(Contenders.OURS, Contenders.STRIPED, Contenders.THREAD_LOCAL));
        cells.scenario("builder, touch, 1 thread", Map.of(PoolWork.KIND, "BUILDER"))
                .contenders(runnable());
        cells.scenario("8 KiB, clear, 1 thread", clear).contenders(runnable());
        cells.scenario("8 KiB, clear, 2 threads", clear).threads(2).contenders(runnable());
        held(cells, 2);
        held(cells, 8);
        cells.scenario("lease, 8 KiB, touch, 1 thread", Map.of())
                .contenders(List.of(Contenders.OURS, Contenders.LEASE, Contenders.THREAD_LOCAL));
        cells.scenario("three types in turn, touch, 1 thread", Map.of())
                .contenders(three(Contenders.OURS, Contenders.LEASE, Contenders.THREAD_LOCAL, Contenders.STRIPED));
        return suite("pool", "touch, clear, several held, leases, three types in turn; 1 and 2 threads", cells);
    }

    private static void held(Cells cells, int count) {
        List<String> contenders = new ArrayList<>(runnable());
        contenders.add(Contenders.THREAD_LOCAL_STACK);
        Map<String, String> held = Map.of(PoolWork.HELD, Integer.toString(count));
        for (int threads = 1; threads <= 2; threads++) {
            String name = "8 KiB, " + count + " held at once, " + threads + (threads == 1 ? " thread" : " threads");
            cells.scenario(name, held).threads(threads).method("several").contenders(contenders);
        }
    }

    private static RoundsSuite hitRate() {
        Cells cells = new Cells();
        List<String> contenders = new ArrayList<>(runnable());
        // They hold a fixed number of objects, and who finds none waits for one: that is not a miss.
        contenders.removeIf(name -> name.startsWith(Contenders.STORMPOT) || name.equals(Contenders.HIKARI));
        for (Kind kind : List.of(Kind.BYTES, Kind.BUILDER)) {
            for (int percent : new int[] {100, 50, 10, 0}) {
                String name = (kind == Kind.BYTES ? "8 KiB" : "builder") + ", " + percent + " % hits";
                Map<String, String> properties =
                        Map.of(PoolWork.KIND, kind.name(), PoolWork.HIT_PERCENT, Integer.toString(percent));
                cells.scenario(name, properties).method("partly").contenders(contenders);
            }
        }
        return suite("pool-hitrate", "releases only some objects: 100, 50, 10 and 0 % hits", cells);
    }

    private static RoundsSuite safety() {
        Cells cells = new Cells();
        List<String> levels = new ArrayList<>();
        for (String level : List.of("OFF", "BASIC", "SAMPLED", "STRICT")) {
            levels.add(Contenders.OURS + " " + level);
            levels.add(Contenders.LEASE + " " + level);
        }
        levels.add(Contenders.THREAD_LOCAL);
        levels.add(Contenders.NEW);
        cells.scenario("8 KiB, touch, 1 thread", Map.of()).contenders(levels);
        cells.scenario("builder, touch, 1 thread", Map.of(PoolWork.KIND, "BUILDER"))
                .contenders(levels);
        return suite("pool-safety", "what each safety level costs", cells);
    }

    private static List<String> three(String... names) {
        return List.of(names).stream().map(name -> Contenders.TRIO + name).toList();
    }

    /** {@return the contenders that this JVM can load} */
    static List<String> runnable() {
        boolean stormpot = Runtime.version().feature() >= STORMPOT_NEEDS;
        return Contenders.ALL.stream()
                .filter(name -> stormpot || !name.startsWith(Contenders.STORMPOT))
                .toList();
    }

    /** Writes the scenarios of a suite one after the other. */
    private static final class Cells {
        private final List<Scenario> list = new ArrayList<>();
        private String scenario = "";
        private final Map<String, String> properties = new HashMap<>();
        private List<String> contenders = List.of();

        Cells scenario(String name, Map<String, String> of) {
            finish();
            scenario = name;
            properties.clear();
            properties.putAll(of);
            properties.put("io.netty.recycler.ratio", "0");
            properties.put("io.netty.leakDetection.level", "disabled");
            return this;
        }

        Cells threads(int count) {
            properties.put(PoolTurnRounds.THREADS, Integer.toString(count));
            return this;
        }

        Cells method(String name) {
            properties.put(PoolTurnRounds.METHOD, name);
            return this;
        }

        Cells contenders(List<String> names) {
            contenders = new ArrayList<>(contenders);
            contenders.addAll(names);
            return this;
        }

        private void finish() {
            if (!contenders.isEmpty()) {
                list.add(new Scenario(scenario, PoolTurnRounds.class, Map.copyOf(properties), contenders));
                contenders = List.of();
            }
        }

        List<Scenario> list() {
            finish();
            return list;
        }
    }
}
