package dev.cistern.cli;

import dev.cistern.lab.LabException;
import dev.cistern.lab.advise.Advice;
import dev.cistern.lab.advise.AdviceOptions;
import dev.cistern.lab.advise.Advisor;
import dev.cistern.lab.cost.CostProbe;
import dev.cistern.lab.recording.EngineChoice;
import dev.cistern.lab.recording.Jvms;
import dev.cistern.lab.recording.Recording;
import dev.cistern.lab.recording.RecordingOptions;
import dev.cistern.lab.report.HtmlReport;
import dev.cistern.lab.report.JsonReport;
import dev.cistern.lab.report.TerminalReport;
import dev.cistern.lab.shell.TerminalStyle;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code cistern advise}: looks at a JVM and says what is worth pooling there. */
@Command(
        name = "advise",
        mixinStandardHelpOptions = true,
        version = Cistern.VERSION,
        sortOptions = false,
        customSynopsis = {
            "cistern advise                           lists the JVMs",
            "       cistern advise [OPTIONS] PID|NAME        looks at one of them",
            "       cistern advise [OPTIONS] -- PROGRAM...   starts one, looks, ends it",
            "       cistern advise [OPTIONS] a.jfr [b.jfr]   reads recordings",
            "       cistern advise [OPTIONS] --demo          looks at a demo service"
        },
        description = {"Says which allocation sites of a JVM are worth pooling, and why the others are not.", ""},
        footer = {
            "",
            "Ctrl-C ends the recording and reports on what there is.",
            "Exit codes: 0 done, 2 no conclusion possible, 3 bad input or unreachable target,",
            "4 an error of Cistern's own, 130 interrupted before anything could be reported."
        })
final class AdviseCommand implements Callable<Integer> {
    private static final Duration USUAL_DURATION = Duration.ofSeconds(60);
    private static final Duration DEMO_DURATION = Duration.ofSeconds(30);
    private static final int USUAL_WINDOWS = 6;

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
            description = "how long to look, such as 60s, 2m or 90; 3s to 24h; default 60s, for --demo 30s")
    private @Nullable Duration duration;

    @Option(
            names = "--windows",
            paramLabel = "N",
            description = "into how many windows to divide the time; 2 to 1000, each 1s or longer; default 6")
    private @Nullable Integer windows;

    @Option(
            names = "--engine",
            paramLabel = "ENGINE",
            converter = EngineChoiceConverter.class,
            description = "auto, async-profiler or jfr; default auto")
    private @Nullable EngineChoice engine;

    @Option(
            names = "--mine",
            paramLabel = "PACKAGE",
            split = ",",
            description = "your packages, such as com.acme: sites are attributed to the first frame in them")
    private List<String> mine = List.of();

    @Option(names = "--top", paramLabel = "N", description = "how many sites to print; default 20")
    private int top = TerminalStyle.DEFAULT_TOP;

    @Option(
            names = "--json",
            paramLabel = "FILE",
            description = "write the advice as JSON; - for the standard output, and then nothing else goes there")
    private @Nullable String json;

    @Option(names = "--html", paramLabel = "FILE", description = "write the advice as a page that opens offline")
    private @Nullable String html;

    @Option(
            names = "--demo",
            description =
                    "look at a demo service; writes both reports, where not said otherwise to cistern-advise.html and cistern-advise.json")
    private boolean demo;

    @Option(names = "--quiet", description = "print only the verdict table, and no progress")
    private boolean quiet;

    @Option(names = "--no-color", description = "print without colours")
    private boolean noColour;

    AdviseCommand(@Nullable List<String> program, Interruption interruption) {
        this.program = program;
        this.interruption = interruption;
    }

    @Override
    public Integer call() {
        Terminal terminal = Terminal.ofThisProcess(noColour);
        AdviseTarget target = AdviseTarget.of(targets, program, demo);
        if (target instanceof AdviseTarget.None) {
            refuseOptionsWithoutTarget();
            System.out.print(JvmListing.render(Jvms.list(), terminal.unicode()));
            return 0;
        }
        advise(target, terminal);
        return 0;
    }

    private void advise(AdviseTarget target, Terminal terminal) {
        TerminalStyle style = style(terminal);
        ReportOutput output = output();
        output.check();
        RecordingOptions options = options(target);
        ProgressLine progress = new ProgressLine(System.err, manner(terminal, target), options.duration());
        Observation observation = new Observation(options, progress, interruption);
        observation.check(target);
        progress.report("measuring what a pool costs on this machine, unless that is known", 0);
        AdviceOptions judging = new AdviceOptions(mine, CostProbe.ofThisHost());
        Recording recording = observation.of(target);
        progress.report("judging", 1);
        Advice advice = Advisor.advise(recording, judging);
        progress.clear();
        output.write(
                new Rendering(
                        wanted -> TerminalReport.render(advice, wanted),
                        () -> JsonReport.render(advice),
                        () -> HtmlReport.render(advice)),
                style);
    }

    private void refuseOptionsWithoutTarget() {
        boolean asked = duration != null || windows != null || engine != null || json != null || html != null;
        if (asked || !mine.isEmpty() || top != TerminalStyle.DEFAULT_TOP) {
            throw new LabException.BadInput(
                    "there are options but nothing to look at; name a JVM ('cistern advise' lists"
                            + " them), .jfr files, -- and a program, or --demo");
        }
    }

    private TerminalStyle style(Terminal terminal) {
        if (top < 1) {
            throw new LabException.BadInput("--top must be at least 1, but was " + top);
        }
        boolean toError = "-".equals(json);
        return new TerminalStyle(terminal.colour() && !toError, terminal.unicode(), quiet, top);
    }

    private ReportOutput output() {
        return demo
                ? new ReportOutput(
                        Objects.requireNonNullElse(json, "cistern-advise.json"),
                        Objects.requireNonNullElse(html, "cistern-advise.html"))
                : new ReportOutput(json, html);
    }

    private RecordingOptions options(AdviseTarget target) {
        if (target instanceof AdviseTarget.Recorded && (duration != null || engine != null)) {
            throw new LabException.BadInput((duration != null ? "--duration" : "--engine")
                    + " says how to record, but these recordings are made already; leave it out");
        }
        Duration time = duration != null ? duration : demo ? DEMO_DURATION : USUAL_DURATION;
        int fitting = Math.clamp(time.toSeconds(), 2, USUAL_WINDOWS);
        return new RecordingOptions(
                time, windows != null ? windows : fitting, engine != null ? engine : EngineChoice.AUTO);
    }

    /** A line that is updated would be torn apart by the output of a program that writes between. */
    private ProgressLine.Manner manner(Terminal terminal, AdviseTarget target) {
        if (quiet) {
            return ProgressLine.Manner.SILENT;
        }
        boolean alone = terminal.errIsTerminal() && !(target instanceof AdviseTarget.Launched);
        return alone ? ProgressLine.Manner.UPDATED : ProgressLine.Manner.LINES;
    }
}
