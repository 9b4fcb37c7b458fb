package dev.cistern.lab.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.cistern.lab.advise.Advice;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class JsonReportTest {
    private static final Path SCHEMA = Path.of("../docs/schemas/advise-1.json");

    @Test
    void render_everyAdvice_keepsThePublishedSchema() throws IOException {
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(SCHEMA), InputFormat.JSON);
        for (Advice advice : List.of(
                SyntheticAdvice.usual(),
                SyntheticAdvice.nothingPays(),
                SyntheticAdvice.indicativeAndPartial(),
                SyntheticAdvice.hostile(),
                SyntheticAdvice.probed(),
                SyntheticAdvice.empty())) {
            assertThat(schema.validate(JsonReport.render(advice), InputFormat.JSON))
                    .isEmpty();
        }
    }

    @Test
    void schema_documentWithoutAVerdict_isRefused() throws IOException {
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(SCHEMA), InputFormat.JSON);
        String broken = JsonReport.render(SyntheticAdvice.usual()).replace("\"verdict\"", "\"opinion\"");
        assertThat(schema.validate(broken, InputFormat.JSON)).isNotEmpty();
    }

    @Test
    void render_usualAdvice_hasTheFieldsOfTheContract() {
        JsonNode root = tree(SyntheticAdvice.usual());
        assertThat(root.at("/schema").asString()).isEqualTo("cistern/advise/1");
        assertThat(root.at("/target/pid").asLong()).isEqualTo(4711);
        assertThat(root.at("/engine").asString()).isEqualTo("async-profiler");
        assertThat(root.at("/gcIntervalSeconds").asDouble()).isEqualTo(1.8);
        assertThat(root.at("/windows")).hasSize(6);
        JsonNode site = root.at("/sites/0");
        assertThat(site.at("/className").asString()).isEqualTo("byte[]");
        assertThat(site.at("/method").asString()).isEqualTo("com.acme.shop.wire.Codec.encode");
        assertThat(site.at("/path/0").asString()).isEqualTo("com.acme.shop.wire.Codec.encode");
        assertThat(site.at("/bytesPerSecond/low").asDouble())
                .isLessThan(site.at("/bytesPerSecond/value").asDouble());
        assertThat(site.at("/boundaries")).hasSize(5);
        assertThat(site.at("/boundaries/2/id").asInt()).isEqualTo(3);
        assertThat(site.at("/verdict").asString()).isEqualTo("PAYS");
        assertThat(site.at("/saving/retainedBytes").asDouble()).isEqualTo(2.1e6);
    }

    @Test
    void render_probedAdvice_hasWhatTheProbeSaw() {
        JsonNode root = tree(SyntheticAdvice.probed());
        assertThat(root.at("/probe/classes").asInt()).isEqualTo(10);
        assertThat(root.at("/sites/0/probe/handedOver").asInt()).isEqualTo(571);
        assertThat(root.at("/sites/0/probe/otherThreadIn").asString()).isEqualTo("Writer.take");
        assertThat(root.at("/sites/1/probe/asKey").asInt()).isEqualTo(580);
        assertThat(root.at("/sites/2/probe/usedSeconds").isNull()).isTrue();
        assertThat(tree(SyntheticAdvice.usual()).at("/probe").isNull()).isTrue();
    }

    @Test
    void render_lifeWithoutAnUpperEnd_isNullThere() {
        JsonNode session = tree(SyntheticAdvice.usual()).at("/sites/4");
        assertThat(session.at("/lifeSeconds/low").asDouble()).isEqualTo(8.8);
        assertThat(session.at("/lifeSeconds/high").isNull()).isTrue();
    }

    @Test
    void render_hostileNames_areAsciiAndComeBackUnchanged() {
        Advice hostile = SyntheticAdvice.hostile();
        String json = JsonReport.render(hostile);
        assertThat(StandardCharsets.US_ASCII.newEncoder().canEncode(json)).isTrue();
        assertThat(JsonMapper.shared().readTree(json).at("/sites/0/className").asString())
                .isEqualTo(hostile.sites().getFirst().className());
    }

    private static JsonNode tree(Advice advice) {
        return JsonMapper.shared().readTree(JsonReport.render(advice));
    }
}
