package dev.cistern.cli;

import dev.cistern.lab.LabException;
import dev.cistern.lab.shell.TerminalStyle;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a report goes and how it looks: the options that every instrument has. */
final class OutputOptions {
    @Option(names = "--top", paramLabel = "N", description = "how many rows of each table to print; default 20")
    private int top = TerminalStyle.DEFAULT_TOP;

    @Option(
            names = "--json",
            paramLabel = "FILE",
            description = "write the report as JSON; - for the standard output, and then nothing else goes there")
    private @Nullable String json;

    @Option(names = "--html", paramLabel = "FILE", description = "write the report as a page that opens offline")
    private @Nullable String html;

    @Option(
            names = "--http",
            paramLabel = ":PORT",
            description =
                    "serve the page to this machine's browsers, live while it observes, until Ctrl-C; :0 for any port")
    private @Nullable String http;

    @Option(names = "--quiet", description = "print only the verdict, and no progress")
    private boolean quiet;

    @Option(names = "--no-color", description = "print without colours")
    private boolean noColour;

    Terminal terminal() {
        return Terminal.ofThisProcess(noColour);
    }

    TerminalStyle style(Terminal terminal) {
        if (top < 1) {
            throw new LabException.BadInput("--top must be at least 1, but was " + top);
        }
        return new TerminalStyle(terminal.colour() && !"-".equals(json), terminal.unicode(), quiet, top);
    }

    /** Where it goes; refused here when that is impossible. */
    ReportOutput output() {
        ReportOutput output = new ReportOutput(json, html);
        output.check();
        return output;
    }

    @Nullable
    String http() {
        return http;
    }

    boolean any() {
        return json != null || html != null || http != null;
    }

    /** A line that is updated would be torn apart by the output of a program that writes between. */
    ProgressLine.Manner manner(Terminal terminal, AdviseTarget target) {
        if (quiet) {
            return ProgressLine.Manner.SILENT;
        }
        boolean alone = terminal.errIsTerminal() && !(target instanceof AdviseTarget.Launched);
        return alone ? ProgressLine.Manner.UPDATED : ProgressLine.Manner.LINES;
    }
}
