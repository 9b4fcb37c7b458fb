package dev.cistern.lab.shell;

import dev.cistern.lab.Estimate;
import dev.cistern.lab.recording.TargetFacts;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A JSON report after a published, versioned schema.
 *
 * <p>A figure that was not observed is null. JSON has no infinity: the upper end of an interval of which only the lower
 * end is known is null too. Not thread-safe.
 */
public final class JsonDocument {
    /** ASCII only: control characters of the C1 range would otherwise reach a terminal as they are. */
    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private final ObjectNode root = MAPPER.createObjectNode();

    /**
     * An empty document.
     *
     * @param schema the name and version of its schema, {@code cistern/gc/1}
     */
    public JsonDocument(String schema) {
        root.put("schema", schema);
    }

    /** {@return the object that all else is put into} */
    public ObjectNode root() {
        return root;
    }

    /** {@return the document, indented, in ASCII, ended by a line feed} */
    public String render() {
        return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
    }

    /**
     * Adds texts to an array.
     *
     * @param array where to
     * @param values the texts
     */
    public static void strings(ArrayNode array, List<String> values) {
        values.forEach(array::add);
    }

    /**
     * Writes an estimate as an object of value, low and high, null where there is none.
     *
     * @param parent where to
     * @param name the field
     * @param estimate what
     */
    public static void estimate(ObjectNode parent, String name, @Nullable Estimate estimate) {
        if (estimate == null) {
            parent.putNull(name);
            return;
        }
        parent.putObject(name)
                .put("value", finite(estimate.value()))
                .put("low", finite(estimate.low()))
                .put("high", finite(estimate.high()));
    }

    /** {@return the value, null where it is infinite or no number} */
    public static @Nullable Double finite(double value) {
        return Double.isFinite(value) ? (Double) value : null;
    }

    /** {@return a moment as ISO 8601 in UTC, null where it is unknown} */
    public static @Nullable String instant(@Nullable Long epochNanos) {
        return epochNanos == null
                ? null
                : Instant.ofEpochSecond(
                                Math.floorDiv(epochNanos, 1_000_000_000L), Math.floorMod(epochNanos, 1_000_000_000L))
                        .toString();
    }

    /**
     * Writes what was observed.
     *
     * @param json where to
     * @param target what
     */
    public static void target(ObjectNode json, TargetFacts target) {
        json.put("pid", target.pid() == 0 ? null : (Long) target.pid());
        json.put("mainClass", target.mainClass());
        json.put("jvm", target.jvm());
        json.put("collector", target.collector());
        json.put("javaVersion", target.javaVersion() == 0 ? null : (Integer) target.javaVersion());
        json.put("cores", target.cores() == 0 ? null : (Integer) target.cores());
        strings(json.putArray("jvmArguments"), target.jvmArguments());
    }
}
