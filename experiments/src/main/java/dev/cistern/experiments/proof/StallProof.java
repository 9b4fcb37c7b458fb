package dev.cistern.experiments.proof;

import dev.cistern.lab.recording.Progress;
import dev.cistern.lab.stall.StallOptions;
import dev.cistern.lab.stall.StallRecorder;
import dev.cistern.lab.stall.StallReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Drives a target into allocation stalls and holds the critical point against the JVM's own log, which knows nothing of
 * the Flight Recorder: the first stall it tells of (ZGC), or the first collection after the hog began (all others).
 *
 * @param jdk on which JDK
 * @param collector with which collector
 */
record StallProof(JdkHome jdk, ProofRun.Collector collector) {
    private static final int CALM_SECONDS = 8;
    private static final Duration OBSERVED = Duration.ofSeconds(12);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSxx");
    private static final Pattern LINE = Pattern.compile("\\[([^\\]]+)\\].* ([\\d.]+)ms$");

    /**
     * How it came out.
     *
     * @param report what was found
     * @param trueSeconds when it really began, by the report's clock; NaN where it did not
     */
    record Result(StallReport report, double trueSeconds) {
        /** {@return how far the critical point is off, seconds; infinite where none was found} */
        double error() {
            StallReport.@Nullable CriticalPoint critical = report.critical();
            return critical == null ? Double.POSITIVE_INFINITY : critical.seconds() - trueSeconds;
        }

        /** {@return whether it lies within one window, and the site and the thread that did it are named first} */
        boolean right() {
            StallReport.@Nullable CriticalPoint critical = report.critical();
            return critical != null
                    && Math.abs(error()) <= critical.windowSeconds()
                    && !critical.sites().isEmpty()
                    && critical.sites().getFirst().method().endsWith("StallTarget.guilty")
                    && critical.threads().getFirst().name().equals("hog");
        }

        String line(String what) {
            StallReport.@Nullable CriticalPoint critical = report.critical();
            return critical == null
                    ? "| " + what + " | none found | – | – | – | no |"
                    : String.format(
                            Locale.ROOT,
                            "| %s | %.2f s | %+.0f ms | %.0f ms | %s, %s | %s |",
                            what,
                            trueSeconds,
                            error() * 1e3,
                            critical.windowSeconds() * 1e3,
                            critical.threads().isEmpty()
                                    ? "–"
                                    : critical.threads().getFirst().name(),
                            critical.sites().isEmpty()
                                    ? "–"
                                    : critical.sites().getFirst().method(),
                            right() ? "yes" : "no");
        }
    }

    Result run() throws IOException {
        Path folder = Files.createTempDirectory("cistern-proof-");
        Path log = folder.resolve("gc.log");
        try (TruthRun target = TruthRun.start(
                jdk,
                "StallTarget",
                folder,
                List.of(
                        collector.flag(),
                        "-Xmx256m",
                        "-Xms256m",
                        "-XX:+AlwaysPreTouch",
                        "-Xlog:gc*:file=" + log + ":time,level,tags"),
                List.of("--calm", "" + CALM_SECONDS, "--seconds", "30", "--keep", "120000000"))) {
            StallReport report = new StallRecorder()
                    .record(
                            target.pid(),
                            OBSERVED,
                            StallOptions.defaults(),
                            Progress.silent(),
                            Duration.ZERO,
                            unused -> {});
            JsonNode truth = target.truth();
            return new Result(
                    report, trueMillis(log, truth.get("hogMillis").asLong()) / 1e3 - report.startEpochNanos() / 1e9);
        } finally {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : (Iterable<Path>) files::iterator) {
                    Files.delete(file);
                }
            }
            Files.delete(folder);
        }
    }

    private double trueMillis(Path log, long hogMillis) throws IOException {
        String what = collector == ProofRun.Collector.ZGC ? "Allocation Stall (" : "Pause ";
        double first = Double.NaN;
        for (String text : Files.readAllLines(log)) {
            Matcher line = LINE.matcher(text);
            if (text.contains(what) && line.find()) {
                double end =
                        OffsetDateTime.parse(line.group(1), TIME).toInstant().toEpochMilli();
                double start = end - Double.parseDouble(line.group(2));
                if (end >= hogMillis) {
                    first = Double.isNaN(first) ? start : Math.min(first, start);
                }
            }
        }
        return first;
    }
}
