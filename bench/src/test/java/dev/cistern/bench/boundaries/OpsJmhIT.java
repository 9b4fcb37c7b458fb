package dev.cistern.bench.boundaries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The command with {@code --ops jmh} on JMH itself: a benchmark whose bytes an operation are known, and bad input. */
final class OpsJmhIT {
    private static final double OBJECT_BYTES = 32;
    private static final long LIMIT_SECONDS = 180;

    /** Lies in every command line of JMH that this test starts and in no other. */
    private final String marker = "-Dmarker=" + UUID.randomUUID();

    @TempDir
    private Path folder;

    /** What the command printed, both streams, and how it ended. */
    private record Ended(int exitCode, String said) {}

    @Test
    void baselineAndCheck_benchmarkOfKnownBytes_toldByJmhAndALossFound() throws Exception {
        List<String> baseline = words("baseline --runs 4 --ops jmh --quiet --out b.json --");
        baseline.addAll(jmh("-p operation=passed"));
        Ended recorded = cistern(baseline);
        assertThat(recorded.exitCode()).as(recorded.said()).isZero();
        JsonNode runs = JsonMapper.shared()
                .readTree(Files.readString(folder.resolve("b.json")))
                .at("/subjects/0/runs");
        assertThat(runs).hasSize(4).allSatisfy(run -> {
            assertThat(run.at("/perOperation").asBoolean()).isTrue();
            assertThat(run.at("/bytes").asDouble()).isCloseTo(OBJECT_BYTES, within(0.5));
            assertThat(run.at("/pauses").isNumber())
                    .as("the fork was watched too")
                    .isTrue();
        });

        List<String> check = words("check --baseline b.json --quiet --");
        check.addAll(jmh("-p operation=new-64"));
        Ended checked = cistern(check);
        assertThat(checked.said()).contains("something is worse");
        assertThat(checked.exitCode()).isEqualTo(1);
        assertThat(left()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            -p operation=passed,kept    | runs 2 benchmarks, but each process must run one; name it, and one value of each
            -e BoundaryBenchmark        | No matching benchmarks
            -p operation=nonsense       | ended with exit code 1
            -p operation=passed -f 1 # | has written no report of JMH
            """)
    void prove_commandThatIsNotOneBenchmark_saysSoAndEndsWith3(String more, String message) throws Exception {
        Ended ended = prove(shell(jmh(more)));
        assertThat(ended.said()).contains(message).doesNotContain("an error of Cistern's own");
        assertThat(ended.exitCode()).as(ended.said()).isEqualTo(3);
        assertThat(left()).isEmpty();
    }

    @Test
    void prove_programThatIsNotJmh_saysSoAndEndsWith3() throws Exception {
        Ended ended = prove(shell(List.of(java(), "-version")));
        assertThat(ended.said()).contains("ended with exit code 0 before it could be measured");
        assertThat(ended.exitCode()).as(ended.said()).isEqualTo(3);
    }

    private Ended prove(String command) throws IOException, InterruptedException {
        List<String> words = words("prove --ops jmh --quiet");
        words.addAll(List.of("--before", command, "--after", command));
        return cistern(words);
    }

    private Ended cistern(List<String> words) throws IOException, InterruptedException {
        Path said = Files.createTempFile(folder, "said", ".txt");
        List<String> command = words("-XX:TieredStopAtLevel=1 -XX:+UseSerialGC --enable-native-access=ALL-UNNAMED"
                + " --add-exports jdk.attach/sun.tools.attach=ALL-UNNAMED");
        command.addFirst(java());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "dev.cistern.cli.Cistern"));
        command.addAll(words);
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        try {
            assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS))
                    .as(() -> "the command does not end: " + words)
                    .isTrue();
            // Sentences are wrapped to the width of a terminal.
            return new Ended(process.exitValue(), Files.readString(said).replaceAll("\\s+", " "));
        } finally {
            process.destroyForcibly();
        }
    }

    private List<String> jmh(String more) {
        List<String> words = new ArrayList<>(List.of(java(), "-Djmh.ignoreLock=true", marker));
        words.addAll(List.of("-cp", System.getProperty("java.class.path"), "org.openjdk.jmh.Main"));
        words.addAll(words("BoundaryBenchmark -wi 1 -w 200ms -i 1 -r 300ms -jvmArgsAppend"));
        words.add(marker);
        words.addAll(words(more));
        return words;
    }

    private List<ProcessHandle> left() {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info()
                        .arguments()
                        .map(List::of)
                        .orElse(List.of())
                        .contains(marker))
                .toList();
    }

    /** As it is typed; what follows a {@code #} is a comment there. */
    private static String shell(List<String> words) {
        return words.stream()
                .map(word -> word.equals("#") ? word : "'" + word + "'")
                .collect(Collectors.joining(" "));
    }

    private static List<String> words(String text) {
        return new ArrayList<>(List.of(text.split(" ")));
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
