package dev.cistern.cli;

import dev.cistern.lab.LabException;
import dev.cistern.lab.advise.Advice;
import dev.cistern.lab.advise.AdviceOptions;
import dev.cistern.lab.advise.Advisor;
import dev.cistern.lab.cost.CostProbe;
import dev.cistern.lab.recording.EngineChoice;
import dev.cistern.lab.recording.Jvms;
import dev.cistern.lab.recording.LiveRecorder;
import dev.cistern.lab.recording.Recording;
import dev.cistern.lab.recording.RecordingOptions;
import dev.cistern.lab.recording.RunningJvm;
import dev.cistern.lab.report.HtmlReport;
import dev.cistern.lab.report.JsonReport;
import dev.cistern.lab.report.TerminalReport;
import dev.cistern.lab.report.TerminalStyle;
import java.io.Console;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code cistern advise}: looks at a running JVM and says what is worth pooling there. */
@Command(
        name = "advise",
        mixinStandardHelpOptions = true,
        description =
                "Says which allocation sites of a running JVM are worth pooling; without a target, lists the JVMs.")
final class AdviseCommand implements Callable<Integer> {
    @Parameters(
            arity = "0..1",
            paramLabel = "PID|NAME",
            description = "process id, or part of the main class, of a JVM of yours")
    private @Nullable String target;

    @Option(names = "--duration", description = "how many seconds to look, 3 to 86400; default ${DEFAULT-VALUE}")
    private int duration = 60;

    @Option(names = "--windows", description = "into how many windows to divide the time; default ${DEFAULT-VALUE}")
    private int windows = 6;

    @Option(
            names = "--engine",
            converter = EngineChoiceConverter.class,
            description = "auto, async-profiler or jfr; default auto")
    private EngineChoice engine = EngineChoice.AUTO;

    @Option(names = "--mine", split = ",", description = "your packages: sites are attributed to them")
    private List<String> mine = List.of();

    @Option(names = "--top", description = "how many sites to print; default ${DEFAULT-VALUE}")
    private int top = TerminalStyle.DEFAULT_TOP;

    @Option(names = "--json", description = "write the advice as JSON to this file")
    private @Nullable Path json;

    @Option(names = "--html", description = "write the advice as a page to this file")
    private @Nullable Path html;

    @Option(names = "--quiet", description = "print only the verdict table, and no progress")
    private boolean quiet;

    @Option(names = "--no-color", description = "print without colours")
    private boolean noColour;

    @Override
    public Integer call() {
        if (target == null) {
            list();
            return 0;
        }
        if (top < 1) {
            throw new LabException.BadInput("--top must be at least 1, but was " + top);
        }
        RecordingOptions options = new RecordingOptions(Duration.ofSeconds(duration), windows, engine);
        ReportFile.check(json);
        ReportFile.check(html);
        long pid = Jvms.find(target).pid();
        Recording recording = new LiveRecorder().record(pid, options, new ProgressLine(quiet)::report);
        Advice advice = Advisor.advise(recording, new AdviceOptions(mine, CostProbe.ofThisHost()));
        boolean colour = !noColour
                && System.getenv("NO_COLOR") == null
                && Optional.ofNullable(System.console())
                        .filter(Console::isTerminal)
                        .isPresent();
        System.out.print(TerminalReport.render(advice, new TerminalStyle(colour, true, quiet, top)));
        ReportFile.write(json, JsonReport.render(advice));
        ReportFile.write(html, HtmlReport.render(advice));
        return 0;
    }

    private static void list() {
        for (RunningJvm jvm : Jvms.list()) {
            System.out.println(jvm.pid() + "  " + jvm.mainClass());
        }
    }
}
