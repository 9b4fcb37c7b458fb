package dev.cistern.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

final class SimulationTest {
    private static SimulationReport report() {
        Trace trace = Trace.of("zipf:0.9,keys=2k,requests=30k");
        return new Simulation(trace, List.of(50, 500), Contender.usual(), 3).run((what, share) -> true);
    }

    @Test
    void run_allPolicies_noneBeatsTheOptimum() {
        SimulationReport report = report();
        assertThat(report.partial()).isFalse();
        assertThat(report.policies()).startsWith("optimum", "adaptive", "lru").hasSize(7);
        for (int size : report.sizes()) {
            List<SimulationReport.Cell> cells =
                    report.cells().stream().filter(cell -> cell.size() == size).toList();
            assertThat(cells)
                    .hasSize(7)
                    .allSatisfy(cell -> assertThat(cell.hits())
                            .isBetween(1L, cells.getFirst().hits()));
        }
    }

    @Test
    void lru_againstLinkedHashMap_sameHits() {
        Trace trace = Trace.of("feed:0.8,keys=1k,requests=20k,scan=500");
        long expected = hitsOfLinkedHashMap(trace, 100);
        SimulationReport report =
                new Simulation(trace, List.of(100), List.of(Contender.ofPolicy("lru")), 1).run((what, share) -> true);
        assertThat(report.of("lru").getFirst().hits()).isEqualTo(expected);
    }

    private static long hitsOfLinkedHashMap(Trace trace, int size) {
        LinkedHashMap<Integer, Boolean> map = new LinkedHashMap<>(16, 0.75f, true);
        long hits = 0;
        for (int i = 0; i < trace.requests(); i++) {
            if (map.put(trace.key(i), true) != null) {
                hits++;
            } else if (map.size() > size) {
                map.pollFirstEntry();
            }
        }
        return hits;
    }

    @Test
    void run_stopped_isPartial() {
        Trace trace = Trace.of("loop:100,requests=1000");
        int[] reports = {0};
        SimulationReport report =
                new Simulation(trace, List.of(10, 20), Contender.usual(), 1).run((what, share) -> ++reports[0] < 4);
        assertThat(report.partial()).isTrue();
        assertThat(report.cells()).isNotEmpty().hasSizeLessThan(14);
        assertThat(ReportText.table(report)).contains("Partial");
    }

    @Test
    void json_report_keepsToItsSchema() throws IOException {
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(Path.of("../docs/schemas/simulate-1.json")), InputFormat.JSON);
        assertThat(schema.validate(ReportJson.render(report()), InputFormat.JSON))
                .isEmpty();
    }

    @Test
    void svgAndHtml_report_wellFormedAndWithoutOutsideFiles() throws Exception {
        String svg = CurveChart.svg(report());
        DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
        assertThat(svg).contains("optimum", "adaptive").doesNotContain("href", "src=");
        assertThat(CurveChart.html(report())).contains(svg, "Figures");
    }

    @Test
    void csv_report_aLineForEachCell() {
        assertThat(ReportText.csv(report()).lines())
                .hasSize(15)
                .first()
                .isEqualTo("trace,policy,size,requests,hits,hit_ratio");
        assertThat(ReportText.csv(report())).contains("\"zipf:0.9,keys=2k,requests=30k\",optimum,50,30000,");
    }

    @Test
    void sizes_asWritten_orRefused() {
        assertThat(Sizes.parse("10, 2k,1m")).containsExactly(10, 2_000, 1_000_000);
        for (String wrong : new String[] {"0", "x", "5,,6", "-1", "9m9", "2147483648"}) {
            assertThatThrownBy(() ->
                            new Simulation(Trace.of("loop:9,requests=9"), Sizes.parse(wrong), Contender.usual(), 1))
                    .isInstanceOf(TraceException.class);
        }
        assertThat(Sizes.usual(Trace.of("loop:1000,requests=1000"))).containsExactly(3, 7, 15, 31, 62, 125, 250, 500);
    }
}
