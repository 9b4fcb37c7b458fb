package dev.cistern.lab.prove;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.cistern.lab.LabException;
import dev.cistern.lab.matrix.Comparison;
import dev.cistern.lab.matrix.Measure;
import dev.cistern.lab.matrix.ProcessRun;
import dev.cistern.lab.matrix.Shift;
import dev.cistern.lab.report.ComparisonJson;
import dev.cistern.lab.report.ComparisonReport;
import dev.cistern.lab.report.GateFiles;
import dev.cistern.lab.shell.TerminalStyle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class CheckTest {
    private final Random random = new Random(3);

    @Test
    void check_tenPercentMoreBytes_fails() {
        Check check = Check.of(runs("m", 1000), runs("m", 1100));
        assertThat(check.result()).isEqualTo(Check.Result.FAILED);
        assertThat(check.comparisons().getFirst().worse())
                .extracting(Shift::measure)
                .containsExactly(Measure.BYTES);
    }

    @Test
    void check_fewerBytes_passes() {
        assertThat(Check.of(runs("m", 1000), runs("m", 900)).result()).isEqualTo(Check.Result.PASSED);
    }

    @Test
    void check_anotherMachine_comparesOnlyBytes() {
        Check check = Check.of(runs("one", 1000), runs("other", 1000));
        assertThat(check.comparisons().getFirst().shifts())
                .extracting(Shift::measure)
                .containsExactly(Measure.BYTES);
        assertThat(check.notes()).anyMatch(note -> note.contains("the machine 'one'") && note.contains("'other'"));
    }

    @Test
    void check_tooFewRuns_isOpen() {
        Runs three = new Runs(
                "m",
                "25",
                "",
                "",
                "",
                List.of(new Runs.Subject("program", runs(1000).subList(0, 3))),
                List.of());
        assertThat(Check.of(three, three).result()).isEqualTo(Check.Result.OPEN);
    }

    @Test
    void check_nothingOfTheSameName_saysBothNames() {
        Runs other = new Runs("m", "25", "", "", "", List.of(new Runs.Subject("other", runs(1))), List.of());
        assertThatThrownBy(() -> Check.of(runs("m", 1000), other))
                .isInstanceOf(LabException.BadInput.class)
                .hasMessageContaining("program against other");
    }

    @Test
    void file_writtenAndRead_isTheSame() {
        Runs runs = runs("m", 1000);
        assertThat(RunsFile.read("b.json", RunsFile.write(runs))).isEqualTo(runs);
    }

    @Test
    void file_anotherSchema_saysWhichAndWhatToDo() {
        assertThatThrownBy(() -> RunsFile.read("b.json", "{\"schema\": \"cistern/runs/7\"}"))
                .isInstanceOf(LabException.BadInput.class)
                .hasMessageContaining("cistern/runs/1")
                .hasMessageContaining("cistern/runs/7")
                .hasMessageContaining("record it anew");
        assertThatThrownBy(() -> RunsFile.read("b.json", "no json")).hasMessageContaining("b.json is no JSON");
        assertThatThrownBy(() -> RunsFile.read("b.json", "{\"schema\": \"cistern/runs/1\"}"))
                .hasMessageContaining("no runs");
    }

    @Test
    void jmh_severalForks_eachIsARun() {
        Runs runs = RunsFile.read("r.json", jmh("[[8.0, 8.2], [9.0, 9.0]]"));
        assertThat(runs.subjects().getFirst().name()).isEqualTo("a.B.c (size=8, threads=2)");
        assertThat(runs.subjects().getFirst().runs())
                .extracting(ProcessRun::bytes)
                .containsExactly(8.1, 9.0);
        assertThat(runs.jvm()).isEqualTo("25.0.3");
    }

    @Test
    void jmh_oneFork_itsIterationsAreRunsAndThatIsSaid() {
        Runs runs = RunsFile.read("r.json", jmh("[[8.0, 8.2, 8.4]]"));
        assertThat(runs.subjects().getFirst().runs()).hasSize(3);
        assertThat(runs.notes()).anyMatch(note -> note.contains("one JVM only"));
    }

    @Test
    void jmh_withoutProfiler_saysWhatToAdd() {
        assertThatThrownBy(() -> RunsFile.read("r.json", "[{\"benchmark\": \"a.B.c\", \"secondaryMetrics\": {}}]"))
                .hasMessageContaining("-prof gc");
    }

    @Test
    void reports_aNameOfMarkup_staysText() {
        Runs before = named("<b>&|*x*", 1000);
        Check check = Check.of(before, named("<b>&|*x*", 1200));
        assertThat(GateFiles.junit(check))
                .contains("failures=\"1\"", "&lt;b&gt;&amp;")
                .doesNotContain("<b>");
        assertThat(GateFiles.sarif(check, "b.json")).contains("\"ruleId\" : \"bytes\"", "\"uri\" : \"b.json\"");
        assertThat(ComparisonReport.markdown(check.comparisons(), check.notes()))
                .contains("\\<b\\>&\\|\\*x\\*");
        assertThat(ComparisonJson.check(check)).contains("\"result\" : \"FAILED\"", "cistern/check/1");
        assertThat(ComparisonReport.terminal(check.comparisons(), check.notes(), TerminalStyle.PLAIN))
                .contains("worse")
                .doesNotContain("null");
    }

    @Test
    void documents_ofAllKinds_keepThePublishedSchemas() throws IOException {
        List<ProcessRun> one = new ArrayList<>(runs(1000));
        one.set(0, ProcessRun.ofBytes(1000));
        Check check = Check.of(runs("m", 1000), runs("m", 1200));
        assertKeeps("check", ComparisonJson.check(check));
        assertKeeps("runs", RunsFile.write(runs("m", 1000)));
        assertKeeps(
                "prove", ComparisonJson.prove(Comparison.ofPairs("p", one, one), one, one, true, List.of("a note")));
        assertThat(schema("check").validate("{\"schema\": \"cistern/check/1\"}", InputFormat.JSON))
                .isNotEmpty();
    }

    private static void assertKeeps(String name, String document) throws IOException {
        assertThat(schema(name).validate(document, InputFormat.JSON)).isEmpty();
    }

    private static Schema schema(String name) throws IOException {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(Path.of("../docs/schemas/" + name + "-1.json")), InputFormat.JSON);
    }

    private static String jmh(String raw) {
        return "[{\"benchmark\": \"a.B.c\", \"threads\": 2, \"params\": {\"size\": \"8\"}, \"vmVersion\": \"25.0.3\","
                + " \"jmhVersion\": \"1.37\", \"secondaryMetrics\": {\"gc.alloc.rate.norm\": {\"rawData\": " + raw
                + "}}}]";
    }

    private Runs runs(String machine, double bytes) {
        return new Runs(machine, "25", "run", "", "", List.of(new Runs.Subject("program", runs(bytes))), List.of());
    }

    private Runs named(String name, double bytes) {
        return new Runs("m", "25", "run", "", "", List.of(new Runs.Subject(name, runs(bytes))), List.of());
    }

    private List<ProcessRun> runs(double bytes) {
        return IntStream.range(0, 10)
                .mapToObj(i -> new ProcessRun(
                        10,
                        true,
                        bytes * (1 + 0.005 * random.nextGaussian()),
                        100.0,
                        4,
                        5e6 * (1 + 0.1 * random.nextGaussian()),
                        8e6 * (1 + 0.1 * random.nextGaussian()),
                        1e4 * random.nextGaussian(),
                        0.0))
                .toList();
    }
}
