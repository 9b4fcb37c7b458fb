package dev.cistern.bench.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class TableTest {
    private static Row row(String scenario, String contender, double nanos) {
        List<Double> all = List.of(nanos, nanos, nanos, nanos, nanos, nanos);
        return new Row(scenario, contender, List.of(new Row.Fork(all, all, List.of(8.0))), true);
    }

    private static Table table(Row... rows) {
        return new Table(List.of(rows), contender -> !contender.equals("ours"));
    }

    @Test
    void lines_rowsInAnyOrder_byScenarioTheFastestFirst() {
        assertThat(table(row("b", "slow", 9), row("a", "x", 1), row("b", "ours", 3))
                        .lines())
                .extracting(line -> line.scenario() + " " + line.contender())
                .containsExactly("b ours", "b slow", "a x");
    }

    @Test
    void lines_oursIsFastest_ratiosAreToTheBestOfTheOthers() {
        assertThat(table(row("s", "slow", 8), row("s", "quick", 4), row("s", "ours", 2))
                        .lines())
                .extracting(line -> line.toBestPeer().orElseThrow().value())
                .containsExactly(0.5, 1.0, 2.0);
    }

    @Test
    void lines_scenarioWithoutAPeer_noRatio() {
        assertThat(table(row("s", "ours", 2), row("other", "quick", 1))
                        .lines()
                        .getFirst()
                        .toBestPeer())
                .isEqualTo(Optional.empty());
    }

    @Test
    void text_anyRows_isAMarkdownTableUnderEachScenario() {
        assertThat(table(row("s", "ours", 2.345), row("s", "quick", 234.5)).text())
                .containsSubsequence("### s", "| name", "| ---", "| ours", "2.35", "8 |", "0.01", "| quick", "235");
    }

    @Test
    void write_lines_readBackWithMachineAndCommand(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("report.json");
        JsonReport.write(
                file,
                "pool --quick",
                table(row("s", "ours", 2), row("s", "quick", 4)).lines());
        JsonNode report = JsonMapper.shared().readTree(Files.readString(file));
        assertThat(report.get("command").asString()).isEqualTo("bench/run pool --quick");
        assertThat(report.get("machine").asString()).contains(" cores; ", System.getProperty("os.name"));
        JsonNode ours = report.get("rows").get(0);
        assertThat(ours.get("name").asString()).isEqualTo("ours");
        assertThat(ours.get("cpuNanos").asDouble()).isEqualTo(2);
        assertThat(ours.get("cpuToBestPeer").asDouble()).isEqualTo(0.5);
        assertThat(ours.get("allocatedBytes").asDouble()).isEqualTo(8);
    }
}
