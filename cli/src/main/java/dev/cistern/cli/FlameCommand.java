package dev.cistern.cli;

import dev.cistern.lab.LabException;
import dev.cistern.lab.flame.Comparisons;
import dev.cistern.lab.flame.Profile;
import dev.cistern.lab.flame.ProfileFiles;
import dev.cistern.lab.flame.ProfileRecorder;
import dev.cistern.lab.recording.ProfileKind;
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

    @Mixin
    private final TargetOptions targeting = new TargetOptions();

    @Option(
            names = "--event",
            paramLabel = "KIND",
            converter = ProfileKindConverter.class,
            description = "cpu, wall, alloc, live or lock; default cpu, for files what is in them")
    private @Nullable ProfileKind event;

    @Mixin
    private final EngineOptions engines = new EngineOptions();

    @Option(
            names = "--base",
            paramLabel = "FILE",
            description = "compare with an earlier profile: what grew is red, what shrank is blue")
    private @Nullable String base;

    @Mixin
    private final FlameOutputOptions output = new FlameOutputOptions();

    @Mixin
    private final ServingOptions serving = new ServingOptions();

    @Mixin
    private final ScreenOptions screen = new ScreenOptions();

    FlameCommand(@Nullable List<String> program, Interruption interruption) {
        this.program = program;
        this.interruption = interruption;
    }

    @Override
    public Integer call() {
        Terminal terminal = screen.terminal();
        output.check();
        AdviseTarget target = targeting.target(program, false, terminal);
        if (target instanceof AdviseTarget.None) {
            return 0;
        }
        engines.check(target);
        ProgressLine progress = screen.progress(terminal, target, length());
        TerminalStyle style = screen.style(terminal, output.jsonToOutput());
        String address = serving.http();
        if (address == null) {
            show(profile(target, progress, null), progress, style);
            return 0;
        }
        try (Serving served = Serving.start(address, interruption)) {
            FlameServing graph = new FlameServing(served);
            Profile profile = profile(target, progress, graph);
            show(profile, progress, style);
            if (target instanceof AdviseTarget.Recorded) {
                graph.show(profile);
            }
            served.untilInterrupted();
            return 0;
        }
    }

    private void show(Profile profile, ProgressLine progress, TerminalStyle style) {
        progress.clear();
        output.write(profile, style);
    }

    private Profile profile(AdviseTarget target, ProgressLine progress, @Nullable FlameServing graph) {
        @Nullable
        Profile before = base == null ? null : ProfileFiles.read(List.of(Path.of(base)), event, progress::report);
        Profile now = target instanceof AdviseTarget.Recorded recorded
                ? ProfileFiles.read(recorded.files(), event, progress::report)
                : live(target, progress, graph);
        return before == null ? now : Comparisons.compare(now, before);
    }

    private Profile live(AdviseTarget target, ProgressLine progress, @Nullable FlameServing graph) {
        LiveTarget.check(target);
        ProfileKind kind = Objects.requireNonNullElse(event, ProfileKind.CPU);
        ProfileRecorder recorder = new ProfileRecorder();
        LiveTarget live = new LiveTarget(interruption, progress);
        live.onInterruption(recorder::stop);
        return live.observe(
                target,
                pid -> graph == null
                        ? recorder.record(pid, kind, length(), engines.engine(), progress::report)
                        : graph.live(recorder, pid, kind, engines.engine(), targeting.duration()));
    }

    private Duration length() {
        Duration time = targeting.duration(USUAL_DURATION);
        if (time.compareTo(SHORTEST) < 0 || time.compareTo(LONGEST) > 0) {
            throw new LabException.BadInput("--duration must be between 3s and 24h, but was " + time.toMillis()
                    + "ms; 30s suits most programs");
        }
        return time;
    }
}
