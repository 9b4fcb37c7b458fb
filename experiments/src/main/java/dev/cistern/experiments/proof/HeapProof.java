package dev.cistern.experiments.proof;

import dev.cistern.lab.Estimate;
import dev.cistern.lab.gc.GcLogReader;
import dev.cistern.lab.gc.GcOptions;
import dev.cistern.lab.gc.GcRecorder;
import dev.cistern.lab.gc.GcReport;
import dev.cistern.lab.recording.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Holds the figures of a heap against a target whose rates and pauses are set, live and from its log at once.
 *
 * @param jdk on which JDK
 * @param collector with which collector
 * @param duration for how long it is observed live
 * @param arguments of the target besides its length
 */
record HeapProof(JdkHome jdk, ProofRun.Collector collector, Duration duration, List<String> arguments) {
    /** 60 MB/s, 20 MB kept, a call of System.gc() each 3 s. */
    static final List<String> STEADY = List.of("--rate", "60000000", "--keep", "20000000", "--gc-millis", "3000");

    /**
     * Allocation falls by 4 MB/s each second, and 2 MB of what is kept become idle each second; what is old and dead is idle
     * only after it was collected, so that is asked for each second.
     */
    static final List<String> IMPROVING = List.of(
            "--rate",
            "100000000",
            "--ramp",
            "-4000000",
            "--keep",
            "50000000",
            "--grow",
            "-2000000",
            "--gc-millis",
            "1000");

    /**
     * How it came out.
     *
     * @param live what was observed live
     * @param log what its log tells
     * @param truth what the target says it did
     */
    record Result(GcReport live, GcReport log, JsonNode truth) {
        double rate() {
            return truth.get("allocatedBytes").asDouble() / truth.get("seconds").asDouble();
        }

        static Estimate rate(GcReport report) {
            return Objects.requireNonNull(report.allocation().bytesPerSecond(), "no R_alloc");
        }

        static boolean within(double truth, Estimate estimate) {
            return estimate.low() <= truth && truth <= estimate.high();
        }

        /** {@return how far the exact rate is off, as a share} */
        double liveError() {
            return rate(live).value() / rate() - 1;
        }

        double logError() {
            return rate(log).value() / rate() - 1;
        }

        /** {@return whether both rates lie within their intervals} */
        boolean right() {
            return within(rate(), rate(live)) && within(rate(), rate(log));
        }

        private static String still(GcReport report) {
            Estimate idle = report.heap().idleBytesPerSecond();
            return idle == null ? "unknown" : within(0, idle) ? "yes" : "no";
        }

        /** One row of a table; what is kept does not change, so R_idle is truly 0. */
        String line(String what) {
            return String.format(
                    Locale.ROOT,
                    "| %s | %.2f | %.2f (%.2f–%.2f), %+.2f %% | %.2f (%.2f–%.2f), %+.1f %% | %s | %s, %s |",
                    what,
                    rate() / 1e6,
                    rate(live).value() / 1e6,
                    rate(live).low() / 1e6,
                    rate(live).high() / 1e6,
                    liveError() * 100,
                    rate(log).value() / 1e6,
                    rate(log).low() / 1e6,
                    rate(log).high() / 1e6,
                    logError() * 100,
                    right() ? "yes" : "no",
                    still(live),
                    still(log));
        }
    }

    Result run() throws IOException {
        Path folder = Files.createTempDirectory("cistern-proof-");
        Path log = folder.resolve("gc.log");
        List<String> all = new java.util.ArrayList<>(List.of("--seconds", "" + (duration.toSeconds() + 10)));
        all.addAll(arguments);
        try (TruthRun target = TruthRun.start(
                jdk,
                "HeapTarget",
                folder,
                List.of(collector.flag(), "-Xmx128m", "-Xms128m", "-Xlog:gc*:file=" + log),
                all)) {
            GcReport live = GcReport.of(
                    new GcRecorder()
                            .record(
                                    target.pid(),
                                    duration,
                                    GcOptions.defaults(),
                                    Progress.silent(),
                                    Duration.ZERO,
                                    unused -> {}),
                    GcOptions.defaults());
            JsonNode truth = target.truth();
            GcReport read = GcReport.of(GcLogReader.read(List.of(log), Progress.silent()), GcOptions.defaults());
            return new Result(live, read, truth);
        } finally {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : (Iterable<Path>) files::iterator) {
                    Files.delete(file);
                }
            }
            Files.delete(folder);
        }
    }
}
