package dev.cistern.cli;

import dev.cistern.lab.LabException;
import dev.cistern.lab.gc.GcFlightReader;
import dev.cistern.lab.gc.GcHistory;
import dev.cistern.lab.gc.GcJson;
import dev.cistern.lab.gc.GcLogReader;
import dev.cistern.lab.gc.GcOptions;
import dev.cistern.lab.gc.GcPage;
import dev.cistern.lab.gc.GcRecorder;
import dev.cistern.lab.gc.GcReport;
import dev.cistern.lab.gc.GcText;
import dev.cistern.lab.recording.FlightFile;
import dev.cistern.lab.recording.Progress;
import dev.cistern.lab.shell.TerminalStyle;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code cistern gc}: whether reuse pays, seen from the heap. */
@Command(
        name = "gc",
        mixinStandardHelpOptions = true,
        version = Cistern.VERSION,
        sortOptions = false,
        customSynopsis = {
            "cistern gc                           lists the JVMs",
            "       cistern gc [OPTIONS] PID|NAME        looks at one of them",
            "       cistern gc [OPTIONS] -- PROGRAM...   starts one, looks, ends it",
            "       cistern gc [OPTIONS] a.jfr [b.jfr]   reads recordings of one JVM",
            "       cistern gc [OPTIONS] gc.log [...]    reads its log: -Xlog:gc*:file=gc.log"
        },
        description = {
            "Says from the heap and its collections whether reuse pays: PAYS when allocation falls and idle memory rises.",
            ""
        },
        footer = {
            "",
            "Ctrl-C ends the recording and reports on what there is.",
            "Exit codes: 0 done, 2 no conclusion possible, 3 bad input or unreachable target,",
            "4 an error of Cistern's own, 130 interrupted before anything could be reported."
        })
final class GcCommand implements Callable<Integer> {
    private static final Duration USUAL_DURATION = Duration.ofSeconds(60);

    private final @Nullable List<String> program;
    private final Interruption interruption;

    @Mixin
    private final TargetOptions targeting = new TargetOptions();

    @Option(
            names = "--windows",
            paramLabel = "N",
            description = "into how many windows to divide the time; 6 to 1000; default 12")
    private int windows = GcOptions.defaults().windows();

    @Option(
            names = "--rate",
            paramLabel = "OPS",
            description =
                    "how many operations a second the program finishes, so that allocation is judged by operation")
    private @Nullable Double rate;

    @Option(
            names = "--ops",
            paramLabel = "event:NAME",
            description = "count the operations instead: each event of this name is one; not for logs")
    private @Nullable String ops;

    @Mixin
    private final OutputOptions out = new OutputOptions();

    GcCommand(@Nullable List<String> program, Interruption interruption) {
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
        GcOptions options = options();
        check(target);
        ProgressLine progress = out.progress(terminal, target, targeting.duration(USUAL_DURATION));
        try (ServedReport<GcReport> served = ServedReport.start(
                "gc",
                out.http(),
                interruption,
                report -> GcPage.render(report, ServedReport.REFRESH),
                GcJson::render)) {
            GcReport report = GcReport.of(history(target, options, progress, served), options);
            progress.clear();
            served.show(report);
            output.write(rendering(report), style);
            served.untilInterrupted();
        }
    }

    private static Rendering rendering(GcReport report) {
        return new Rendering(
                style -> GcText.render(report, style),
                () -> GcJson.render(report),
                () -> GcPage.render(report, Duration.ZERO).html());
    }

    private GcOptions options() {
        String event = null;
        if (ops != null) {
            if (!ops.startsWith("event:") || ops.length() == "event:".length()) {
                throw new LabException.BadInput(
                        "--ops counts events here, as in event:com.acme.Request, but was '" + ops + "'");
            }
            event = ops.substring("event:".length());
        }
        return new GcOptions(windows, rate, event);
    }

    private void check(AdviseTarget target) {
        if (!(target instanceof AdviseTarget.Recorded recorded)) {
            LiveTarget.check(target);
            return;
        }
        boolean logs = isLog(recorded.files().getFirst());
        for (Path file : recorded.files()) {
            if (isLog(file) != logs) {
                throw new LabException.BadInput("recordings and logs cannot be read together, but "
                        + recorded.files().getFirst() + " is one and " + file + " the other; give them one by one");
            }
            if (logs) {
                GcLogReader.check(file);
            } else {
                FlightFile.check(file);
            }
        }
        if (logs && ops != null) {
            throw new LabException.BadInput(
                    "--ops counts events, which a log has none of; give --rate, or a recording");
        }
    }

    private static boolean isLog(Path file) {
        return !file.toString().toLowerCase(Locale.ROOT).endsWith(".jfr");
    }

    private GcHistory history(
            AdviseTarget target, GcOptions options, ProgressLine line, ServedReport<GcReport> served) {
        Progress progress = line::report;
        if (target instanceof AdviseTarget.Recorded recorded) {
            return isLog(recorded.files().getFirst())
                    ? GcLogReader.read(recorded.files(), progress)
                    : GcFlightReader.read(recorded.files(), options, progress);
        }
        LiveTarget live = new LiveTarget(interruption, line);
        GcRecorder recorder = new GcRecorder();
        live.onInterruption(recorder::stop);
        return live.observe(
                target,
                pid -> recorder.record(
                        pid,
                        targeting.duration(USUAL_DURATION),
                        options,
                        progress,
                        served.snapshots(),
                        soFar -> served.show(GcReport.of(soFar, options))));
    }
}
