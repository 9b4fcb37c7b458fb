package dev.cistern.cli;

import dev.cistern.lab.LabException;
import dev.cistern.lab.matrix.Comparison;
import dev.cistern.lab.matrix.JointVerdict;
import dev.cistern.lab.matrix.ProcessRun;
import dev.cistern.lab.prove.OperationChoice;
import dev.cistern.lab.recording.MeterOptions;
import dev.cistern.lab.report.ComparisonJson;
import dev.cistern.lab.report.ComparisonPage;
import dev.cistern.lab.report.ComparisonReport;
import dev.cistern.lab.shell.Page;
import dev.cistern.lab.shell.TerminalStyle;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code cistern prove}: measures a program before and after a change, in turn. */
@Command(
        name = "prove",
        mixinStandardHelpOptions = true,
        version = Cistern.VERSION,
        sortOptions = false,
        description = {
            "Starts a program before and after a change in turn, each time in a fresh process, and judges bytes,"
                    + " pauses and memory together.",
            ""
        },
        footer = {
            "",
            "Example: cistern prove --before 'java -Dpooled=false -jar app.jar'",
            "                       --after 'java -Dpooled=true -jar app.jar' --ops 'stdout:answers (\\d+)'",
            "Ctrl-C ends the program and reports on the pairs there are.",
            "Exit codes: 0 done, 1 --gate and the gain is not proven, 2 no conclusion possible,",
            "3 bad input, 4 an error of Cistern's own, 130 interrupted before anything could be reported."
        })
final class ProveCommand implements Callable<Integer> {
    private static final int USUAL_PAIRS = 10;

    private final Interruption interruption;

    @Option(names = "--before", required = true, paramLabel = "COMMAND", description = "the program before the change")
    private String before = "";

    @Option(names = "--after", required = true, paramLabel = "COMMAND", description = "the program after it")
    private String after = "";

    @Option(names = "--pairs", paramLabel = "N", description = "how many pairs of processes; default 10")
    private int pairs = USUAL_PAIRS;

    @Option(names = "--gate", description = "end with 1 unless the gain is PROVEN; needs --ops")
    private boolean gate;

    @Mixin
    private final MeteringOptions metering = new MeteringOptions();

    @Option(names = "--json", paramLabel = "FILE", description = "write all runs and the comparison as JSON")
    private @Nullable String json;

    @Option(names = "--markdown", paramLabel = "FILE", description = "write the comparison as Markdown")
    private @Nullable String markdown;

    @Option(names = "--html", paramLabel = "FILE", description = "write the comparison as a page that opens offline")
    private @Nullable String html;

    @Mixin
    private final ServingOptions serving = new ServingOptions();

    private final List<ProcessRun> runsBefore = new ArrayList<>();
    private final List<ProcessRun> runsAfter = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private @Nullable Comparison comparison;

    ProveCommand(Interruption interruption) {
        this.interruption = interruption;
    }

    @Override
    public Integer call() {
        OperationChoice operations = metering.operations("");
        check(operations);
        OutputFiles files = new OutputFiles()
                .add(
                        "--json",
                        json,
                        () -> ComparisonJson.prove(
                                Objects.requireNonNull(comparison), runsBefore, runsAfter, partial(), notes))
                .add(
                        "--markdown",
                        markdown,
                        () -> ComparisonReport.markdown(List.of(Objects.requireNonNull(comparison)), notes))
                .add(
                        "--html",
                        html,
                        () -> page(Objects.requireNonNull(comparison), List.copyOf(notes), Duration.ZERO)
                                .html());
        try (ServedReport<Proof> served = ServedReport.start(
                "prove",
                serving.http(),
                interruption,
                proof -> page(proof.comparison, proof.notes, ServedReport.REFRESH),
                proof -> proof.json)) {
            int code = prove(operations, files, served);
            served.untilInterrupted();
            return code;
        }
    }

    private int prove(OperationChoice operations, OutputFiles files, ServedReport<Proof> served) {
        Terminal terminal = metering.terminal();
        measure(operations, metering.progress(terminal, 2 * pairs), served);
        Comparison found = compared();
        comparison = found;
        if (partial()) {
            notes.add("Partial: ended after " + runsBefore.size() + " of " + pairs + " pairs.");
        }
        served.show(() -> proof(found));
        TerminalStyle style =
                new TerminalStyle(terminal.colour(), terminal.unicode(), false, TerminalStyle.DEFAULT_TOP);
        System.out.print(ComparisonReport.terminal(List.of(found), notes, style));
        System.out.flush();
        files.write();
        return exitCode(found);
    }

    private void check(OperationChoice operations) {
        int fewest = Comparison.fewestPairs();
        if (pairs < fewest || pairs > 1_000) {
            throw new LabException.BadInput(
                    "--pairs must be " + fewest + " to 1000, since fewer pairs allow no interval of"
                            + " the level that is needed, but was " + pairs);
        }
        if (gate && !operations.counts()) {
            throw new LabException.BadInput(
                    "--gate needs --ops: without operations the figures are those of a second, at"
                            + " whatever load there was, and prove nothing");
        }
    }

    /** What is served, as it was at a moment. */
    private record Proof(Comparison comparison, List<String> notes, String json) {}

    private Proof proof(Comparison now) {
        return new Proof(now, List.copyOf(notes), ComparisonJson.prove(now, runsBefore, runsAfter, partial(), notes));
    }

    private Comparison compared() {
        return Comparison.ofPairs("before and after", runsBefore, runsAfter);
    }

    private static Page.Document page(Comparison comparison, List<String> notes, Duration refresh) {
        return ComparisonPage.render("prove", "", List.of(comparison), notes, refresh);
    }

    private void measure(OperationChoice operations, ProgressLine progress, ServedReport<Proof> served) {
        MeterOptions options = metering.meter(operations);
        MeasuredProgram first = new MeasuredProgram(MeasuredProgram.shell(before), operations, options, interruption);
        MeasuredProgram second = new MeasuredProgram(MeasuredProgram.shell(after), operations, options, interruption);
        try {
            for (int pair = 0; pair < pairs; pair++) {
                progress.report("before, " + (pair + 1) + " of " + pairs, (double) pair / pairs);
                ProcessRun one = noted(first.run());
                progress.report("after, " + (pair + 1) + " of " + pairs, (pair + 0.5) / pairs);
                ProcessRun other = noted(second.run());
                runsBefore.add(one);
                runsAfter.add(other);
                if (runsBefore.size() >= Comparison.fewestPairs()) {
                    served.show(() -> proof(compared()));
                }
            }
        } catch (LabException.Interrupted e) {
            if (runsBefore.size() < Comparison.fewestPairs()) {
                throw e;
            }
        } finally {
            progress.clear();
        }
    }

    private ProcessRun noted(MeasuredProgram.Measured measured) {
        measured.notes().stream().filter(note -> !notes.contains(note)).forEach(notes::add);
        return measured.run();
    }

    private boolean partial() {
        return runsBefore.size() < pairs;
    }

    private int exitCode(Comparison found) {
        if (found.verdict() == JointVerdict.UNDECIDED && found.worse().isEmpty()) {
            return 2;
        }
        return gate && found.verdict() != JointVerdict.PROVEN ? 1 : 0;
    }
}
