package dev.cistern.experiments.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cistern.experiments.proof.SetRun;
import dev.cistern.lab.matrix.Comparison;
import dev.cistern.lab.matrix.JointVerdict;
import dev.cistern.lab.matrix.ProcessRun;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A program whose three figures are set drives each row of the matrix. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class MatrixIT {
    /** The fewest of which all three can be judged. */
    private static final int ROUNDS = Comparison.fewestPairs();

    /** How the program is set; the first is what the others are compared with. */
    enum Setting {
        BASE(JointVerdict.GREEN, 2_000, 64, 0),
        SAME(JointVerdict.GREEN, 2_000, 64, 0),
        FEWER_BYTES(JointVerdict.PROVEN, 1_000, 64, 0),
        ALL_UP(JointVerdict.OUTRUNS_COLLECTION, 3_000, 12_000, 2_048),
        BYTES_AND_MEMORY(JointVerdict.RISES_BEFORE_COLLECTION, 3_000, 64, 2_048),
        BYTES_AND_PAUSES(JointVerdict.CHURN, 3_000, 12_000, 0),
        BYTES(JointVerdict.ABSORBED, 3_000, 64, 0),
        PAUSES_AND_MEMORY(JointVerdict.LIVE_SET_GROWS, 2_000, 12_000, 2_048),
        PAUSES(JointVerdict.PAUSES_ALONE, 2_000, 12_000, 0),
        MEMORY(JointVerdict.MEMORY_ALONE, 2_000, 64, 2_048);

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
    }

    private final Map<Setting, List<ProcessRun>> runs = new EnumMap<>(Setting.class);

    /** All settings run side by side and then all again: each pair of runs had the same neighbours. */
    @BeforeAll
    void measure() throws IOException {
        Setting[] order = Setting.values();
        List<SetRun> settings = Arrays.stream(order)
                .map(one -> new SetRun(one.bytes, one.keptKib, one.nativeKib))
                .toList();
        for (int round = 0; round < ROUNDS; round++) {
            List<ProcessRun> measured = SetRun.measureTogether(settings);
            for (int i = 0; i < order.length; i++) {
                runs.computeIfAbsent(order[i], key -> new ArrayList<>()).add(measured.get(i));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Setting.class)
    void settings_comparedWithTheBase_giveTheirRow(Setting setting) {
        Comparison comparison = Comparison.ofPairs(
                setting.name(), runs.getOrDefault(Setting.BASE, List.of()), runs.getOrDefault(setting, List.of()));
        if (setting.row != JointVerdict.GREEN) {
            assertThat(comparison.verdict()).as(comparison.toString()).isEqualTo(setting.row);
        } else {
            // Between equals chance may call a gain, but a loss at most once in twenty; what is set is seven times
            // larger.
            assertThat(comparison.verdict()).as(comparison.toString()).isIn(JointVerdict.GREEN, JointVerdict.PROVEN);
        }
    }

    @ParameterizedTest
    @EnumSource(Setting.class)
    void figures_ofEachSetting_areThoseThatWereSet(Setting setting) {
        for (ProcessRun run : runs.getOrDefault(setting, List.of())) {
            assertThat(run.bytes()).as(run.toString()).isBetween(0.93 * setting.bytes, 1.07 * setting.bytes);
            assertThat(run.memorySlope())
                    .as(run.toString())
                    .isBetween(1024 * setting.nativeKib - 3e5, 1024 * setting.nativeKib + 3e5);
        }
    }
}
