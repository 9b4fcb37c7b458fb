package dev.cistern.cli;

import dev.cistern.lab.LabException;
import dev.cistern.lab.matrix.ProcessRun;
import dev.cistern.lab.prove.OperationChoice;
import dev.cistern.lab.prove.Runs;
import dev.cistern.lab.recording.ThisHost;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Measures a program in one fresh process after another. */
final class RunSeries {
    /** Fewer allow no interval, whatever they are compared with. */
    static final int FEWEST = 4;

    private final MeteringOptions metering;
    private final Interruption interruption;

    RunSeries(MeteringOptions metering, Interruption interruption) {
        this.metering = metering;
        this.interruption = interruption;
    }

    static void checkCount(int runs) {
        if (runs < FEWEST || runs > 1_000) {
            throw new LabException.BadInput(
                    "--runs must be " + FEWEST + " to 1000, since fewer allow no interval, but was " + runs);
        }
    }

    /** Measures so many runs; an interruption loses them, since a baseline of fewer would pass for one of all. */
    Runs measure(String name, List<String> command, int runs, String operationsOtherwise) {
        LaunchedProgram.check(command);
        OperationChoice operations = metering.operations(operationsOtherwise);
        MeasuredProgram program = new MeasuredProgram(
                operations instanceof OperationChoice.Jmh ? MeasuredProgram.shell(quoted(command)) : command,
                operations,
                metering.meter(operations),
                interruption);
        ProgressLine progress = metering.progress(metering.terminal(), runs);
        List<ProcessRun> measured = new ArrayList<>();
        Set<String> notes = new LinkedHashSet<>();
        String jvm = "";
        try {
            for (int run = 0; run < runs; run++) {
                progress.report("run " + (run + 1) + " of " + runs, (double) run / runs);
                MeasuredProgram.Measured one = program.run();
                measured.add(one.run());
                notes.addAll(one.notes());
                jvm = one.jvm();
            }
        } finally {
            progress.clear();
        }
        return new Runs(
                ThisHost.fingerprint(),
                jvm,
                String.join(" ", command),
                metering.operationsText(operationsOtherwise),
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                List.of(new Runs.Subject(name, measured)),
                List.copyOf(notes));
    }

    private static String quoted(List<String> command) {
        return String.join(
                " ",
                command.stream()
                        .map(word -> "'" + word.replace("'", "'\\''") + "'")
                        .toList());
    }
}
