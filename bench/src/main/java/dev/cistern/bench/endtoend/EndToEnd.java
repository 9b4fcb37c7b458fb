package dev.cistern.bench.endtoend;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** The command behind {@code bench/run end-to-end}: each design in a JVM of its own with 512 MB, one after the other. */
public final class EndToEnd {
    private static final int USUAL_SECONDS = 300;
    private static final int USUAL_RATE = 12_000;

    private EndToEnd() {}

    /**
     * Measures and prints a table.
     *
     * @param arguments {@code --seconds N}, how long each design is measured (300), and {@code --rate N}, requests a second (12,000)
     * @throws IOException if a JVM can't be started, or says what it shouldn't
     */
    public static void main(String[] arguments) throws IOException {
        int seconds = option(arguments, "--seconds", USUAL_SECONDS);
        int rate = option(arguments, "--rate", USUAL_RATE);
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
            System.out.println(row(name, seconds, rate));
        }
    }

    private static int option(String[] arguments, String name, int otherwise) {
        int at = List.of(arguments).indexOf(name);
        if (at < 0) {
            return otherwise;
        }
        String value = at + 1 < arguments.length ? arguments[at + 1] : "";
        try {
            int number = Integer.parseInt(value);
            if (number >= 1) {
                return number;
            }
        } catch (NumberFormatException e) {
            // falls to the message below
        }
        throw new IllegalArgumentException(name + " must be a number from 1, but was '" + value + "'");
    }

    private static String row(Design.Name name, int seconds, int rate) throws IOException {
        Path log = Files.createTempFile("end-to-end", ".gc");
        try {
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xms512m",
                            "-Xmx512m",
                            "-XX:+UseG1GC",
                            "-XX:+AlwaysPreTouch",
                            "-Xlog:gc:file=" + log + ":uptime",
                            "-Dslf4j.internal.verbosity=ERROR",
                            "-cp",
                            System.getProperty("java.class.path"),
                            Service.class.getName(),
                            name.name(),
                            Integer.toString(seconds),
                            Integer.toString(rate))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            String[] answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    .strip()
                    .split(" ");
            if (answer.length != 6) {
                throw new IOException("the service with " + name.text + " must print six numbers, but printed "
                        + String.join(" ", answer));
            }
            return row(name, answer, Pauses.read(log));
        } finally {
            Files.deleteIfExists(log);
        }
    }

    private static String row(Design.Name name, String[] answer, Pauses pauses) {
        long requests = Long.parseLong(answer[0]);
        long misses = Long.parseLong(answer[1]);
        return String.format(
                Locale.ROOT,
                "| %s | %,d | %.2f %% | %s | %s | %s | %s | %d | %.1f | %.1f | %.1f | %.0f |",
                name.text,
                misses,
                100.0 * (requests - misses) / requests,
                answer[2],
                answer[3],
                answer[4],
                answer[5],
                pauses.millis().size(),
                pauses.percentile(50),
                pauses.percentile(99),
                pauses.percentile(100),
                pauses.total());
    }
}
