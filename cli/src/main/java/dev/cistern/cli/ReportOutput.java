package dev.cistern.cli;

import dev.cistern.lab.LabException;
import dev.cistern.lab.shell.TerminalStyle;
import java.io.PrintStream;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where a report goes: the terminal and perhaps two files. With {@code --json -} the standard output is the JSON's. */
final class ReportOutput {
    private static final String STANDARD_OUTPUT = "-";

    private final @Nullable ReportFile json;
    private final boolean jsonToOutput;
    private final @Nullable ReportFile html;

    ReportOutput(@Nullable String json, @Nullable String html) {
        jsonToOutput = STANDARD_OUTPUT.equals(json);
        this.json = jsonToOutput ? null : file("--json", json);
        this.html = file("--html", html);
        if (this.json != null && this.html != null && absolute(this.json).equals(absolute(this.html))) {
            throw new LabException.BadInput("--json and --html must be two files, but both are " + html);
        }
    }

    private static @Nullable ReportFile file(String option, @Nullable String name) {
        return name == null ? null : ReportFile.of(option, name);
    }

    private static Path absolute(ReportFile file) {
        return file.path().toAbsolutePath().normalize();
    }

    void check() {
        if (json != null) {
            json.check();
        }
        if (html != null) {
            html.check();
        }
    }

    void write(Rendering report, TerminalStyle style) {
        if (jsonToOutput) {
            System.out.print(report.json().get());
        }
        PrintStream readable = jsonToOutput ? System.err : System.out;
        if (!jsonToOutput || !style.verdictsOnly()) {
            readable.print(report.text().apply(style));
        }
        readable.flush();
        if (json != null) {
            json.write(report.json().get());
        }
        if (html != null) {
            html.write(report.html().get());
        }
        if (!style.verdictsOnly()) {
            tell(readable, "The page: ", html);
            tell(readable, "The JSON: ", json);
        }
    }

    private static void tell(PrintStream readable, String what, @Nullable ReportFile file) {
        if (file != null) {
            readable.println(what + file.path().toAbsolutePath().normalize());
        }
    }
}
