package dev.cistern.cli;

import dev.cistern.lab.LabException;
import dev.cistern.lab.advise.AdviceOptions;
import dev.cistern.lab.cost.CostProbe;
import dev.cistern.lab.recording.Jvms;
import dev.cistern.lab.recording.RunningJvm;
import dev.cistern.lab.web.Instrument;
import dev.cistern.lab.web.Instruments;
import dev.cistern.lab.web.WebServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code cistern web}: all instruments on one page of this machine. */
@Command(
        name = "web",
        mixinStandardHelpOptions = true,
        version = Cistern.VERSION,
        sortOptions = false,
        customSynopsis = {
            "cistern web [OPTIONS]             serves the page, on which a JVM is chosen",
            "       cistern web [OPTIONS] PID|NAME    observes this one at once"
        },
        description = {
            "Serves one page with everything for a JVM: verdicts, flame graph, heap, stalls, matrix, and the five boundaries"
                    + " of this machine. The instruments observe it in turn.",
            ""
        },
        footer = {
            "",
            "Ctrl-C ends the observation in the target and the server.",
            "Exit codes: 0 done, 3 bad input or unreachable target, 4 an error of Cistern's own."
        })
final class WebCommand implements Callable<Integer> {
    private static final Duration USUAL_TURN = Duration.ofSeconds(30);
    private static final Duration SHORTEST = Duration.ofSeconds(10);
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private final Interruption interruption;

    @Parameters(arity = "0..1", paramLabel = "TARGET", description = "process id or part of the main class of a JVM")
    private @Nullable String target;

    @Option(names = "--http", paramLabel = ":PORT", description = "the port; default :8080, :0 for any free one")
    private String http = ":8080";

    @Option(
            names = "--duration",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "how long the turn of an instrument is; 10s to 10m, default 30s")
    private Duration duration = USUAL_TURN;

    @Option(
            names = "--mine",
            paramLabel = "PACKAGE",
            split = ",",
            description = "your packages, such as com.acme: sites are attributed to the first frame in them")
    private List<String> mine = List.of();

    WebCommand(Interruption interruption) {
        this.interruption = interruption;
    }

    @Override
    @SuppressWarnings("try") // the page is there for as long as it is not closed
    public Integer call() {
        if (duration.compareTo(SHORTEST) < 0 || duration.compareTo(LONGEST) > 0) {
            throw new LabException.BadInput(
                    "--duration must be 10s to 10m, since a slope of the memory takes 10 s, but was "
                            + duration.toMillis() / 1e3 + " s");
        }
        @Nullable RunningJvm jvm = target == null ? null : Jvms.find(target);
        List<Instrument> instruments =
                new ArrayList<>(Instruments.all(() -> new AdviceOptions(mine, CostProbe.ofThisHost())));
        instruments.add(new BoundariesInstrument());
        try (Serving serving = Serving.start(http, interruption);
                WebServer web = WebServer.start(serving.pages(), instruments, duration, jvm)) {
            serving.announce("page");
            serving.untilInterrupted();
            System.err.println("cistern: ending the observation in the target");
        }
        return 0;
    }
}
