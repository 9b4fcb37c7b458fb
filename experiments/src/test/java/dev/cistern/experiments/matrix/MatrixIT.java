package dev.cistern.experiments.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cistern.experiments.proof.JdkHome;
import dev.cistern.lab.matrix.Comparison;
import dev.cistern.lab.matrix.JointVerdict;
import dev.cistern.lab.matrix.ProcessRun;
import dev.cistern.lab.prove.OperationChoice;
import dev.cistern.lab.recording.MeterOptions;
import dev.cistern.lab.recording.OperationSource;
import dev.cistern.lab.recording.RunMeter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A program whose three figures are set drives each row of the matrix. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class MatrixIT {
    /** The fewest of which all three can be judged. */
    private static final int ROUNDS = Comparison.fewestPairs();

    private static final String CLASSES = System.getProperty("targets17", "target/targets17");

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
    void measure() throws InterruptedException, ExecutionException {
        try (ExecutorService threads =
                Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
            for (int round = 0; round < ROUNDS; round++) {
                Map<Setting, Future<ProcessRun>> started = new EnumMap<>(Setting.class);
                for (Setting setting : Setting.values()) {
                    started.put(setting, threads.submit(() -> run(setting)));
                }
                for (Map.Entry<Setting, Future<ProcessRun>> one : started.entrySet()) {
                    runs.computeIfAbsent(one.getKey(), key -> new ArrayList<>())
                            .add(one.getValue().get());
                }
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

    private static ProcessRun run(Setting setting) throws IOException {
        List<String> command = List.of(
                JdkHome.find(25).orElseThrow().program("java").toString(),
                "-XX:+UseSerialGC",
                "-Xms64m",
                "-Xmx64m",
                "-Xmn48m",
                "-XX:SurvivorRatio=1",
                "-XX:TieredStopAtLevel=1",
                "-XX:+AlwaysPreTouch",
                "-cp",
                Path.of(CLASSES).toString(),
                "dev.cistern.experiments.matrix.SetTarget",
                "" + setting.bytes,
                "" + setting.keptKib,
                "" + setting.nativeKib,
                "2000");
        OperationSource operations =
                OperationChoice.parse("stdout:operations (\\d+)").source();
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            String first = process.inputReader().readLine();
            assertThat(first).as("what the target says first").startsWith("operations");
            Thread.ofVirtual().start(() -> process.inputReader().lines().forEach(operations::line));
            MeterOptions options = new MeterOptions(Duration.ofSeconds(3), Duration.ofSeconds(10));
            return ProcessRun.of(new RunMeter(options, operations).measure(process.pid()), true);
        } finally {
            process.destroyForcibly();
        }
    }
}
