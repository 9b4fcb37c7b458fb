package dev.cistern.cli;

import dev.cistern.lab.LabException;
import dev.cistern.lab.flame.Comparisons;
import dev.cistern.lab.flame.Profile;
import dev.cistern.lab.flame.ProfileFiles;
import dev.cistern.lab.flame.ProfileRecorder;
import dev.cistern.lab.recording.EngineChoice;
import dev.cistern.lab.recording.Jvms;
import dev.cistern.lab.recording.ProfileKind;
import dev.cistern.lab.shell.PageServer;
import dev.cistern.lab.shell.TerminalStyle;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code cistern flame}: draws where a JVM spends its time and memory, and how much of it in pools and caches. */
@Command(
        name = "flame",
        mixinStandardHelpOptions = true,
        version = Cistern.VERSION,
        sortOptions = false,
        customSynopsis = {
            "cistern flame                           lists the JVMs",
            "       cistern flame [OPTIONS] PID|NAME        profiles one of them",
            "       cistern flame [OPTIONS] -- PROGRAM...   starts one, profiles it, ends it",
            "       cistern flame [OPTIONS] FILE...         draws .jfr, collapsed and pprof files"
        },
        description = {"Draws where a JVM spends its time and memory, and how much of it in pools and caches.", ""},
        footer = {
            "",
            "Ctrl-C ends the profile and shows what there is.",
            "Exit codes: 0 done, 2 no conclusion possible, 3 bad input or unreachable target,",
            "4 an error of Cistern's own, 130 interrupted before anything could be shown."
        })
final class FlameCommand implements Callable<Integer> {
    private static final Duration USUAL_DURATION = Duration.ofSeconds(30);
    private static final Duration SHORTEST = Duration.ofSeconds(3);
    private static final Duration LONGEST = Duration.ofHours(24);

    private final @Nullable List<String> program;
    private final Interruption interruption;

    @Parameters(
            arity = "0..*",
            paramLabel = "TARGET",
            description = "process id or part of the main class of a JVM of yours, or files")
    private List<String> targets = List.of();

    @Option(
            names = "--event",
            paramLabel = "KIND",
            converter = ProfileKindConverter.class,
            description = "cpu, wall, alloc, live or lock; default cpu, for files what is in them")
    private @Nullable ProfileKind event;

    @Option(
            names = "--duration",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "how long to profile, such as 30s or 2m; 3s to 24h; default 30s, with --http until Ctrl-C")
    private @Nullable Duration duration;

    @Option(
            names = "--engine",
            paramLabel = "ENGINE",
            converter = EngineChoiceConverter.class,
            description = "auto, async-profiler or jfr; default auto")
    private @Nullable EngineChoice engine;

    @Option(
            names = "--base",
            paramLabel = "FILE",
            description = "compare with an earlier profile: what grew is red, what shrank is blue")
    private @Nullable String base;

    @Option(
            names = "--http",
            paramLabel = ":PORT",
            description = "serve the page to this machine's browsers until Ctrl-C, live where a JVM is profiled")
    private @Nullable String http;

    @Mixin
    private final FlameOutputOptions output = new FlameOutputOptions();

    @Option(names = "--top", paramLabel = "N", description = "how many frames to print; default 20")
    private int top = TerminalStyle.DEFAULT_TOP;

    @Option(names = "--quiet", description = "print only the frames, and no progress")
    private boolean quiet;

    @Option(names = "--no-color", description = "print without colours")
    private boolean noColour;

    FlameCommand(@Nullable List<String> program, Interruption interruption) {
        this.program = program;
        this.interruption = interruption;
    }

