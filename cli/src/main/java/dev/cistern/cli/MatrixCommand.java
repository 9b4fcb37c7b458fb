package dev.cistern.cli;

import dev.cistern.lab.LabException;
import dev.cistern.lab.matrix.JointVerdict;
import dev.cistern.lab.matrix.ProcessRun;
import dev.cistern.lab.matrix.Trends;
import dev.cistern.lab.recording.Jvms;
import dev.cistern.lab.recording.LiveMeter;
import dev.cistern.lab.recording.MeteredRun;
import dev.cistern.lab.recording.RunningJvm;
import dev.cistern.lab.report.ComparisonJson;
import dev.cistern.lab.report.TrendsPage;
import dev.cistern.lab.report.TrendsReport;
import dev.cistern.lab.shell.Page;
import dev.cistern.lab.shell.TerminalStyle;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code cistern matrix}: watches allocation, pauses and resident memory of a JVM together. */
@Command(
        name = "matrix",
        mixinStandardHelpOptions = true,
        version = Cistern.VERSION,
        sortOptions = false,
        customSynopsis = {
            "cistern matrix                     lists the JVMs",
            "       cistern matrix [OPTIONS] PID|NAME  watches one of them"
        },
        description = {"Watches allocation, pauses and resident memory of a JVM and judges them together.", ""},
        footer = {
            "",
            "Ctrl-C ends the recording and judges what there is.",
            "Exit codes: 0 done, 2 no conclusion possible, 3 bad input or unreachable target,",
            "4 an error of Cistern's own, 130 interrupted before anything could be reported."
        })
final class MatrixCommand implements Callable<Integer> {
    private static final Duration USUAL = Duration.ofSeconds(60);
    private static final Duration SHORTEST = Duration.ofSeconds((long) ProcessRun.SHORTEST_FOR_MEMORY);
    private static final Duration LONGEST_WINDOW = Duration.ofMinutes(30);
    private static final Duration LONGEST = Duration.ofHours(24);

    private final Interruption interruption;

    @Parameters(arity = "0..1", paramLabel = "TARGET", description = "process id or part of the main class of a JVM")
    private @Nullable String target;

    @Option(
            names = "--duration",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "how long to watch; 10s to 24h, default 60s")
    private Duration duration = USUAL;

    @Option(
            names = "--window",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "how far back the figures go; 10s to 30m, default 60s")
    private Duration window = USUAL;

    @Option(names = "--json", paramLabel = "FILE", description = "write the last window as JSON")
    private @Nullable String json;

    @Option(names = "--html", paramLabel = "FILE", description = "write the last window as a page that opens offline")
    private @Nullable String html;

    @Mixin
    private final ServingOptions serving = new ServingOptions();

    @Option(names = "--quiet", description = "print only the verdict")
    private boolean quiet;

    @Option(names = "--no-color", description = "print without colours")
    private boolean noColour;

    private @Nullable Seen seen;

    /** A window and what it says. */
    private record Seen(MeteredRun window, Trends trends) {
        static Seen of(MeteredRun window) {
            return new Seen(window, Trends.of(window));
        }
    }

    MatrixCommand(Interruption interruption) {
        this.interruption = interruption;
    }

    @Override
    public Integer call() {
        Terminal terminal = Terminal.ofThisProcess(noColour);
        if (target == null) {
            System.out.print(JvmListing.render(Jvms.list(), terminal.unicode(), "matrix"));
            return 0;
        }
        checkTimes();
        RunningJvm jvm = Jvms.find(target);
        OutputFiles files = new OutputFiles()
                .add("--json", json, () -> json(jvm, Objects.requireNonNull(seen)))
                .add(
                        "--html",
                        html,
                        () -> page(jvm, Objects.requireNonNull(seen), Duration.ZERO)
                                .html());
        try (ServedReport<Seen> served = ServedReport.start(
                "matrix",
                serving.http(),
                interruption,
                now -> page(jvm, now, ServedReport.REFRESH),
                now -> json(jvm, now))) {
            Seen last = Seen.of(watch(jvm.pid(), served));
            seen = last;
            served.show(last);
            System.out.print(TrendsReport.verdict(
                    last.trends,
                    new TerminalStyle(terminal.colour(), terminal.unicode(), false, TerminalStyle.DEFAULT_TOP)));
            System.out.flush();
            files.write();
            served.untilInterrupted();
            return last.trends.verdict() == JointVerdict.UNDECIDED ? 2 : 0;
        }
    }

    private static String json(RunningJvm jvm, Seen seen) {
        return ComparisonJson.matrix(jvm.pid(), seen.trends);
    }

    private static Page.Document page(RunningJvm jvm, Seen seen, Duration refresh) {
        String name = jvm.mainClass().isEmpty() ? "process " + jvm.pid() : jvm.mainClass();
        return TrendsPage.render(name, seen.window, seen.trends, refresh);
    }

    private void checkTimes() {
        if (duration.compareTo(SHORTEST) < 0 || duration.compareTo(LONGEST) > 0) {
            throw new LabException.BadInput(
                    "--duration must be 10s to 24h, since a slope of the memory takes 10 s, but was "
                            + duration.toMillis() / 1e3 + " s");
        }
        if (window.compareTo(SHORTEST) < 0 || window.compareTo(LONGEST_WINDOW) > 0) {
            throw new LabException.BadInput("--window must be 10s to 30m, but was " + window.toMillis() / 1e3 + " s");
        }
    }

    private MeteredRun watch(long pid, ServedReport<Seen> served) {
        LiveMeter meter = new LiveMeter(window, duration);
        interruption.react(() -> {
            System.err.println("cistern: interrupted; ending the recording in the target");
            meter.stop();
        });
        if (!quiet) {
            System.out.println(TrendsReport.head());
        }
        long begun = System.nanoTime();
        MeteredRun last = meter.watch(pid, window -> {
            Seen now = Seen.of(window);
            served.show(now);
            if (!quiet) {
                System.out.println(TrendsReport.line((System.nanoTime() - begun) / 1e9, now.trends));
                System.out.flush();
            }
        });
        if (interruption.happened() && last.seconds() < 3) {
            throw new LabException.Interrupted("interrupted before there was anything to report");
        }
        return last;
    }
}
