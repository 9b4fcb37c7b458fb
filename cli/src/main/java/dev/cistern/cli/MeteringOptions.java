package dev.cistern.cli;

import dev.cistern.lab.prove.OperationChoice;
import dev.cistern.lab.recording.MeterOptions;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How runs of a program are measured: what prove, baseline and check have in common. */
final class MeteringOptions {
    private static final Duration USUAL_WARM_UP = Duration.ofSeconds(5);
    private static final Duration USUAL_DURATION = Duration.ofSeconds(10);
    /** JMH ends by itself. */
    private static final Duration TO_THE_END = Duration.ofHours(24);

    @Option(
            names = "--ops",
            paramLabel = "SOURCE",
            description = "where operations are counted: jmh, stdout:REGEX, http:URL, jmx:BEAN#ATTRIBUTE or event:NAME")
    private @Nullable String ops;

    @Option(
            names = "--warmup",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "how long each process runs before it is measured; default 5s")
    private Duration warmUp = USUAL_WARM_UP;

    @Option(
            names = "--duration",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "how long each is measured, or to its end where that comes first; default 10s, which a slope"
                    + " of the memory needs")
    private Duration duration = USUAL_DURATION;

    @Option(names = "--quiet", description = "print no progress")
    private boolean quiet;

    @Option(names = "--no-color", description = "print without colours")
    private boolean noColour;

    /** {@return where operations are counted; what is said here goes before what was said elsewhere} */
    OperationChoice operations(String otherwise) {
        String said = ops != null ? ops : otherwise;
        return said.isEmpty() ? new OperationChoice.None() : OperationChoice.parse(said);
    }

    /** {@return the same as it was written; empty where nothing was} */
    String operationsText(String otherwise) {
        return ops != null ? ops : otherwise;
    }

    MeterOptions meter(OperationChoice choice) {
        return choice instanceof OperationChoice.Jmh
                ? new MeterOptions(Duration.ZERO, TO_THE_END)
                : new MeterOptions(warmUp, duration);
    }

    Terminal terminal() {
        return Terminal.ofThisProcess(noColour);
    }

    /** {@return a line of progress for so many runs} */
    ProgressLine progress(Terminal terminal, int runs) {
        Duration each = warmUp.plus(duration);
        ProgressLine.Manner manner = quiet
                ? ProgressLine.Manner.SILENT
                : terminal.errIsTerminal() ? ProgressLine.Manner.UPDATED : ProgressLine.Manner.LINES;
        return new ProgressLine(System.err, manner, each.multipliedBy(runs));
    }
}