    @Override
    public Integer call() {
        Terminal terminal = Terminal.ofThisProcess(noColour);
        AdviseTarget target = AdviseTarget.of(targets, program, false);
        output.check();
        if (target instanceof AdviseTarget.None) {
            refuseOptionsWithoutTarget();
            System.out.print(JvmListing.render(Jvms.list(), terminal.unicode()));
            return 0;
        }
        ProgressLine progress = new ProgressLine(System.err, manner(terminal, target), length());
        TerminalStyle style = style(terminal);
        @Nullable PageServer server = http == null ? null : PageServer.start(PageServer.port("--http", http));
        try {
            Profile profile = profile(target, progress, server);
            progress.clear();
            output.write(profile, style);
            if (server != null && target instanceof AdviseTarget.Recorded) {
                new FlameServing(server, interruption).show(profile);
            }
            return 0;
        } finally {
            if (server != null) {
                server.close();
            }
        }
    }

    private Profile profile(AdviseTarget target, ProgressLine progress, @Nullable PageServer server) {
        @Nullable
        Profile before = base == null ? null : ProfileFiles.read(List.of(Path.of(base)), event, progress::report);
        Profile now = switch (target) {
            case AdviseTarget.Recorded recorded -> recorded(recorded, progress);
            case AdviseTarget.Running running ->
                live(Jvms.find(running.wanted()).pid(), progress, server);
            case AdviseTarget.Launched launched -> launched(launched, pid -> live(pid, progress, server));
            case AdviseTarget.Demo unused -> throw new IllegalStateException("flame has no demo");
            case AdviseTarget.None unused -> throw new IllegalStateException("there is nothing to profile");
        };
        return before == null ? now : Comparisons.compare(now, before);
    }

    private Profile recorded(AdviseTarget.Recorded recorded, ProgressLine progress) {
        if (duration != null || engine != null) {
            throw new LabException.BadInput((duration != null ? "--duration" : "--engine")
                    + " says how to profile, but these files are made already; leave it out");
        }
        return ProfileFiles.read(recorded.files(), event, progress::report);
    }

    private Profile launched(AdviseTarget.Launched launched, LongFunction<Profile> profiling) {
        LaunchedProgram.check(launched.command());
        try (LaunchedProgram started = LaunchedProgram.start(launched.command())) {
            return profiling.apply(started.awaitJvm(interruption::happened));
        }
    }

    private Profile live(long pid, ProgressLine progress, @Nullable PageServer server) {
        ProfileKind kind = Objects.requireNonNullElse(event, ProfileKind.CPU);
        EngineChoice by = Objects.requireNonNullElse(engine, EngineChoice.AUTO);
        ProfileRecorder recorder = new ProfileRecorder();
        interruption.react(() -> {
            progress.clear();
            System.err.println("cistern: interrupted; ending the profile in the target");
            recorder.stop();
        });
        if (server == null) {
            return recorder.record(pid, kind, length(), by, progress::report);
        }
        return new FlameServing(server, interruption).live(recorder, pid, kind, by, duration);
    }

    private Duration length() {
        Duration time = Objects.requireNonNullElse(duration, USUAL_DURATION);
        if (time.compareTo(SHORTEST) < 0 || time.compareTo(LONGEST) > 0) {
            throw new LabException.BadInput("--duration must be between 3s and 24h, but was " + time.toMillis()
                    + "ms; 30s suits most programs");
        }
        return time;
    }

    private void refuseOptionsWithoutTarget() {
        if (duration != null || engine != null || event != null || base != null || http != null || output.any()) {
            throw new LabException.BadInput(
                    "there are options but nothing to profile; name a JVM ('cistern flame' lists"
                            + " them), files, or -- and a program");
        }
    }

    private TerminalStyle style(Terminal terminal) {
        if (top < 1) {
            throw new LabException.BadInput("--top must be at least 1, but was " + top);
        }
        return new TerminalStyle(terminal.colour() && !output.jsonToOutput(), terminal.unicode(), quiet, top);
    }

    /** A line that is updated would be torn apart by the output of a program that writes between. */
    private ProgressLine.Manner manner(Terminal terminal, AdviseTarget target) {
        if (quiet) {
            return ProgressLine.Manner.SILENT;
        }
        boolean alone = terminal.errIsTerminal() && !(target instanceof AdviseTarget.Launched);
        return alone ? ProgressLine.Manner.UPDATED : ProgressLine.Manner.LINES;
    }
}
