package dev.cistern.cli;

import dev.cistern.lab.advise.Advice;
import dev.cistern.lab.advise.AdviceOptions;
import dev.cistern.lab.advise.Advisor;
import dev.cistern.lab.cost.CostProbe;
import dev.cistern.lab.probe.ProbeOptions;
import dev.cistern.lab.recording.Recording;
import dev.cistern.lab.recording.RecordingOptions;
import dev.cistern.lab.report.HtmlReport;
import dev.cistern.lab.report.JsonReport;
import dev.cistern.lab.report.TerminalReport;
import dev.cistern.lab.shell.TerminalStyle;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

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

    @Mixin
    private final TargetOptions targeting = new TargetOptions();

    @Option(
            names = "--windows",
            paramLabel = "N",
            description = "into how many windows to divide the time; 2 to 1000, each 1s or longer; default 6")
    private @Nullable Integer windows;

    @Mixin
    private final EngineOptions engines = new EngineOptions();

    @Option(
            names = "--mine",
            paramLabel = "PACKAGE",
            split = ",",
            description = "your packages, such as com.acme: sites are attributed to the first frame in them")
    private List<String> mine = List.of();

    @Mixin
    private final ProbingOptions probing = new ProbingOptions();

    @Mixin
    private final OutputOptions out = new OutputOptions();

    @Option(
            names = "--demo",
            description =
                    "look at a demo service; writes both reports, where not said otherwise to cistern-advise.html and cistern-advise.json")
    private boolean demo;

    AdviseCommand(@Nullable List<String> program, Interruption interruption) {
        this.program = program;
        this.interruption = interruption;
    }

    @Override
    public Integer call() {
        Terminal terminal = out.terminal();
        AdviseTarget target = targeting.target(program, demo, terminal);
        if (!(target instanceof AdviseTarget.None)) {
            engines.check(target);
            report(target, terminal);
        }
        return 0;
    }

    private void report(AdviseTarget target, Terminal terminal) {
        TerminalStyle style = out.style(terminal);
        ReportOutput output = demo ? out.output("cistern-advise.json", "cistern-advise.html") : out.output();
        RecordingOptions options = options();
        ProbeOptions probe = probing.of(target);
        ProbedAdvice probed = probe == null
                ? null
                : new ProbedAdvice(probe, out.progress(terminal, target, probe.duration()), interruption);
        ProgressLine progress = out.progress(terminal, target, options.duration());
        Observation.check(target);
        try (ServedReport<Advice> served = ServedReport.start(
                "advise",
                out.http(),
                interruption,
                advice -> HtmlReport.page(advice, ServedReport.REFRESH),
                JsonReport::render)) {
            Advice advice = advise(target, options, probed, progress);
            progress.clear();
            served.show(advice);
            output.write(rendering(advice), style);
            served.untilInterrupted();
        }
    }

    private Advice advise(
            AdviseTarget target, RecordingOptions options, @Nullable ProbedAdvice probed, ProgressLine progress) {
        progress.report("measuring what a pool costs on this machine, unless that is known", 0);
        AdviceOptions judging = new AdviceOptions(mine, CostProbe.ofThisHost());
        return new Observation(options, progress, interruption).of(target, (pid, recording) -> {
            if (probed != null) {
                return probed.of(pid, recording, judging);
            }
            Recording recorded = recording.get();
            progress.report("judging", 1);
            return Advisor.advise(recorded, judging);
        });
    }

    private static Rendering rendering(Advice advice) {
        return new Rendering(
                wanted -> TerminalReport.render(advice, wanted),
                () -> JsonReport.render(advice),
                () -> HtmlReport.render(advice));
    }

    private RecordingOptions options() {
        Duration time = targeting.duration(demo ? DEMO_DURATION : USUAL_DURATION);
        int fitting = Math.clamp(time.toSeconds(), 2, USUAL_WINDOWS);
        return new RecordingOptions(time, windows != null ? windows : fitting, engines.engine());
    }
}
