package dev.cistern.cli;

import dev.cistern.experiments.boundaries.Boundaries;
import dev.cistern.experiments.boundaries.Finding;
import dev.cistern.lab.LabException;
import dev.cistern.lab.shell.TerminalStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code cistern boundaries}: shows the five boundaries on this machine. */
@Command(
        name = "boundaries",
        mixinStandardHelpOptions = true,
        version = Cistern.VERSION,
        sortOptions = false,
        description = {
            "Measures the five applicability boundaries on this machine, on the real pool: what was expected and what"
                    + " was seen. Each takes up to a minute.",
            ""
        },
        footer = {
            "",
            "Exit codes: 0 done, whatever was seen, 3 bad input, 4 an error of Cistern's own, 130 interrupted."
        })
final class BoundariesCommand implements Callable<Integer> {
    private final Interruption interruption;

    @Parameters(arity = "0..*", paramLabel = "BOUNDARY", description = "1 to 5; all where none is named")
    private List<Integer> wanted = List.of();

    @Option(names = "--html", paramLabel = "FILE", description = "write the findings as a page that opens offline")
    private @Nullable String html;

    @Mixin
    private final ServingOptions serving = new ServingOptions();

    @Option(names = "--no-color", description = "print without colours")
    private boolean noColour;

    private final List<Finding> findings = new ArrayList<>();

    BoundariesCommand(Interruption interruption) {
        this.interruption = interruption;
    }

    @Override
    public Integer call() {
        for (int boundary : wanted) {
            if (boundary < 1 || boundary > Boundaries.COUNT) {
                throw new LabException.BadInput(
                        "a boundary is a number from 1 to " + Boundaries.COUNT + ", but was " + boundary);
            }
        }
        OutputFiles files = new OutputFiles().add("--html", html, () -> FindingPage.render(findings));
        List<Integer> chosen = wanted.isEmpty()
                ? IntStream.rangeClosed(1, Boundaries.COUNT).boxed().toList()
                : wanted.stream().distinct().sorted().toList();
        Terminal terminal = Terminal.ofThisProcess(noColour);
        TerminalStyle style =
                new TerminalStyle(terminal.colour(), terminal.unicode(), false, TerminalStyle.DEFAULT_TOP);
        try (ServedReport<List<Finding>> served = ServedReport.start(
                "boundaries",
                serving.http(),
                interruption,
                found -> FindingPage.document(found, ServedReport.REFRESH),
                null)) {
            measure(chosen, style, served);
            files.write();
            served.untilInterrupted();
        }
        return 0;
    }

    private void measure(List<Integer> chosen, TerminalStyle style, ServedReport<List<Finding>> served) {
        Boundaries boundaries = new Boundaries();
        interruption.react(boundaries::stop);
        for (int boundary : chosen) {
            System.err.println("measuring boundary " + boundary);
            boundaries.run(boundary).ifPresent(finding -> {
                findings.add(finding);
                served.show(List.copyOf(findings));
                System.out.print(FindingText.render(finding, style));
                System.out.flush();
            });
        }
        if (findings.isEmpty()) {
            throw new LabException.Interrupted("interrupted before an experiment was done");
        }
    }
}
