package dev.cistern.cli;

import dev.cistern.lab.LabException;
import dev.cistern.lab.prove.Runs;
import dev.cistern.lab.prove.RunsFile;
import dev.cistern.lab.recording.ThisHost;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code cistern baseline}: records the runs that later ones are checked against. */
@Command(
        name = "baseline",
        mixinStandardHelpOptions = true,
        version = Cistern.VERSION,
        sortOptions = false,
        customSynopsis = {
            "cistern baseline [OPTIONS] -- PROGRAM...         measures a program",
            "       cistern baseline [OPTIONS] --jmh report.json     takes a report of JMH"
        },
        description = {"Records runs of a program, or a report of JMH, for 'cistern check' to compare with.", ""},
        footer = {
            "",
            "Exit codes: 0 done, 2 no conclusion possible, 3 bad input, 4 an error of Cistern's own, 130"
                    + " interrupted."
        })
final class BaselineCommand implements Callable<Integer> {
    private static final int USUAL_RUNS = 10;

    private final @Nullable List<String> program;
    private final Interruption interruption;

    @Option(names = "--out", paramLabel = "FILE", description = "where to; default cistern-baseline.json")
    private String out = "cistern-baseline.json";

    @Option(
            names = "--jmh",
            paramLabel = "FILE",
            description = "a report of JMH, made with -prof gc -rf json -rff FILE")
    private @Nullable Path jmh;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "by which check finds the program again; default program")
    private String name = "program";

    @Option(names = "--runs", paramLabel = "N", description = "how many processes; default 10")
    private int runs = USUAL_RUNS;

    @Mixin
    private final MeteringOptions metering = new MeteringOptions();

    BaselineCommand(@Nullable List<String> program, Interruption interruption) {
        this.program = program;
        this.interruption = interruption;
    }

    @Override
    public Integer call() {
        ReportFile file = new ReportFile("--out", Path.of(out));
        file.check();
        Runs recorded = recorded();
        file.write(RunsFile.write(recorded));
        System.out.println("The baseline, " + recorded.subjects().size() + " with "
                + recorded.subjects().getFirst().runs().size() + " runs: "
                + file.path().toAbsolutePath().normalize());
        return 0;
    }

    private Runs recorded() {
        if ((jmh == null) == (program == null)) {
            throw new LabException.BadInput("baseline needs one of --jmh and -- with a program, but was given "
                    + (jmh == null ? "neither" : "both"));
        }
        RunSeries.checkCount(runs);
        if (jmh != null) {
            Runs report = RunsFile.read(jmh);
            // JMH does not say where it ran; a baseline is made where it is.
            return new Runs(
                    ThisHost.fingerprint(),
                    report.jvm(),
                    report.command(),
                    report.operations(),
                    Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                    report.subjects(),
                    report.notes());
        }
        if (program == null || program.isEmpty()) {
            throw new LabException.BadInput(
                    "after -- the program is missing; for example: cistern baseline -- java -jar app.jar");
        }
        return new RunSeries(metering, interruption).measure(name, program, runs, "");
    }
}
