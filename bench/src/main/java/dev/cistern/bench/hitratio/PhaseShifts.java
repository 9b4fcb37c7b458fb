package dev.cistern.bench.hitratio;

import dev.cistern.simulator.Contender;
import dev.cistern.simulator.SimulatedCache;
import dev.cistern.simulator.Trace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * How a cache takes a change of what is asked for: its hit ratio from 10 to 20 capacities after each shift, beside that of an
 * empty cache of the same kind that starts where the phase starts. A cache that has recovered is no worse than one without
 * a past.
 */
final class PhaseShifts {
    private static final int RECOVERY = 10;
    private static final int SEEDS = 5;

    private record Phase(String name, Trace trace) {}

    private final int capacity;
    private final List<Phase> phases;
    private final List<Contender> contenders;

    private PhaseShifts(int capacity, List<Phase> phases, List<Contender> contenders) {
        this.capacity = capacity;
        this.phases = phases;
        this.contenders = contenders;
    }

    static void print(Path folder, List<Contender> contenders) {
        System.out.println("| size | after | now | policy | shifted | from empty |\n|--:|---|---|---|--:|--:|");
        for (int capacity : new int[] {512, 2_000, 20_000}) {
            new PhaseShifts(capacity, generated(capacity), contenders).run();
        }
        Phase corda = new Phase(
                "corda", Trace.of(folder.resolve("corda-vaultservice.idz.gz").toString()));
        Phase loop = loop(512, 1);
        new PhaseShifts(512, List.of(corda, loop, corda), contenders).run();
    }

    private static Phase loop(int capacity, int seed) {
        return new Phase("loop", Trace.of("loop:" + 2 * capacity + ",requests=" + 40 * capacity + ",seed=" + seed));
    }

    private static List<Phase> generated(int capacity) {
        String size = ",keys=" + 20 * capacity + ",requests=" + 40 * capacity;
        Phase zipf = new Phase("Zipf 0.9", Trace.of("zipf:0.9" + size));
        Phase feed = new Phase("feed", Trace.of("feed:0.8,drift=4,days=1,scan=0" + size));
        return List.of(zipf, loop(capacity, 1), feed, zipf, feed, loop(capacity, 1));
    }

    private void run() {
        int distinct =
                phases.stream().mapToInt(phase -> phase.trace().distinct()).sum();
        for (Contender contender : contenders) {
            List<double[]> shifted = new ArrayList<>();
            List<double[]> empty = new ArrayList<>();
            for (int i = 0; i < phases.size(); i++) {
                shifted.add(new double[SEEDS]);
                empty.add(new double[SEEDS]);
            }
            for (int seed = 0; seed < SEEDS; seed++) {
                SimulatedCache cache = contender.maker().make(capacity, distinct, seed + 1);
                int first = 0;
                for (int i = 0; i < phases.size(); i++) {
                    SimulatedCache fresh = contender.maker().make(capacity, distinct, seed + 1);
                    shifted.get(i)[seed] = replay(cache, phases.get(i).trace(), first);
                    empty.get(i)[seed] = replay(fresh, phases.get(i).trace(), first);
                    first += phases.get(i).trace().distinct();
                }
            }
            for (int i = 1; i < phases.size(); i++) {
                System.out.printf(
                        Locale.ROOT,
                        "| %,d | %s | %s | %s | %.2f | %.2f |%n",
                        capacity,
                        phases.get(i - 1).name(),
                        phases.get(i).name(),
                        contender.name(),
                        median(shifted.get(i)),
                        median(empty.get(i)));
            }
        }
    }

    /** The hit ratio in percent of the requests between 10 and 20 capacities; all are replayed. */
    private double replay(SimulatedCache cache, Trace trace, int firstKey) {
        int hits = 0;
        int from = Math.min(RECOVERY * capacity, trace.requests() / 2);
        int to = Math.min(2 * RECOVERY * capacity, trace.requests());
        for (int i = 0; i < trace.requests(); i++) {
            if (cache.request(firstKey + trace.key(i)) && i >= from && i < to) {
                hits++;
            }
        }
        return 100.0 * hits / (to - from);
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }
}
