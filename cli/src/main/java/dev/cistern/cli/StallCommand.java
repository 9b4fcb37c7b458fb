package dev.cistern.cli;

import dev.cistern.lab.recording.FlightFile;
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
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

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

    private final @Nullable List<String> program;
    private final Interruption interruption;

    @Mixin
    private final TargetOptions targeting = new TargetOptions();

    @Option(
            names = "--min",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "the shortest span that is shown, such as 5ms; all are counted; default 5ms")
    private Duration min = StallOptions.defaults().minSpan();

    @Mixin
    private final OutputOptions out = new OutputOptions();

    StallCommand(@Nullable List<String> program, Interruption interruption) {
        this.program = program;
        this.interruption = interruption;
    }

    @Override
    public Integer call() {
        Terminal terminal = out.terminal();
        AdviseTarget target = targeting.target(program, false, terminal);
        if (!(target instanceof AdviseTarget.None)) {
            report(target, terminal);
        }
        return 0;
    }

    private void report(AdviseTarget target, Terminal terminal) {
        TerminalStyle style = out.style(terminal);
        ReportOutput output = out.output();
        StallOptions options = new StallOptions(min);
        if (target instanceof AdviseTarget.Recorded recorded) {
            recorded.files().forEach(FlightFile::check);
        } else {
            LiveTarget.check(target);
        }
        ProgressLine progress = out.progress(terminal, target, targeting.duration(USUAL_DURATION));
        try (ServedReport<StallReport> served = ServedReport.start(
                "stall",
                out.http(),
                interruption,
                report -> StallPage.render(report, ServedReport.REFRESH),
                StallJson::render)) {
            StallReport report = observe(target, options, progress, served);
            progress.clear();
            served.show(report);
            output.write(rendering(report), style);
            served.untilInterrupted();
        }
    }

    private static Rendering rendering(StallReport report) {
        return new Rendering(
                style -> StallText.render(report, style),
                () -> StallJson.render(report),
                () -> StallPage.render(report, Duration.ZERO).html());
    }

    private StallReport observe(
            AdviseTarget target, StallOptions options, ProgressLine line, ServedReport<StallReport> served) {
        Progress progress = line::report;
        if (target instanceof AdviseTarget.Recorded recorded) {
            return StallReader.read(recorded.files(), options, progress);
        }
        LiveTarget live = new LiveTarget(interruption, line);
        StallRecorder recorder = new StallRecorder();
        live.onInterruption(recorder::stop);
        return live.observe(
                target,
                pid -> recorder.record(
                        pid, targeting.duration(USUAL_DURATION), options, progress, served.snapshots(), served::show));
    }
}
