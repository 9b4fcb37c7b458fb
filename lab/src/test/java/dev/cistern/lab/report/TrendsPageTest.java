package dev.cistern.lab.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.cistern.lab.matrix.JointVerdict;
import dev.cistern.lab.matrix.Trends;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The three series as a page and as JSON. */
final class TrendsPageTest {
    private static final Path SCHEMA = Path.of("../docs/schemas/matrix-1.json");

    @Test
    void render_memoryThatGrowsAlone_saysWhatItMeansAndDrawsAllThree() throws IOException {
        assertThat(Trends.of(PreviewPages.leaking()).verdict()).isEqualTo(JointVerdict.MEMORY_ALONE);
        String page = PreviewPages.matrix(Duration.ZERO).html();
        Files.writeString(Files.createDirectories(Path.of("target/browser")).resolve("matrix.html"), page);
        assertThat(page)
                .contains(
                        "AMBER: native, metaspace or direct memory",
                        "com.acme.shop.Main",
                        "A note on how it came about.")
                .contains("Bytes allocated a second", "Pauses and allocation stalls", "Resident memory and the heap")
                .doesNotContain("data-live");
        assertThat(PreviewPages.matrix(Duration.ofSeconds(2)).html()).contains("data-live=\"2000\"");
    }

    @Test
    void json_trends_keepThePublishedSchema() throws IOException {
        Schema schema = schema();
        String json = ComparisonJson.matrix(4711, Trends.of(PreviewPages.leaking()));
        assertThat(schema.validate(json, InputFormat.JSON)).isEmpty();
        assertThat(schema.validate(json.replace("\"verdict\"", "\"opinion\""), InputFormat.JSON))
                .as("without a verdict")
                .isNotEmpty();
    }

    private static Schema schema() throws IOException {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(SCHEMA), InputFormat.JSON);
    }
}
