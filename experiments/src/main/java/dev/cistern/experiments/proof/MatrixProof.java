package dev.cistern.experiments.proof;

import dev.cistern.lab.matrix.Comparison;
import dev.cistern.lab.matrix.JointVerdict;
import dev.cistern.lab.matrix.ProcessRun;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Runs of programs whose three figures are set, which must land in their rows of the matrix. */
final class MatrixProof {
    /** How the program is set; the first is what the others are compared with. */
    enum Setting {
        BASE(JointVerdict.GREEN, 2_000, 2_000, 0),
        SAME(JointVerdict.GREEN, 2_000, 2_000, 0),
        FEWER_BYTES(JointVerdict.PROVEN, 1_000, 2_000, 0),
        ALL_UP(JointVerdict.OUTRUNS_COLLECTION, 3_000, 12_000, 2_048),
        BYTES_AND_MEMORY(JointVerdict.RISES_BEFORE_COLLECTION, 3_000, 2_000, 2_048),
        BYTES_AND_PAUSES(JointVerdict.CHURN, 3_000, 12_000, 0),
        BYTES(JointVerdict.ABSORBED, 3_000, 2_000, 0),
        PAUSES_AND_MEMORY(JointVerdict.LIVE_SET_GROWS, 2_000, 12_000, 2_048),
        PAUSES(JointVerdict.PAUSES_ALONE, 2_000, 12_000, 0),
        MEMORY(JointVerdict.MEMORY_ALONE, 2_000, 2_000, 2_048);

        private final JointVerdict row;
        private final int bytes;
        private final int keptKib;
        private final int nativeKib;

        Setting(JointVerdict row, int bytes, int keptKib, int nativeKib) {
            this.row = row;
            this.bytes = bytes;
            this.keptKib = keptKib;
            this.nativeKib = nativeKib;
        }

        JointVerdict row() {
            return row;
        }

        SetRun run() {
            return new SetRun(bytes, keptKib, nativeKib);
        }

        /** {@return whether a run says what was set, within what the meter promises} */
        boolean fits(ProcessRun run) {
            Double allocated = run.bytes();
            Double slope = run.memorySlope();
            return allocated != null
                    && slope != null
                    && Math.abs(allocated / bytes - 1) <= 0.07
                    && Math.abs(slope - 1024.0 * nativeKib) <= 3e5;
        }
    }

    private final Map<Setting, List<ProcessRun>> runs = new EnumMap<>(Setting.class);

    /**
     * Measures as many runs of each setting as all three figures need.
     *
     * @param settings which; the first must be {@link Setting#BASE}
     * @param together how many of each run at the same time; all side by side, so that a pair has the same neighbours
     */
    static MatrixProof measure(List<Setting> settings, int together) throws IOException {
        MatrixProof proof = new MatrixProof();
        List<SetRun> programs = new ArrayList<>();
        for (int i = 0; i < together; i++) {
            settings.forEach(setting -> programs.add(setting.run()));
        }
        for (int done = 0; done < Comparison.fewestPairs(); done += together) {
            List<ProcessRun> measured = SetRun.measureTogether(programs);
            for (int i = 0; i < measured.size(); i++) {
                proof.runs
                        .computeIfAbsent(settings.get(i % settings.size()), unseen -> new ArrayList<>())
                        .add(measured.get(i));
            }
        }
        return proof;
    }

    List<ProcessRun> of(Setting setting) {
        return List.copyOf(runs.getOrDefault(setting, List.of()));
    }

    Comparison compared(Setting setting) {
        return Comparison.ofPairs(setting.name(), of(Setting.BASE), of(setting));
    }

    /** {@return whether a setting is judged as it must; between equals chance may call a gain, but a loss at most once in twenty} */
    boolean right(Setting setting) {
        JointVerdict verdict = compared(setting).verdict();
        return verdict == setting.row() || (setting.row() == JointVerdict.GREEN && verdict == JointVerdict.PROVEN);
    }

    /** Prints all that was measured; whether all is as it must be. */
    boolean print(PrintStream out) {
        out.println("| set | must be | is | right | runs as set |\n|---|---|---|---|---|");
        boolean held = true;
        for (Setting setting : runs.keySet()) {
            List<ProcessRun> all = of(setting);
            long fit = all.stream().filter(setting::fits).count();
            held &= right(setting) && fit == all.size();
            out.printf(
                    Locale.ROOT,
                    "| %s | %s | %s | %s | %d of %d |%n",
                    setting,
                    setting.row(),
                    compared(setting).verdict(),
                    right(setting) ? "yes" : "no",
                    fit,
                    all.size());
        }
        return held;
    }
}
