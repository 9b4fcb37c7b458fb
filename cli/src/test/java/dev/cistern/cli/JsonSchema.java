package dev.cistern.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The published schemas of the commands' JSON. */
final class JsonSchema {
    private JsonSchema() {}

    /** Reads JSON that must fit a schema, such as {@code gc-1}. */
    static JsonNode validated(String schema, String json) throws IOException {
        assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(Files.readString(Path.of("../docs/schemas/" + schema + ".json")), InputFormat.JSON)
                        .validate(json, InputFormat.JSON))
                .isEmpty();
        return JsonMapper.shared().readTree(json);
    }
}
