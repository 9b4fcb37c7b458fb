package dev.cistern.lab.probe;

import dev.cistern.lab.Estimate;
import dev.cistern.lab.statistics.Distributions;
import dev.cistern.lab.statistics.Proportion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** Reads what the agent wrote down of each followed object and sums it up by site. */
final class SeenLines {
    private static final double NANOS = 1e-9;
    private static final long UNUSED_NANOS = 100_000_000L;
    private static final int FIELDS = 12;
    private static final double UPPER_95 = 0.975;

    private final Codes codes;
    private final boolean lives;
    private final Map<Integer, List<Seen>> bySite = new HashMap<>();
    private long[] cost = new long[5];

    /** One object, as the agent's {@code Followed.line()} has it. */
    private record Seen(
            int site,
            long used,
            long alive,
            long died,
            int survived,
            long unusedAlive,
            int place,
            int elsewhere,
            int back,
            int key,
            int lock,
            int ofStatic) {}

    /**
     * @param lives whether the target's collector tells by a weak reference that an object is dead; where not, nothing is
     *     said of lives
     */
    SeenLines(List<String> lines, Codes codes, boolean lives) {
        this.codes = codes;
        this.lives = lives;
        for (String line : lines) {
            String[] words = line.split(" ", -1);
            if (words[0].equals("cost")) {
                cost = Arrays.stream(words).skip(1).mapToLong(Long::parseLong).toArray();
            } else if (words.length == FIELDS) {
                Seen seen = seen(Arrays.stream(words).mapToLong(Long::parseLong).toArray());
                bySite.computeIfAbsent(seen.site, site -> new ArrayList<>()).add(seen);
            }
        }
    }

    private static Seen seen(long[] of) {
        return new Seen(
                (int) of[0],
                of[1],
                of[2],
                of[3],
                (int) of[4],
                of[5],
                (int) of[6],
                (int) of[7],
                (int) of[8],
                (int) of[9],
                (int) of[10],
                (int) of[11]);
    }

    /** How many collections came while it watched. */
    long collections() {
        return cost[4];
    }

    double openSeconds() {
        return cost[3] * NANOS;
    }

    /** The CPU time of all calls that arrived, from those that were timed. */
    double callSeconds() {
        return cost[1] == 0 ? 0 : (double) cost[0] * cost[2] / cost[1] * NANOS;
    }

    /** What was seen of a site. */
    ProbeEvidence of(int site) {
        List<Seen> all = bySite.getOrDefault(site, List.of());
        List<Seen> dead = all.stream().filter(one -> lives && one.died >= 0).toList();
        return new ProbeEvidence(
                all.size(),
                dead.size(),
                median(all.stream().mapToDouble(one -> one.used * NANOS).toArray()),
                mean(dead.stream().mapToDouble(one -> one.died * NANOS).toArray()),
                lives ? survivedNext(all) : null,
                count(all, Seen::elsewhere),
                (int) all.stream().filter(one -> one.back > 0).count(),
                count(all, Seen::key),
                count(all, Seen::lock),
                count(all, Seen::ofStatic),
                (int) all.stream()
                        .filter(one -> lives && one.unusedAlive > UNUSED_NANOS)
                        .count(),
                most(all, Seen::elsewhere),
                most(all, Seen::place),
                most(all, Seen::key),
                most(all, Seen::lock),
                most(all, Seen::ofStatic));
    }

    private static int count(List<Seen> all, ToIntFunction<Seen> place) {
        return (int) all.stream().filter(one -> place.applyAsInt(one) >= 0).count();
    }

    /** The place that is named most often. */
    private String most(List<Seen> all, ToIntFunction<Seen> place) {
        Map<Integer, Integer> counts = new LinkedHashMap<>();
        all.forEach(one -> counts.merge(place.applyAsInt(one), 1, Integer::sum));
        return counts.entrySet().stream()
                .filter(entry -> entry.getKey() >= 0)
                .max(Map.Entry.comparingByValue())
                .map(entry -> codes.place(entry.getKey()))
                .orElse("");
    }

    /** Only those whose fate at their first collection is known: it has come, or has found them dead. */
    private static @Nullable Estimate survivedNext(List<Seen> all) {
        int survived = (int) all.stream().filter(one -> one.survived > 0).count();
        int known = (int)
                all.stream().filter(one -> one.survived > 0 || one.died >= 0).count();
        return known == 0 ? null : new Proportion(survived, known).usual();
    }

    /** The median, with the interval of its ranks by the normal approximation of the binomial. */
    private static @Nullable Estimate median(double[] values) {
        if (values.length == 0) {
            return null;
        }
        Arrays.sort(values);
        double half = Distributions.normalQuantile(UPPER_95) * Math.sqrt(values.length) / 2;
        int middle = values.length / 2;
        int low = (int) Math.max(0, Math.floor(middle - half));
        int high = (int) Math.min(values.length - 1.0, Math.ceil(middle + half));
        return new Estimate(values[middle], values[low], values[high]);
    }

    private static @Nullable Estimate mean(double[] values) {
        if (values.length == 0) {
            return null;
        }
        double mean = Arrays.stream(values).average().orElseThrow();
        double squares =
                Arrays.stream(values).map(one -> (one - mean) * (one - mean)).sum();
        double half = values.length < 2
                ? Double.POSITIVE_INFINITY
                : Distributions.studentQuantile(UPPER_95, values.length - 1.0)
                        * Math.sqrt(squares / (values.length - 1) / values.length);
        return new Estimate(mean, Math.max(0, mean - half), mean + half);
    }
}
