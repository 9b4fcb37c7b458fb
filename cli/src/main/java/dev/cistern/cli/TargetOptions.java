package dev.cistern.cli;

import dev.cistern.lab.LabException;
import dev.cistern.lab.recording.Jvms;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What is looked at and for how long: what advise, flame, gc and stall have in common. */
final class TargetOptions {
    /** They say how to print, which does no harm where nothing but a list is printed. */
    private static final List<String> OF_PRINTING = List.of("--quiet", "--no-color");

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec command;

    @Parameters(
            arity = "0..*",
            paramLabel = "TARGET",
            description = "process id or part of the main class of a JVM of yours, or files")
    private List<String> targets = List.of();

    @Option(
            names = "--duration",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "how long to look, such as 60s, 2m or 90; 3s to 24h; default 60s, for flame and --demo 30s")
    private @Nullable Duration duration;

    /**
     * What is to be looked at. Where that is nothing, the JVMs there are have been printed.
     *
     * @param program what followed {@code --}; null where it was not given
     * @param demo whether {@code --demo} was given
     * @param terminal what the output can show
     */
    AdviseTarget target(@Nullable List<String> program, boolean demo, Terminal terminal) {
        AdviseTarget target = AdviseTarget.of(targets, program, demo);
        if (target instanceof AdviseTarget.None) {
            CommandSpec spec = Objects.requireNonNull(command);
            refuseOptionsWithoutTarget(spec);
            System.out.print(JvmListing.render(Jvms.list(), terminal.unicode(), spec.name()));
        }
        if (target instanceof AdviseTarget.Recorded && duration != null) {
            throw new LabException.BadInput(
                    "--duration says how long to look, but these files are made already; leave it out");
        }
        return target;
    }

    private static void refuseOptionsWithoutTarget(CommandSpec spec) {
        List<String> asked = spec.commandLine().getParseResult().matchedOptions().stream()
                .map(OptionSpec::longestName)
                .filter(name -> !OF_PRINTING.contains(name))
                .toList();
        if (!asked.isEmpty()) {
            throw new LabException.BadInput("there are options but nothing to look at; name a JVM ('cistern "
                    + spec.name() + "' lists them), files, or -- and a program");
        }
    }

    /** {@return how long to look; null where the user did not say} */
    @Nullable
    Duration duration() {
        return duration;
    }

    /** {@return how long to look} */
    Duration duration(Duration usual) {
        return Objects.requireNonNullElse(duration, usual);
    }
}
