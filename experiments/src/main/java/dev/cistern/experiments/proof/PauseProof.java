package dev.cistern.experiments.proof;

import dev.cistern.lab.gc.GcOptions;
import dev.cistern.lab.gc.GcRecorder;
import dev.cistern.lab.gc.GcReport;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Holds the pauses that gc and stall tell of, their number and their lengths, against the JVM's own log of the same run, which
 * knows nothing of the Flight Recorder.
 *
 * <p>The target keeps 60 MB and calls System.gc() each 400 ms, so that pauses are as long as that takes a collector. A pause at
 * the very edge of the observation may be in or out of it, so the truth is two bounds: those surely in, and those perhaps in.
 *
 * @param jdk on which JDK
 * @param collector with which collector
 * @param duration for how long each instrument observes
 */
record PauseProof(JdkHome jdk, ProofRun.Collector collector, Duration duration) {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSxx");
    private static final Pattern LINE =
            Pattern.compile("\\[([^\\]]+)\\].*GC\\(\\d+\\) (?:[yYoO]: )?Pause .* ([\\d.]+)ms$");

    /** How well the clocks of the log and of the observation agree. */
    private static final double EDGE = 0.05;
    /** The recording begins a moment before the observation and ends a moment after it. */
    private static final double AROUND = 0.25;
    /** How much longer or shorter the log's pause can be than the event's: it includes what happens around that. */
    private static final double SLACK = 0.0015;
    /** The same on average over many. */
    private static final double MEAN_SLACK = 0.00005;

    private static final double TOLERANCE = 0.05;

    /** A pause of the log, seconds since the epoch. */
    private record Pause(double end, double seconds) {
        double start() {
            return end - seconds;
        }
    }

    /** Pauses surely and perhaps within a stretch. */
    private record Bounds(List<Pause> surely, List<Pause> perhaps) {
        static Bounds of(List<Pause> all, double start, double end) {
            return new Bounds(
                    all.stream()
                            .filter(pause -> pause.start() > start + EDGE && pause.end() < end - EDGE)
                            .toList(),
                    all.stream()
                            .filter(pause -> pause.end() > start - AROUND && pause.start() < end + AROUND)
                            .toList());
        }

        boolean holdsCount(long count) {
            return surely.size() <= count && count <= perhaps.size();
        }

        boolean holdsTotal(double seconds) {
            return total(surely) * (1 - TOLERANCE) - MEAN_SLACK * surely.size() <= seconds
                    && seconds <= total(perhaps) * (1 + TOLERANCE) + MEAN_SLACK * perhaps.size();
        }

        boolean holdsLongest(double seconds) {
            return longest(surely) * (1 - TOLERANCE) - SLACK <= seconds
                    && seconds <= longest(perhaps) * (1 + TOLERANCE) + SLACK;
        }

        static double total(List<Pause> pauses) {
            return pauses.stream().mapToDouble(Pause::seconds).sum();
        }

        static double longest(List<Pause> pauses) {
            return pauses.stream().mapToDouble(Pause::seconds).max().orElse(0);
        }
    }

