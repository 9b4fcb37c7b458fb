package dev.cistern.cli;

import dev.cistern.lab.LabException;
import dev.cistern.lab.flame.Exports;
import dev.cistern.lab.flame.FlameReports;
import dev.cistern.lab.flame.Profile;
import dev.cistern.lab.shell.TerminalStyle;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a profile goes: the terminal, and perhaps files. With {@code --json -} the standard output is the JSON's. */
final class FlameOutputOptions {
    private static final String STANDARD_OUTPUT = "-";

    @Option(names = "--html", paramLabel = "FILE", description = "write the graph as a page that opens offline")
    private @Nullable String html;

    @Option(
            names = "--json",
            paramLabel = "FILE",
            description = "write the figures as JSON; - for the standard output, and then nothing else goes there")
    private @Nullable String json;

    @Option(names = "--pprof", paramLabel = "FILE", description = "write a pprof file (profile.proto, gzip)")
    private @Nullable String pprof;

    @Option(names = "--collapsed", paramLabel = "FILE", description = "write collapsed stacks")
    private @Nullable String collapsed;

    @Option(names = "--speedscope", paramLabel = "FILE", description = "write a file for speedscope")
    private @Nullable String speedscope;

    @Option(
            names = "--otlp",
            paramLabel = "FILE",
            description = "write OpenTelemetry's profiles signal (v1development, experimental)")
    private @Nullable String otlp;

    private final List<Destination> destinations = new ArrayList<>();

    private record Destination(String what, ReportFile file, Function<Profile, byte[]> content) {}

    /** Finds out before anything takes time whether all can be written. */
    void check() {
        destinations.clear();
        if (STANDARD_OUTPUT.equals(html)) {
            throw new LabException.BadInput("--html writes to a file only, but was -; name one such as flame.html");
        }
        add(
                "The page",
                "--html",
                html,
                profile -> utf8(FlameReports.page(profile).html()));
        if (!jsonToOutput()) {
            add("The JSON", "--json", json, profile -> utf8(FlameReports.json(profile)));
        }
        add("For pprof", "--pprof", pprof, Exports.PPROF::bytes);
        add("Collapsed stacks", "--collapsed", collapsed, Exports.COLLAPSED::bytes);
        add("For speedscope", "--speedscope", speedscope, Exports.SPEEDSCOPE::bytes);
        add("For OpenTelemetry", "--otlp", otlp, Exports.OTLP::bytes);
        Set<Path> paths = new HashSet<>();
        for (Destination destination : destinations) {
            if (!paths.add(destination.file.path().toAbsolutePath().normalize())) {
                throw new LabException.BadInput(
                        "two options write to " + destination.file.path() + ", but each needs a file of its own");
            }
            destination.file.check();
        }
    }

    private void add(String what, String option, @Nullable String name, Function<Profile, byte[]> content) {
        if (name == null) {
            return;
        }
        try {
            destinations.add(new Destination(what, new ReportFile(option, Path.of(name)), content));
        } catch (InvalidPathException e) {
            throw new LabException.BadInput(option + " needs the name of a file, but was '" + name + "'", e);
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    boolean jsonToOutput() {
        return STANDARD_OUTPUT.equals(json);
    }

    void write(Profile profile, TerminalStyle style) {
        if (jsonToOutput()) {
            System.out.print(FlameReports.json(profile));
        }
        PrintStream readable = jsonToOutput() ? System.err : System.out;
        if (!jsonToOutput() || !style.verdictsOnly()) {
            readable.print(FlameReports.terminal(profile, style));
        }
        readable.flush();
        destinations.forEach(destination -> destination.file.write(destination.content.apply(profile)));
        if (!style.verdictsOnly()) {
            destinations.forEach(destination -> readable.println(destination.what + ": "
                    + destination.file.path().toAbsolutePath().normalize()));
        }
    }
}
