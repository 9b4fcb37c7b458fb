package dev.cistern.cli;

import dev.cistern.lab.LabException;
import dev.cistern.lab.prove.Check;
import dev.cistern.lab.prove.Runs;
import dev.cistern.lab.prove.RunsFile;
import dev.cistern.lab.report.ComparisonJson;
import dev.cistern.lab.report.ComparisonPage;
import dev.cistern.lab.report.ComparisonReport;
import dev.cistern.lab.report.GateFiles;
import dev.cistern.lab.shell.Page;
import dev.cistern.lab.shell.TerminalStyle;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code cistern check}: the gate of continuous integration. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        version = Cistern.VERSION,
        sortOptions = false,
        customSynopsis = {
            "cistern check --baseline b.json --candidate c.json [OPTIONS]",
            "       cistern check --baseline b.json [OPTIONS] -- PROGRAM..."
        },
        description = {"Compares runs with a baseline; worse is only what is so by an interval that excludes zero.", ""
        },
        footer = {
            "",
            "Exit codes: 0 nothing is worse, 1 something is, 2 no conclusion possible,",
            "3 bad input, 4 an error of Cistern's own, 130 interrupted."
        })
final class CheckCommand implements Callable<Integer> {
    private final @Nullable List<String> program;
    private final Interruption interruption;

    @Option(
            names = "--baseline",
            required = true,
            paramLabel = "FILE",
            description = "what 'cistern baseline' wrote, or a report of JMH")
    private Path baseline = Path.of("");

    @Option(names = "--candidate", paramLabel = "FILE", description = "the same of the build to be checked")
    private @Nullable Path candidate;

    @Option(
            names = "--runs",
            paramLabel = "N",
            description = "how many processes of the program; default as many as the baseline has")
    private @Nullable Integer runs;

    @Mixin
    private final MeteringOptions metering = new MeteringOptions();

    @Option(names = "--json", paramLabel = "FILE", description = "write the check as JSON")
    private @Nullable String json;

    @Option(names = "--junit", paramLabel = "FILE", description = "write the check as JUnit XML")
    private @Nullable String junit;

    @Option(names = "--sarif", paramLabel = "FILE", description = "write what is worse as SARIF")
    private @Nullable String sarif;

    @Option(names = "--markdown", paramLabel = "FILE", description = "write the check as Markdown")
    private @Nullable String markdown;

    @Option(names = "--html", paramLabel = "FILE", description = "write the check as a page that opens offline")
    private @Nullable String html;

    @Mixin
    private final ServingOptions serving = new ServingOptions();

    private @Nullable Check check;

    CheckCommand(@Nullable List<String> program, Interruption interruption) {
        this.program = program;
        this.interruption = interruption;
    }

    @Override
    public Integer call() {
        if ((candidate == null) == (program == null)) {
            throw new LabException.BadInput("check needs one of --candidate and -- with a program, but was given "
                    + (candidate == null ? "neither" : "both"));
        }
        OutputFiles files = files();
        Runs before = RunsFile.read(baseline);
        try (ServedReport<Check> served = ServedReport.start(
                "check",
                serving.http(),
                interruption,
                shown -> page(shown, ServedReport.REFRESH),
                ComparisonJson::check)) {
            int code = check(before, files, served);
            served.untilInterrupted();
            return code;
        }
    }

    private static Page.Document page(Check shown, Duration refresh) {
        return ComparisonPage.render("check", summary(shown.result()), shown.comparisons(), shown.notes(), refresh);
    }

    private int check(Runs before, OutputFiles files, ServedReport<Check> served) {
        Check found = Check.of(before, candidate != null ? RunsFile.read(candidate) : measured(before));
        check = found;
        served.show(found);
        Terminal terminal = metering.terminal();
        System.out.print(ComparisonReport.terminal(
                found.comparisons(),
                found.notes(),
                new TerminalStyle(terminal.colour(), terminal.unicode(), false, TerminalStyle.DEFAULT_TOP)));
        System.out.println(summary(found.result()));
        System.out.flush();
        files.write();
        return switch (found.result()) {
            case PASSED -> 0;
            case FAILED -> 1;
            case OPEN -> 2;
        };
    }

    private Runs measured(Runs before) {
        if (program == null || program.isEmpty()) {
            throw new LabException.BadInput(
                    "after -- the program is missing; for example: cistern check --baseline b.json -- java -jar"
                            + " app.jar");
        }
        if (before.subjects().size() != 1) {
            throw new LabException.BadInput(
                    baseline + " has " + before.subjects().size()
                            + " subjects, but a program is one; give the report of JMH as --candidate");
        }
        Runs.Subject subject = before.subjects().getFirst();
        int count = runs != null ? runs : subject.runs().size();
        RunSeries.checkCount(count);
        return new RunSeries(metering, interruption).measure(subject.name(), program, count, before.operations());
    }

    private OutputFiles files() {
        return new OutputFiles()
                .add("--json", json, () -> ComparisonJson.check(Objects.requireNonNull(check)))
                .add("--junit", junit, () -> GateFiles.junit(Objects.requireNonNull(check)))
                .add("--sarif", sarif, () -> GateFiles.sarif(Objects.requireNonNull(check), baseline.toString()))
                .add(
                        "--markdown",
                        markdown,
                        () -> ComparisonReport.markdown(
                                Objects.requireNonNull(check).comparisons(),
                                Objects.requireNonNull(check).notes()))
                .add(
                        "--html",
                        html,
                        () -> page(Objects.requireNonNull(check), Duration.ZERO).html());
    }

    private static String summary(Check.Result result) {
        return switch (result) {
            case PASSED -> "The check passed: nothing is worse.";
            case FAILED -> "The check failed: something is worse.";
            case OPEN -> "The check is open: no figure could be compared.";
        };
    }
}
