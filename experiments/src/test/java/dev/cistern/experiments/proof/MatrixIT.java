package dev.cistern.experiments.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cistern.experiments.proof.MatrixProof.Setting;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A program whose three figures are set drives four rows of the matrix, in which one or all of them move; {@code
 * experiments/prove matrix} drives every row. Left out of the usual build: verdicts at 95 % are wrong now and then.
 */
@Tag("thorough")
final class MatrixIT {
    private static final List<Setting> SETTINGS =
            List.of(Setting.BASE, Setting.FEWER_BYTES, Setting.ALL_UP, Setting.MEMORY);
    /** Twelve processes in all, which two cores still let do what they were set to. */
    private static final int TOGETHER = 3;

    @Test
    void settings_comparedWithTheBase_giveTheirRowsAndTheFiguresThatWereSet() throws IOException {
        MatrixProof proof = MatrixProof.measure(SETTINGS, TOGETHER);
        // A machine so busy that a program does not get to tell its operations says nothing of the verdicts.
        boolean told =
                SETTINGS.stream().flatMap(setting -> proof.of(setting).stream()).allMatch(run -> run.bytes() != null);
        if (!told) {
            System.out.println("SKIPPED: this machine is too busy for twelve programs to keep their rates");
        }
        assumeTrue(told, "this machine is too busy for twelve programs to keep their rates");
        for (Setting setting : SETTINGS) {
            assertThat(proof.right(setting))
                    .as("%s must be %s; %s", setting, setting.row(), proof.compared(setting))
                    .isTrue();
            assertThat(proof.of(setting)).as(setting.name()).allMatch(setting::fits, "a run as it was set");
        }
    }
}
