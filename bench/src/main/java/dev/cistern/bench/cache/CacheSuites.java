package dev.cistern.bench.cache;

import dev.cistern.bench.harness.JmhSuite;
import dev.cistern.bench.harness.JmhSuite.Cell;
import dev.cistern.bench.harness.Suite;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What is measured of the caches. */
public final class CacheSuites {
    /** What the threads do, by the name of the benchmark's method. */
    private static final Map<String, String> WORK = Map.of("read", "read", "mixed", "75/25", "write", "write");

    private static final List<String> ORDER = List.of("read", "mixed", "write");

    private CacheSuites() {}

    /** {@return all suites of this package} */
    public static List<Suite> all() {
        return List.of(throughput(), serialized(), new FootprintSuite(), new ReloadSuite());
    }

    private static JmhSuite throughput() {
        List<Cell> cells = new ArrayList<>();
        for (int threads = 2; threads >= 1; threads--) {
            for (String method : ORDER) {
                // Caffeine's own shape: a cache of twice the draws, keys of a third of them.
                add(cells, "all hits", method, threads, sizes(65_536, 10_922, 1 << 15));
            }
            for (String method : ORDER) {
                add(cells, "evicting", method, threads, sizes(32_768, 131_072, 1 << 18));
            }
        }
        add(cells, "small", "read", 2, sizes(1_000, 4_000, 1 << 16));
        add(cells, "small", "mixed", 2, sizes(1_000, 4_000, 1 << 16));
        return new JmhSuite(
                "cache",
                "reads and writes under Zipf 0.99: all hits, evicting, and a small cache",
                CacheContenders::isPeer,
                cells);
    }

    private static JmhSuite serialized() {
        List<Cell> cells = new ArrayList<>();
        for (String method : List.of("read", "mixed")) {
            for (String contender : SerializedContenders.ALL) {
                cells.add(new Cell(
                        "serialized, " + WORK.get(method) + ", 2 threads",
                        contender,
                        SerializedBenchmark.class.getName() + "." + method,
                        2,
                        sizes(65_536, 50_000, 1 << 18),
                        List.of(
                                "-D" + CacheBenchmark.CONTENDER + "=" + contender,
                                "-D" + SerializedBenchmark.HOT + "=2048")));
            }
        }
        return new JmhSuite(
                "serialized",
                "caches that keep values as bytes, with and without hot decoded ones, under Zipf 0.99, all hits",
                contender -> CacheContenders.isPeer(contender) && !contender.equals(SerializedContenders.TWO_COPIES),
                cells);
    }

    private static Map<String, String> sizes(int capacity, int keys, int draws) {
        return Map.of(
                CacheBenchmark.CAPACITY,
                Integer.toString(capacity),
                CacheBenchmark.KEYS,
                Integer.toString(keys),
                CacheBenchmark.DRAWN_KEYS,
                Integer.toString(draws));
    }

    private static void add(
            List<Cell> cells, String state, String method, int threads, Map<String, String> properties) {
        String scenario = state + ", " + WORK.get(method) + ", " + threads + (threads == 1 ? " thread" : " threads");
        for (String contender : CacheContenders.ALL) {
            List<String> arguments = List.of("-D" + CacheBenchmark.CONTENDER + "=" + contender);
            cells.add(new Cell(
                    scenario,
                    contender,
                    CacheBenchmark.class.getName() + "." + method,
                    threads,
                    properties,
                    arguments));
        }
    }
}
