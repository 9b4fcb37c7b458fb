package dev.cistern.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Targets that can't be reached, that let in only part of what is wanted, or that end while they are looked at. */
final class DifficultTargetIT {
    @TempDir
    private Path folder;

    @Test
    void attachDisabled_anyEngine_3AndWhatToDo() throws IOException {
        try (TargetJvm target = TargetJvm.start(folder, 25, "-XX:+DisableAttachMechanism")) {
            CommandRun run = CommandRun.of(folder, "advise", "" + target.pid(), "--duration", "4s");
            assertThat(run.exitCode()).as(run.err()).isEqualTo(3);
            assertThat(run.err()).contains("" + target.pid(), "DisableAttachMechanism", "cistern settings");
            assertThat(target.isAlive()).isTrue();
        }
    }

    @Test
    void agentsOff_auto_indicativeAdviceByFlightRecorder() throws IOException {
        try (TargetJvm target = TargetJvm.start(folder, 25, "-XX:-EnableDynamicAgentLoading")) {
            CommandRun run = CommandRun.of(
                    folder, "advise", "" + target.pid(), "--duration", "4s", "--json", "a.json", "--no-color");
            assertThat(run.exitCode()).as(run.err()).isZero();
            JsonNode advice = JsonMapper.shared().readTree(Files.readString(folder.resolve("a.json")));
            assertThat(advice.at("/engine").asString()).isEqualTo("jfr");
            assertThat(advice.at("/indicative").asBoolean()).isTrue();
            assertThat(run.out()).contains("ndicative");
        }
    }

    @Test
    void agentsOff_asyncProfilerDemanded_3AndNothingStays() throws IOException {
        try (TargetJvm target = TargetJvm.start(folder, 25, "-XX:-EnableDynamicAgentLoading")) {
            CommandRun run = CommandRun.of(
                    folder, "advise", "" + target.pid(), "--duration", "4s", "--engine", "async-profiler");
            assertThat(run.exitCode()).as(run.err()).isEqualTo(3);
            assertThat(run.err()).contains("use --engine auto");
            assertThat(target.diagnose("JFR.check")).contains("No available recordings");
        }
    }

    @Test
    void agentsOff_probeDemanded_3BeforeTheRecordingAndNothingStays() throws IOException {
        try (TargetJvm target = TargetJvm.start(folder, 25, "-XX:-EnableDynamicAgentLoading")) {
            CommandRun run = CommandRun.of(folder, "advise", "" + target.pid(), "--duration", "600s", "--probe");
            assertThat(run.exitCode()).as(run.err()).isEqualTo(3);
            assertThat(run.err())
                    .contains("-XX:-EnableDynamicAgentLoading", "leave --probe out")
                    .doesNotContain("Exception");
            assertThat(target.diagnose("JFR.check")).contains("No available recordings");
        }
    }

    @Test
    void targetEnds_beforeTwoWindows_2() throws IOException {
        try (TargetJvm target = TargetJvm.start(folder, 25);
                CommandRun run = CommandRun.start(folder, "advise", "" + target.pid(), "--duration", "600s")) {
            run.awaitErrorLine("\\] recording");
            target.end();
            run.awaitEnd();
            assertThat(run.exitCode()).as(run.err()).isEqualTo(2);
            assertThat(run.err()).contains("before two windows").doesNotContain("Exception");
        }
    }

    @Test
    void targetEnds_afterTwoWindows_partialReport() throws IOException {
        try (TargetJvm target = TargetJvm.start(folder, 25);
                CommandRun run = CommandRun.start(
                        folder,
                        "advise",
                        "" + target.pid(),
                        "--duration",
                        "16s",
                        "--windows",
                        "16",
                        "--json",
                        "a.json")) {
            run.awaitErrorLine("\\[ [5-7]\\d %\\] recording");
            target.end();
            run.awaitEnd();
            assertThat(run.exitCode()).as(run.err()).isZero();
            JsonNode advice = JsonMapper.shared().readTree(Files.readString(folder.resolve("a.json")));
            assertThat(advice.at("/partial").asBoolean()).isTrue();
            assertThat(run.out()).containsIgnoringCase("partial");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gc", "stall", "flame --event wall"})
    void targetEnds_whileOtherInstrumentsLook_partialReport(String command) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(command.split(" ")));
        try (TargetJvm target = TargetJvm.start(folder, 25, "-Xmx64m")) {
            arguments.addAll(List.of("--duration", "8s", "--json", "a.json", "" + target.pid()));
            try (CommandRun run = CommandRun.start(folder, arguments.toArray(String[]::new))) {
                run.awaitErrorLine("\\[ [5-7]\\d %\\] (recording|profiling)");
                target.end();
                run.awaitEnd();
                assertThat(run.exitCode()).as(run.err()).isZero();
                assertThat(run.err()).doesNotContain("Exception");
                JsonNode report = JsonMapper.shared().readTree(Files.readString(folder.resolve("a.json")));
                assertThat(report.at("/partial").asBoolean()).isTrue();
                assertThat(run.out()).containsIgnoringCase("partial");
            }
        }
    }
}
