package dev.cistern.cli;

import dev.cistern.lab.LabException;
import dev.cistern.lab.recording.FlightFile;
import dev.cistern.lab.recording.Jvms;
import dev.cistern.lab.recording.Progress;
import dev.cistern.lab.shell.TerminalStyle;
import dev.cistern.lab.stall.StallJson;
import dev.cistern.lab.stall.StallOptions;
import dev.cistern.lab.stall.StallPage;
import dev.cistern.lab.stall.StallReader;
import dev.cistern.lab.stall.StallRecorder;
import dev.cistern.lab.stall.StallReport;
import dev.cistern.lab.stall.StallText;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code cistern stall}: when allocation began to stall work, and who brought it about. */
@Command(
        name = "stall",
        mixinStandardHelpOptions = true,
        version = Cistern.VERSION,
        sortOptions = false,
        customSynopsis = {
            "cistern stall                           lists the JVMs",
            "       cistern stall [OPTIONS] PID|NAME        looks at one of them",
            "       cistern stall [OPTIONS] -- PROGRAM...   starts one, looks, ends it",
            "       cistern stall [OPTIONS] a.jfr [b.jfr]   reads recordings of one JVM"
        },
        description = {
            "Says when allocation began to stall work, which threads and sites caused it, and what else kept threads waiting.",
            ""
        },
        footer = {
            "",
            "Ctrl-C ends the recording and reports on what there is.",
            "Exit codes: 0 done, 2 no conclusion possible, 3 bad input or unreachable target,",
            "4 an error of Cistern's own, 130 interrupted before anything could be reported."
        })
final class StallCommand implements Callable<Integer> {
    private static final Duration USUAL_DURATION = Duration.ofSeconds(60);
    private static final Duration SNAPSHOTS = Duration.ofSeconds(5);

    private final @Nullable List<String> program;
    private final Interruption interruption;

    @Parameters(
            arity = "0..*",
            paramLabel = "TARGET",
            description = "process id or part of the main class of a JVM of yours, or .jfr files")
    private List<String> targets = List.of();

    @Option(
            names = "--duration",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "how long to look, such as 60s, 2m or 90; 3s to 24h; default 60s")
    private @Nullable Duration duration;

    @Option(
            names = "--min",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "the shortest span that is shown, such as 5ms; all are counted; default 5ms")
    private Duration min = StallOptions.defaults().minSpan();

    @Mixin
    private OutputOptions out = new OutputOptions();

    StallCommand(@Nullable List<String> program, Interruption interruption) {
        this.program = program;
        this.interruption = interruption;
    }

    @Override
    public Integer call() {
        Terminal terminal = out.terminal();
        AdviseTarget target = AdviseTarget.of(targets, program, false);
        if (target instanceof AdviseTarget.None) {
            if (out.any() || duration != null) {
                throw new LabException.BadInput("there are options but nothing to look at; name a JVM ('cistern stall'"
                        + " lists them), .jfr files, or -- and a program");
            }
            System.out.print(JvmListing.render(Jvms.list(), terminal.unicode()));
            return 0;
        }
        report(target, terminal);
        return 0;
    }

    private void report(AdviseTarget target, Terminal terminal) {
        TerminalStyle style = out.style(terminal);
        ReportOutput output = out.output();
        StallOptions options = new StallOptions(min);
        check(target);
        Duration time = duration == null ? USUAL_DURATION : duration;
        ProgressLine progress = new ProgressLine(System.err, out.manner(terminal, target), time);
        String address = out.http();
        if (address == null) {
            StallReport report = observe(target, options, time, progress, unused -> {});
            progress.clear();
            output.write(rendering(report), style);
            return;
        }
        try (ServedReport<StallReport> served = ServedReport.start(
                "stall",
                address,
                interruption,
                report -> StallPage.render(report, ServedReport.REFRESH),
                StallJson::render)) {
            StallReport report = observe(target, options, time, progress, served::show);
            progress.clear();
            served.show(report);
            output.write(rendering(report), style);
            if (!interruption.happened()) {
                served.untilInterrupted();
            }
        }
    }

    private static Rendering rendering(StallReport report) {
        return new Rendering(
                style -> StallText.render(report, style),
                () -> StallJson.render(report),
                () -> StallPage.render(report, Duration.ZERO).html());
    }

    private void check(AdviseTarget target) {
        if (!(target instanceof AdviseTarget.Recorded recorded)) {
            LiveTarget.check(target);
            return;
        }
        if (duration != null) {
            throw new LabException.BadInput(
                    "--duration says how long to record, but these recordings are made already; leave it out");
        }
        recorded.files().forEach(FlightFile::check);
    }

    private StallReport observe(
            AdviseTarget target, StallOptions options, Duration time, ProgressLine line, Consumer<StallReport> soFar) {
        Progress progress = line::report;
        if (target instanceof AdviseTarget.Recorded recorded) {
            return StallReader.read(recorded.files(), options, progress);
        }
        LiveTarget live = new LiveTarget(interruption, line);
        StallRecorder recorder = new StallRecorder();
        live.onInterruption(recorder::stop);
        Duration every = out.http() == null ? Duration.ZERO : SNAPSHOTS;
        return live.observe(target, pid -> recorder.record(pid, time, options, progress, every, soFar));
    }
}
