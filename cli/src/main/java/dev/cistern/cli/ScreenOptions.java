package dev.cistern.cli;

import dev.cistern.lab.LabException;
import dev.cistern.lab.shell.TerminalStyle;
import java.time.Duration;
import picocli.CommandLine.Option;

/** How a command shows itself in a terminal: the options that every instrument has. */
final class ScreenOptions {
    @Option(names = "--top", paramLabel = "N", description = "how many rows of each table to print; default 20")
    private int top = TerminalStyle.DEFAULT_TOP;

    @Option(names = "--quiet", description = "print only the verdict, and no progress")
    private boolean quiet;

    @Option(names = "--no-color", description = "print without colours")
    private boolean noColour;

    Terminal terminal() {
        return Terminal.ofThisProcess(noColour);
    }

    /**
     * The style of the text.
     *
     * @param terminal where it goes
     * @param toError whether the standard output belongs to something else, so that the text joins the progress
     */
    TerminalStyle style(Terminal terminal, boolean toError) {
        if (top < 1) {
            throw new LabException.BadInput("--top must be at least 1, but was " + top);
        }
        return new TerminalStyle(terminal.colour() && !toError, terminal.unicode(), quiet, top);
    }

    /** A line that is updated would be torn apart by the output of a program that writes between. */
    ProgressLine progress(Terminal terminal, AdviseTarget target, Duration time) {
        return new ProgressLine(System.err, manner(terminal, target), time);
    }

    private ProgressLine.Manner manner(Terminal terminal, AdviseTarget target) {
        if (quiet) {
            return ProgressLine.Manner.SILENT;
        }
        boolean alone = terminal.errIsTerminal() && !(target instanceof AdviseTarget.Launched);
        return alone ? ProgressLine.Manner.UPDATED : ProgressLine.Manner.LINES;
    }
}
