package dev.cistern.experiments.proof;

import dev.cistern.lab.matrix.ProcessRun;
import dev.cistern.lab.prove.Check;
import dev.cistern.lab.prove.Runs;
import dev.cistern.lab.prove.RunsFile;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * How often {@code cistern check} is wrong: by drawing baselines and candidates from recorded runs.
 *
 * <p>Recorded are runs of two builds of the program whose figures are set, the second of which allocates 10 % more for an
 * operation. A false alarm is a check that fails although baseline and candidate are runs of the same build; power is how
 * often it fails when the candidate is the second.
 */
final class CheckProof {
    private static final SetRun BUILD = new SetRun(2_000, 4_000, 256);
    private static final SetRun WORSE = new SetRun(2_200, 4_000, 256);
    private static final int TOGETHER = 6;
    private static final double ALARMS_BAR = 0.05;
    private static final double POWER_BAR = 0.90;
    private static final long SEED = 42;

    private final List<ProcessRun> same = new ArrayList<>();
    private final List<ProcessRun> worse = new ArrayList<>();

    /** Reads the runs of both builds from a folder, or records them there. */
    CheckProof(Path folder, int runs) throws IOException {
        Path first = folder.resolve("build.json");
        Path second = folder.resolve("worse.json");
        if (Files.isRegularFile(first) && Files.isRegularFile(second)) {
            same.addAll(RunsFile.read(first).subjects().getFirst().runs());
            worse.addAll(RunsFile.read(second).subjects().getFirst().runs());
            return;
        }
        Files.createDirectories(folder);
        while (same.size() < runs) {
            List<SetRun> settings = new ArrayList<>();
            for (int i = 0; i < TOGETHER; i++) {
                settings.addAll(List.of(BUILD, WORSE));
            }
            List<ProcessRun> measured = SetRun.measureTogether(settings);
            for (int i = 0; i < measured.size(); i++) {
                (i % 2 == 0 ? same : worse).add(measured.get(i));
            }
            System.err.printf("%d of %d runs of each build%n", same.size(), runs);
        }
        Files.writeString(first, RunsFile.write(runs(same)));
        Files.writeString(second, RunsFile.write(runs(worse)));
    }

    /** Draws and prints; {@return whether both bars are met} */
    boolean print(int draws, PrintStream out) {
        boolean held = true;
        for (int size : new int[] {5, 10}) {
            double alarms = failing(draws, size, same);
            double power = failing(draws, size, worse);
            out.printf(Locale.ROOT, "| %d and %d | %.1f %% | %.1f %% |%n", size, size, 100 * alarms, 100 * power);
            held &= size < 10 || (alarms <= ALARMS_BAR && power >= POWER_BAR);
        }
        return held;
    }

    /** The share of the draws in which the check of a candidate of these runs fails. */
    private double failing(int draws, int size, List<ProcessRun> candidates) {
        Random random = new Random(SEED);
        int failed = 0;
        for (int draw = 0; draw < draws; draw++) {
            List<ProcessRun> baseline = new ArrayList<>(same);
            Collections.shuffle(baseline, random);
            baseline = baseline.subList(0, size);
            List<ProcessRun> candidate = new ArrayList<>(candidates);
            // Of one build the candidate must not be drawn from the very runs of the baseline.
            candidate.removeAll(baseline);
            Collections.shuffle(candidate, random);
            Check check = Check.of(runs(baseline), runs(candidate.subList(0, size)));
            failed += check.result() == Check.Result.FAILED ? 1 : 0;
        }
        return (double) failed / draws;
    }

    private static Runs runs(List<ProcessRun> runs) {
        return new Runs(
                "the machine of the proof",
                "25",
                "SetTarget",
                "",
                "",
                List.of(new Runs.Subject("program", runs)),
                List.of());
    }
}
