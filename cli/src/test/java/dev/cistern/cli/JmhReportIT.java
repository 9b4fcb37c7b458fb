package dev.cistern.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A recorded report of JMH 1.37, five forks of one benchmark, as baseline and as candidate; and what is wrong with one. */
final class JmhReportIT {
    private static final JsonMapper JSON = JsonMapper.shared();

    @TempDir
    private Path folder;

    @Test
    void check_theSameReport_passes() throws IOException {
        write("now.json", recorded());
        CommandRun baseline = CommandRun.of(folder, "baseline", "--jmh", "now.json", "--out", "b.json");
        assertThat(baseline.exitCode()).as(baseline.err()).isZero();
        assertThat(baseline.out()).contains("1 with 5 runs");
        CommandRun check = CommandRun.of(folder, "check", "--baseline", "b.json", "--candidate", "now.json");
        assertThat(check.exitCode()).as(check.err()).isZero();
        assertThat(check.out()).contains("BoundaryBenchmark.operation (operation=passed)", "The check passed");
    }

    @Test
    void check_eachForkATenthMore_fails() throws IOException {
        write("before.json", recorded());
        write("now.json", withBytes(bytes -> {
            ArrayNode more = JSON.createArrayNode();
            for (JsonNode fork : bytes) {
                ArrayNode iterations = more.addArray();
                fork.forEach(value -> iterations.add(1.1 * value.asDouble()));
            }
            return more;
        }));
        CommandRun check = CommandRun.of(folder, "check", "--baseline", "before.json", "--candidate", "now.json");
        assertThat(check.exitCode()).as(check.err()).isEqualTo(1);
        assertThat(check.out()).contains("The check failed");
    }

    @Test
    void check_threeForks_isOpen() throws IOException {
        write(
                "now.json",
                withBytes(bytes -> JSON.createArrayNode()
                        .add(bytes.get(0))
                        .add(bytes.get(1))
                        .add(bytes.get(2))));
        CommandRun check = CommandRun.of(folder, "check", "--baseline", "now.json", "--candidate", "now.json");
        assertThat(check.exitCode()).as(check.out()).isEqualTo(2);
    }

    @Test
    void check_anotherBenchmark_saysBothNames() throws IOException {
        write("before.json", recorded());
        write("now.json", recorded().replace("operation\" : \"passed", "operation\" : \"kept"));
        CommandRun check = CommandRun.of(folder, "check", "--baseline", "before.json", "--candidate", "now.json");
        assertThat(check.err()).contains("(operation=passed) against", "(operation=kept)");
        assertThat(check.exitCode()).isEqualTo(3);
    }

    @ParameterizedTest
    @MethodSource("badReports")
    void baselineAndCheck_badReport_saysWhatIsWrongAndEndsWith3(String report, String message) throws IOException {
        write("bad.json", report);
        write("good.json", recorded());
        for (List<String> words : List.of(
                List.of("baseline", "--jmh", "bad.json", "--out", "b.json"),
                List.of("check", "--baseline", "good.json", "--candidate", "bad.json"))) {
            CommandRun run = CommandRun.of(folder, words.toArray(new String[0]));
            assertThat(run.err()).contains("cistern: bad.json " + message).doesNotContain("Exception");
            assertThat(run.exitCode()).as(words.toString()).isEqualTo(3);
            assertThat(run.out()).isEmpty();
        }
        assertThat(folder.resolve("b.json")).doesNotExist();
    }

    static Stream<Arguments> badReports() throws IOException {
        String good = recorded();
        return Stream.of(
                Arguments.of("", "is empty"),
                Arguments.of("[]", "has no benchmarks in it"),
                Arguments.of(good.substring(0, good.length() / 2), "is no JSON"),
                Arguments.of("[{\"name\": \"a.B.c\"}]", "must have the schema cistern/runs/1 or be a report of JMH"),
                Arguments.of(
                        good.replace("\"gc.alloc.rate.norm\"", "\"gc.churn.norm\""),
                        "does not tell the allocated bytes of"),
                Arguments.of(
                        withBytes(bytes ->
                                JSON.createArrayNode().add(bytes.get(0)).add(JSON.createArrayNode())),
                        "does not tell the allocated bytes of"),
                Arguments.of(
                        withBytes(bytes -> JSON.createArrayNode()
                                .add(JSON.createArrayNode().add("NaN"))
                                .add(bytes.get(1))),
                        "must tell the allocated bytes of"));
    }

    private static String withBytes(UnaryOperator<JsonNode> change) throws IOException {
        ArrayNode report = (ArrayNode) JSON.readTree(recorded());
        ObjectNode metric = (ObjectNode) report.at("/0/secondaryMetrics/gc.alloc.rate.norm");
        metric.set("rawData", change.apply(metric.get("rawData")));
        return report.toString();
    }

    private static String recorded() throws IOException {
        try (InputStream file = Objects.requireNonNull(JmhReportIT.class.getResourceAsStream("jmh.json"))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private void write(String name, String content) throws IOException {
        Files.writeString(folder.resolve(name), content);
    }
}
