package dev.cistern.simulator;

import java.util.Set;
import java.util.SplittableRandom;

/**
 * Traces made by a rule. A description is a kind, and after a colon its settings, such as
 * {@code zipf:0.99,keys=100k,requests=1m,seed=1}; whatever is left out has its usual value. The same description always gives
 * the same trace.
 *
 * <ul>
 *   <li>{@code zipf:SKEW} (0.99): independent requests whose frequency falls with the power SKEW of their rank; which key has
 *       which rank is scrambled. {@code keys} 100k
 *   <li>{@code loop:KEYS} (10k): the same keys round and round
 *   <li>{@code scan:SHARE} (0.3): Zipf requests among which, with this share of all requests, runs of keys that never come again
 *   <li>{@code shift:PHASES} (4): phases that take turns: Zipf requests, then a loop over {@code loop} keys (20k), with other Zipf
 *       keys every time
 *   <li>{@code feed:SKEW} (0.9): what a news feed asks for. Popularity falls with the power SKEW of the rank, but ranks drift, since
 *       one request in {@code drift} (20) brings a new item that takes the rank of another; there are {@code days} (5) days, each
 *       half a day with one audience and half with another that shares a third of its favourites; and once a day a scan over
 *       {@code scan} (40k) items in order
 * </ul>
 *
 * <p>All take {@code requests} (1m) and {@code seed} (1).
 */
public final class GeneratedTrace {
    private static final Set<String> KINDS = Set.of("zipf", "loop", "scan", "shift", "feed");
    private static final int MOST_KEYS = 100_000_000;
    private static final int MOST_REQUESTS = 1_000_000_000;

    private GeneratedTrace() {}

    /**
     * Whether this is meant as a description and not as a file's name.
     *
     * @param source what the user said
     * @return whether it is a kind, alone or with a colon behind it
     */
    public static boolean isDescription(String source) {
        return KINDS.contains(kind(source));
    }

    private static String kind(String description) {
        int colon = description.indexOf(':');
        return colon < 0 ? description : description.substring(0, colon);
    }

    /**
     * Makes the trace.
     *
     * @param description as above
     * @return the trace, named as it was described
     * @throws TraceException if there is no such kind or setting, or a value is out of range
     */
    public static Trace generate(String description) {
        return switch (kind(description)) {
            case "zipf" -> zipf(description);
            case "loop" -> loop(description);
            case "scan" -> scan(description);
            case "shift" -> shift(description);
            case "feed" -> FeedTrace.generate(description);
            default ->
                throw new TraceException("there is no kind of trace '" + kind(description)
                        + "'; there are zipf, loop, scan, shift, feed");
        };
    }

    static int requests(Settings settings) {
        return settings.count("requests", 1_000_000, 1, MOST_REQUESTS);
    }

    static SplittableRandom random(Settings settings) {
        return new SplittableRandom(settings.count("seed", 1, 0, Integer.MAX_VALUE));
    }

    static int keys(Settings settings) {
        return settings.count("keys", 100_000, 1, MOST_KEYS);
    }

    private static Trace zipf(String description) {
        Settings settings = new Settings(description, "skew");
        ZipfRanks ranks = new ZipfRanks(keys(settings), settings.real("skew", 0.99, 0, 10), random(settings));
        KeyNumbers numbers = new KeyNumbers();
        int requests = requests(settings);
        settings.refuseUnknown();
        for (int i = 0; i < requests; i++) {
            numbers.add(ranks.next());
        }
        return numbers.trace(description);
    }

    private static Trace loop(String description) {
        Settings settings = new Settings(description, "keys");
        int keys = settings.count("keys", 10_000, 1, MOST_KEYS);
        int requests = requests(settings);
        settings.count("seed", 1, 0, Integer.MAX_VALUE);
        settings.refuseUnknown();
        KeyNumbers numbers = new KeyNumbers();
        for (int i = 0; i < requests; i++) {
            numbers.add(i % keys);
        }
        return numbers.trace(description);
    }

    private static Trace scan(String description) {
        Settings settings = new Settings(description, "share");
        double share = settings.real("share", 0.3, 0, 1);
        int length = settings.count("length", 10_000, 1, MOST_KEYS);
        SplittableRandom random = random(settings);
        int keys = keys(settings);
        ZipfRanks ranks = new ZipfRanks(keys, settings.real("skew", 0.99, 0, 10), random);
        int requests = requests(settings);
        settings.refuseUnknown();
        KeyNumbers numbers = new KeyNumbers();
        long unseen = keys;
        while (numbers.size() < requests) {
            int between = share == 0 ? requests : (int) Math.min(requests, Math.round(length * (1 - share) / share));
            for (int i = 0; i < between && numbers.size() < requests; i++) {
                numbers.add(ranks.next());
            }
            for (int i = 0; share > 0 && i < length && numbers.size() < requests; i++) {
                numbers.add(unseen++);
            }
        }
        return numbers.trace(description);
    }

    private static Trace shift(String description) {
        Settings settings = new Settings(description, "phases");
        int phases = settings.count("phases", 4, 1, 10_000);
        int loop = settings.count("loop", 20_000, 1, MOST_KEYS);
        int keys = keys(settings);
        ZipfRanks ranks = new ZipfRanks(keys, settings.real("skew", 0.99, 0, 10), random(settings));
        int requests = requests(settings);
        settings.refuseUnknown();
        KeyNumbers numbers = new KeyNumbers();
        for (int i = 0; i < requests; i++) {
            long phase = (long) i * phases / requests;
            boolean looping = phase % 2 == 1;
            numbers.add(looping ? -1 - i % loop : phase * keys + ranks.next());
        }
        return numbers.trace(description);
    }
}
