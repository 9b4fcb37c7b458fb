package dev.cistern.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Where operations are counted, in a program whose bytes an operation are set; and what is left of it after Ctrl-C. */
final class OperationsIT {
    private static final int BYTES = 1_024;

    /** Lies in every command line of this test and in no other. */
    private final String marker = "-Dmarker=" + UUID.randomUUID();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "bean, jmx:dev.cistern.experiments:type=SetTarget#Operations",
        "event, event:dev.cistern.experiments.Operation"
    })
    void baseline_operationsCountedByTheProgram_bytesOfEachAsSet(String told, String ops) throws IOException {
        List<String> words = new ArrayList<>(List.of("baseline", "--runs", "4", "--warmup", "1s", "--duration", "2s"));
        words.addAll(List.of("--ops", ops, "--out", "b.json", "--quiet", "--"));
        words.addAll(program(told));
        CommandRun run = CommandRun.of(folder, words.toArray(new String[0]));
        assertThat(run.exitCode()).as(run.err()).isZero();
        JsonNode runs = JsonMapper.shared()
                .readTree(Files.readString(folder.resolve("b.json")))
                .at("/subjects/0/runs");
        assertThat(runs).hasSize(4).allSatisfy(one -> {
            assertThat(one.at("/perOperation").asBoolean()).isTrue();
            assertThat(one.at("/bytes").asDouble()).isCloseTo(BYTES, within(0.25 * BYTES));
        });
        assertThat(children()).isEmpty();
    }

    @Test
    void prove_interruptedInTheFirstPair_130AndNoChildIsLeft() throws IOException {
        String command = String.join(" ", program("bean"));
        try (CommandRun run = CommandRun.start(folder, "prove", "--before", command, "--after", command)) {
            run.awaitErrorLine("before, 1 of 10");
            await().atMost(Duration.ofSeconds(60)).until(() -> !children().isEmpty());
            run.interrupt();
            run.awaitEnd();
            assertThat(run.exitCode()).as(run.err()).isEqualTo(130);
            await().atMost(Duration.ofSeconds(60)).until(() -> children().isEmpty());
        }
    }

    private List<String> program(String told) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx64m",
                marker,
                "-cp",
                Path.of("../experiments/target/targets17")
                        .toAbsolutePath()
                        .normalize()
                        .toString(),
                "dev.cistern.experiments.matrix.SetTarget",
                Integer.toString(BYTES),
                "0",
                "0",
                "5000",
                told);
    }

    /** The processes that run a program of this test, but for the command that was told to start it. */
    private List<Long> children() {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info()
                        .arguments()
                        .map(List::of)
                        .filter(words -> words.contains(marker) && !words.contains(Cistern.class.getName()))
                        .isPresent())
                .map(ProcessHandle::pid)
                .toList();
    }
}
