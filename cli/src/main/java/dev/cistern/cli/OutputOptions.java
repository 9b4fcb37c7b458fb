package dev.cistern.cli;

import dev.cistern.lab.shell.TerminalStyle;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where a report goes and how it looks: the options that every instrument with one report has. */
final class OutputOptions {
    @Mixin
    private final ScreenOptions screen = new ScreenOptions();

    @Option(
            names = "--json",
            paramLabel = "FILE",
            description = "write the report as JSON; - for the standard output, and then nothing else goes there")
    private @Nullable String json;

    @Option(names = "--html", paramLabel = "FILE", description = "write the report as a page that opens offline")
    private @Nullable String html;

    @Mixin
    private final ServingOptions serving = new ServingOptions();

    Terminal terminal() {
        return screen.terminal();
    }

    TerminalStyle style(Terminal terminal) {
        return screen.style(terminal, "-".equals(json));
    }

    ProgressLine progress(Terminal terminal, AdviseTarget target, Duration time) {
        return screen.progress(terminal, target, time);
    }

    /** Where it goes; refused here when that is impossible. */
    ReportOutput output() {
        return checked(new ReportOutput(json, html));
    }

    /** Where it goes, with names for the files that the user has named none for. */
    ReportOutput output(String usualJson, String usualHtml) {
        return checked(new ReportOutput(
                Objects.requireNonNullElse(json, usualJson), Objects.requireNonNullElse(html, usualHtml)));
    }

    private static ReportOutput checked(ReportOutput output) {
        output.check();
        return output;
    }

    @Nullable
    String http() {
        return serving.http();
    }
}