    /**
     * How it came out.
     *
     * @param told the pauses that gc tells of
     * @param truth what the log says of the same stretch
     * @param shown the pauses that stall shows
     * @param asLong those of the log in stall's stretch that are long enough to be shown
     * @param begun when stall began to observe, seconds since the epoch
     */
    record Result(
            List<GcReport.PauseRow> told,
            Bounds truth,
            List<StallReport.Band> shown,
            List<Pause> asLong,
            double begun) {
        private long count() {
            return told.stream().mapToLong(GcReport.PauseRow::count).sum();
        }

        private double total() {
            return told.stream().mapToDouble(GcReport.PauseRow::totalSeconds).sum();
        }

        private double longest() {
            return told.stream().mapToDouble(GcReport.PauseRow::max).max().orElse(0);
        }

        /** {@return how many of the log's long pauses stall shows at their time and in their length} */
        private long found() {
            return asLong.stream()
                    .filter(pause -> shown.stream()
                            .anyMatch(band -> Math.abs(begun + band.startSeconds() - pause.start()) < EDGE
                                    && Math.abs(band.seconds() - pause.seconds())
                                            <= SLACK + TOLERANCE * pause.seconds()))
                    .count();
        }

        /** {@return whether all but one pause are as they were, which is what a busy machine allows to be asked for} */
        boolean nearlyRight() {
            return truth.holdsCount(count()) && truth.holdsTotal(total()) && found() >= asLong.size() - 1;
        }

        boolean right() {
            return truth.holdsCount(count())
                    && truth.holdsTotal(total())
                    && truth.holdsLongest(longest())
                    && found() == asLong.size();
        }

        String line(String what) {
            return String.format(
                    Locale.ROOT,
                    "| %s | %d–%d, %d | %.1f–%.1f, %.1f | %.2f–%.2f, %.2f | %d of %d | %s |",
                    what,
                    truth.surely.size(),
                    truth.perhaps.size(),
                    count(),
                    1e3 * Bounds.total(truth.surely),
                    1e3 * Bounds.total(truth.perhaps),
                    1e3 * total(),
                    1e3 * Bounds.longest(truth.surely),
                    1e3 * Bounds.longest(truth.perhaps),
                    1e3 * longest(),
                    found(),
                    asLong.size(),
                    right() ? "yes" : "no");
        }
    }

    static String head() {
        return "| target | pauses: log, gc | in all, ms: log, gc | longest, ms: log, gc | long ones that stall shows"
                + " as they are | right |\n"
                + "|---|---|---|---|---|---|";
    }

    Result run() throws IOException {
        Path folder = Files.createTempDirectory("cistern-proof-");
        Path log = folder.resolve("gc.log");
        try (TruthRun target = TruthRun.start(
                jdk,
                "HeapTarget",
                folder,
                List.of(
                        collector.flag(),
                        "-Xmx160m",
                        "-Xms160m",
                        "-XX:+AlwaysPreTouch",
                        "-Xlog:gc*:file=" + log + ":time,level,tags:filesize=0"),
                List.of(
                        "--seconds", "" + (4 * duration.toSeconds() + 30),
                        "--rate", "60000000",
                        "--keep", "60000000",
                        "--gc-millis", "400"))) {
            GcReport gc = GcReport.of(
                    new GcRecorder()
                            .record(
                                    target.pid(),
                                    duration,
                                    GcOptions.defaults(),
                                    Progress.silent(),
                                    Duration.ZERO,
                                    unused -> {}),
                    GcOptions.defaults());
            StallReport stall = new StallRecorder()
                    .record(
                            target.pid(),
                            duration,
                            StallOptions.defaults(),
                            Progress.silent(),
                            Duration.ZERO,
                            unused -> {});
            return result(gc, stall, pauses(log));
        } finally {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : (Iterable<Path>) files::iterator) {
                    Files.delete(file);
                }
            }
            Files.delete(folder);
        }
    }

    private static Result result(GcReport gc, StallReport stall, List<Pause> all) {
        double gcBegun = Objects.requireNonNull(gc.startEpochNanos(), "a live report tells when it began") / 1e9;
        double stallBegun = stall.startEpochNanos() / 1e9;
        List<GcReport.PauseRow> told = gc.pauses().stream()
                .filter(row -> row.pauses() && !row.name().startsWith("Safepoint"))
                .toList();
        List<Pause> asLong = Bounds.of(all, stallBegun, stallBegun + stall.seconds()).surely().stream()
                .filter(pause -> pause.seconds() > stall.minSpanSeconds() + SLACK)
                .toList();
        return new Result(told, Bounds.of(all, gcBegun, gcBegun + gc.seconds()), stall.pauses(), asLong, stallBegun);
    }

    private static List<Pause> pauses(Path log) throws IOException {
        List<Pause> pauses = new ArrayList<>();
        for (String text : Files.readAllLines(log)) {
            Matcher line = LINE.matcher(text);
            if (line.find()) {
                double end =
                        OffsetDateTime.parse(line.group(1), TIME).toInstant().toEpochMilli() / 1e3;
                pauses.add(new Pause(end, Double.parseDouble(line.group(2)) / 1e3));
            }
        }
        return pauses;
    }
}
