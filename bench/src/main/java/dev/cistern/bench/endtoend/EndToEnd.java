package dev.cistern.bench.endtoend;

import dev.cistern.bench.harness.ForkedWords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** The command behind {@code bench/run end-to-end}: each design in a JVM of its own with 512 MB, one after the other. */
public final class EndToEnd {
    private static final int USUAL_SECONDS = 300;
    private static final int USUAL_RATE = 12_000;

    private static final String USAGE = "bench/run end-to-end [--seconds N] [--rate N]";

    private final int seconds;
    private final int rate;

    private EndToEnd(int seconds, int rate) {
        this.seconds = seconds;
        this.rate = rate;
    }

    /**
     * Measures and prints a table; ends with 3 where it was asked for in a wrong way.
     *
     * @param arguments {@code --seconds N}, how long each design is measured (300), and {@code --rate N}, requests a second (12,000)
     * @throws IOException if a JVM can't be started, or says what it shouldn't
     */
    public static void main(String[] arguments) throws IOException {
        try {
            EndToEnd asked = parse(arguments);
            asked.measure();
        } catch (IllegalArgumentException e) {
            System.err.println("bench/run end-to-end: " + e.getMessage() + "\nusage: " + USAGE);
            System.exit(3);
        }
    }

    private static EndToEnd parse(String[] arguments) {
        int seconds = USUAL_SECONDS;
        int rate = USUAL_RATE;
        for (int i = 0; i < arguments.length; i += 2) {
            String value = i + 1 < arguments.length ? arguments[i + 1] : "";
            switch (arguments[i]) {
                case "--seconds" -> seconds = number("--seconds", value);
                case "--rate" -> rate = number("--rate", value);
                default -> throw new IllegalArgumentException("option '" + arguments[i] + "' is unknown");
            }
        }
        return new EndToEnd(seconds, rate);
    }

    private static int number(String name, String value) {
        if (!value.matches("[1-9]\\d{0,5}")) {
            throw new IllegalArgumentException(name + " must be a number from 1 to 999999, but was '" + value + "'");
        }
        return Integer.parseInt(value);
    }

    private void measure() throws IOException {
        System.out.printf(
                Locale.ROOT,
                "%,d requests a second for %d s, after %d s that do not count; heap of 512 MB, G1%n%n",
                rate,
                seconds,
                Math.max(1, seconds / 4));
        System.out.println(
                "| design | misses | hit ratio | latency p50 µs | p99 | p99.9 | max | pauses | p50 ms | p99 | max |"
                        + " sum |");
        System.out.println("|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|");
        for (Design.Name name : Design.Name.values()) {
            System.out.println(row(name));
        }
    }

    private String row(Design.Name name) throws IOException {
        Path log = Files.createTempFile("end-to-end", ".gc");
        try {
            List<String> answer = ForkedWords.of(
                    List.of(
                            "-Xms512m",
                            "-Xmx512m",
                            "-XX:+UseG1GC",
                            "-XX:+AlwaysPreTouch",
                            "-Xlog:gc:file=" + log + ":uptime"),
                    Service.class,
                    List.of(name.name(), Integer.toString(seconds), Integer.toString(rate)),
                    6);
            return row(name, answer, Pauses.read(log));
        } finally {
            Files.deleteIfExists(log);
        }
    }

    private static String row(Design.Name name, List<String> answer, Pauses pauses) {
        long requests = Long.parseLong(answer.get(0));
        long misses = Long.parseLong(answer.get(1));
        return String.format(
                Locale.ROOT,
                "| %s | %,d | %.2f %% | %s | %s | %s | %s | %d | %.1f | %.1f | %.1f | %.0f |",
                name.text,
                misses,
                100.0 * (requests - misses) / requests,
                answer.get(2),
                answer.get(3),
                answer.get(4),
                answer.get(5),
                pauses.millis().size(),
                pauses.percentile(50),
                pauses.percentile(99),
                pauses.percentile(100),
                pauses.total());
    }
}
