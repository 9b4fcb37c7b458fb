package dev.cistern.cli;

import dev.cistern.lab.LabException;
import dev.cistern.lab.matrix.ProcessRun;
import dev.cistern.lab.prove.JmhReport;
import dev.cistern.lab.prove.OperationChoice;
import dev.cistern.lab.prove.Runs;
import dev.cistern.lab.recording.MeterOptions;
import dev.cistern.lab.recording.MeteredRun;
import dev.cistern.lab.recording.OperationSource;
import dev.cistern.lab.recording.RunMeter;
import dev.cistern.lab.recording.RunningJvm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Starts a program in a fresh process, measures one run of it and ends it, whatever happens. */
final class MeasuredProgram {
    private static final long LOOK_EVERY_MILLIS = 50;
    private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final long GRACE_MILLIS = 1_000;
    private static final int LAST_LINES = 5;

    private final List<String> command;
    private final OperationChoice operations;
    private final MeterOptions options;
    private final Interruption interruption;

    /** What one run showed, and on which JVM. */
    record Measured(ProcessRun run, String jvm, List<String> notes) {}

    MeasuredProgram(List<String> command, OperationChoice operations, MeterOptions options, Interruption interruption) {
        this.command = command;
        this.operations = operations;
        this.options = options;
        this.interruption = interruption;
    }

    /** A command as it would be typed. */
    static List<String> shell(String command) {
        return List.of("/bin/sh", "-c", command);
    }

    /**
     * Runs it once.
     *
     * @throws LabException.Interrupted if the user ended it before it was measured
     */
    Measured run() {
        try {
            Path folder = Files.createTempDirectory("cistern-run");
            try {
                return run(folder);
            } finally {
                delete(folder);
            }
        } catch (IOException e) {
            throw new LabException.BadInput("cannot start '" + described() + "': " + e.getMessage(), e);
        }
    }

    private Measured run(Path folder) throws IOException {
        Path errors = folder.resolve("stderr");
        Path report = folder.resolve("jmh.json");
        OperationSource source = operations.source();
        RunMeter meter = new RunMeter(options, source);
        interruption.react(meter::stop);
        try (ShieldedProcess shielded = ShieldedProcess.startReading(words(report), errors)) {
            Process process = shielded.process();
            Thread reading = Thread.ofVirtual().start(() -> read(process, source));
            MeteredRun run = measure(meter, process, errors);
            if (interruption.happened()) {
                throw new LabException.Interrupted("interrupted while '" + described() + "' was measured");
            }
            if (run.ended()) {
                awaitEnd(process, reading, errors);
            }
            return measured(run, source, report);
        }
    }

    /** A program that ends at once may be seen and then be gone; what it said tells more than that. */
    private MeteredRun measure(RunMeter meter, Process process, Path errors) throws IOException {
        long pid = awaitJvm(process, errors);
        try {
            return meter.measure(pid);
        } catch (LabException e) {
            if (!interruption.happened() && waitFor(process, GRACE_MILLIS)) {
                throw failed(process.exitValue(), errors, "before it could be measured");
            }
            throw e;
        }
    }

    private List<String> words(Path report) {
        if (operations instanceof OperationChoice.Jmh jmh) {
            return shell(jmh.complete(described(), report));
        }
        return command;
    }

    private Measured measured(MeteredRun run, OperationSource source, Path report) throws IOException {
        if (operations instanceof OperationChoice.Jmh) {
            if (!Files.isRegularFile(report)) {
                throw new LabException.BadInput("'" + described()
                        + "' has written no report of JMH; --ops jmh is for a command that runs JMH's own main class");
            }
            List<Runs.Subject> benchmarks = JmhReport.read(
                            "the report of '" + described() + "'", Files.readString(report))
                    .subjects();
            if (benchmarks.size() != 1) {
                throw new LabException.BadInput("'" + described() + "' runs " + benchmarks.size()
                        + " benchmarks, but each process must run one; name it, and one value of each"
                        + " parameter with -p");
            }
            double bytes = benchmarks.getFirst().runs().stream()
                    .map(ProcessRun::bytes)
                    .mapToDouble(value -> value == null ? Double.NaN : value)
                    .average()
                    .orElse(Double.NaN);
            return new Measured(ProcessRun.of(run, false).withBytes(bytes), run.jvm(), run.notes());
        }
        ProcessRun figures = ProcessRun.of(run, operations.counts());
        if (operations.counts() && figures.bytes() == null) {
            String problem = source.problem();
            throw new LabException.BadInput("no operations of '" + described() + "' were counted: "
                    + (problem.isEmpty() ? "their number did not grow while it was measured" : problem)
                    + "; correct --ops, or measure for longer (--duration)");
        }
        return new Measured(figures, run.jvm(), run.notes());
    }

    private long awaitJvm(Process process, Path errors) throws IOException {
        boolean jmh = operations instanceof OperationChoice.Jmh;
        long begun = System.nanoTime();
        while (!interruption.happened()) {
            Optional<RunningJvm> jvm = LaunchedProgram.jvmOf(
                    process, one -> !jmh || one.mainClass().contains("ForkedMain"));
            if (jvm.isPresent()) {
                return jvm.get().pid();
            }
            if (waitFor(process, LOOK_EVERY_MILLIS)) {
                throw failed(process.exitValue(), errors, "before it could be measured");
            }
            if (System.nanoTime() - begun > LIMIT_NANOS) {
                throw new LabException.BadInput("'" + described() + "' runs for 60 s and "
                        + (jmh
                                ? "JMH has started no JVM for a benchmark; --ops jmh is for a command that runs JMH"
                                : "no JVM has appeared; start a Java program, without -XX:-UsePerfData"));
            }
        }
        throw new LabException.Interrupted("interrupted before '" + described() + "' could be measured");
    }

    private void awaitEnd(Process process, Thread reading, Path errors) throws IOException {
        long begun = System.nanoTime();
        while (!waitFor(process, LOOK_EVERY_MILLIS)) {
            if (interruption.happened() || System.nanoTime() - begun > LIMIT_NANOS) {
                return;
            }
        }
        if (process.exitValue() != 0) {
            throw failed(process.exitValue(), errors, "while it was measured");
        }
        join(reading);
    }

    private LabException failed(int code, Path errors, String when) throws IOException {
        List<String> lines =
                Files.readString(errors, StandardCharsets.ISO_8859_1).lines().toList();
        String last = String.join("\n  ", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
        return new LabException.BadInput("'" + described() + "' ended with exit code " + code + " " + when
                + (code == 0 ? "; give one that runs for longer" : "")
                + (last.isEmpty()
                        ? ""
                        : "; the last it said:\n  "
                                + last.replace("\t", "    ").replaceAll("[\\p{Cntrl}&&[^\n]]", "?")));
    }

    private String described() {
        return command.size() == 3 && command.getFirst().equals("/bin/sh") ? command.get(2) : String.join(" ", command);
    }

    private static void read(Process process, OperationSource source) {
        try (Stream<String> lines = process.inputReader().lines()) {
            lines.forEach(source::line);
        } catch (UncheckedIOException e) {
            // The process was ended while it printed.
            System.getLogger(MeasuredProgram.class.getName()).log(System.Logger.Level.DEBUG, "reading ended", e);
        }
    }

    private static boolean waitFor(Process process, long millis) {
        try {
            return process.waitFor(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LabException.Interrupted("interrupted while a program was awaited");
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Files.deleteIfExists(file);
            }
        }
        Files.deleteIfExists(folder);
    }
}
