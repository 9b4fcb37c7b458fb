package dev.cistern.lab.prove;

import dev.cistern.lab.LabException;
import dev.cistern.lab.matrix.ProcessRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Recorded runs as JSON after the published schema {@code cistern/runs/1}, {@code docs/schemas/runs-1.json}. */
public final class RunsFile {
    /** The name and version of the schema, which every document carries in its field {@code schema}. */
    public static final String SCHEMA = "cistern/runs/1";

    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private RunsFile() {}

    /**
     * Reads runs, or the report of JMH, which are runs too.
     *
     * @param file which
     * @return the runs
     * @throws LabException.BadInput if there is no such file, or it is neither
     */
    public static Runs read(Path file) {
        try {
            return read(file.toString(), Files.readString(file));
        } catch (NoSuchFileException e) {
            throw new LabException.BadInput(
                    "there is no file " + file + "; 'cistern baseline' writes one, and so does JMH with -rf json", e);
        } catch (IOException e) {
            throw new LabException.BadInput("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    static Runs read(String name, String text) {
        if (text.isBlank()) {
            throw new LabException.BadInput(
                    name + " is empty; record it anew with 'cistern baseline', or with JMH's -rf json");
        }
        try {
            JsonNode root = MAPPER.readTree(text);
            if (JmhReport.isOne(root)) {
                return JmhReport.of(name, root);
            }
            if (root.isArray() && root.isEmpty()) {
                throw new LabException.BadInput(name
                        + " has no benchmarks in it; all of them failed, or none matched what JMH was told to run");
            }
            String schema = root.path("schema").asString("none");
            if (!schema.equals(SCHEMA)) {
                throw new LabException.BadInput(
                        name + " must have the schema " + SCHEMA + " or be a report of JMH, but its" + " schema is "
                                + schema + "; record it anew with this release's 'cistern baseline'");
            }
            return runs(name, root);
        } catch (JacksonException e) {
            throw new LabException.BadInput(name + " is no JSON: " + e.getOriginalMessage(), e);
        }
    }

    private static Runs runs(String name, JsonNode root) {
        List<Runs.Subject> subjects = root.path("subjects")
                .valueStream()
                .map(subject -> new Runs.Subject(
                        subject.path("name").asString(),
                        subject.path("runs").valueStream().map(RunsFile::run).toList()))
                .toList();
        if (subjects.isEmpty()
                || subjects.stream().anyMatch(subject -> subject.runs().isEmpty())) {
            throw new LabException.BadInput(name + " has no runs in it; record it anew with 'cistern baseline'");
        }
        return new Runs(
                root.path("machine").asString(""),
                root.path("jvm").asString(""),
                root.path("command").asString(""),
                root.path("operations").asString(""),
                root.path("recordedAt").asString(""),
                subjects,
                root.path("notes").valueStream().map(JsonNode::asString).toList());
    }

    private static ProcessRun run(JsonNode json) {
        Double pauses = number(json, "pauses");
        return new ProcessRun(
                json.path("seconds").asDouble(0),
                json.path("perOperation").asBoolean(true),
                number(json, "bytes"),
                number(json, "operationsPerSecond"),
                pauses == null ? null : (Integer) pauses.intValue(),
                number(json, "pauseMedianNanos"),
                number(json, "pauseP99Nanos"),
                number(json, "memorySlope"),
                number(json, "heapSlope"));
    }

    private static @Nullable Double number(JsonNode json, String field) {
        JsonNode value = json.path(field);
        return value.isNumber() ? (Double) value.asDouble() : null;
    }

    /**
     * Runs as an indented document.
     *
     * @param runs what to write
     * @return the document in ASCII, ended by a line feed
     */
    public static String write(Runs runs) {
        ObjectNode root = MAPPER.createObjectNode();
        root.put("schema", SCHEMA)
                .put("machine", runs.machine())
                .put("jvm", runs.jvm())
                .put("command", runs.command())
                .put("operations", runs.operations())
                .put("recordedAt", runs.recordedAt());
        var subjects = root.putArray("subjects");
        for (Runs.Subject subject : runs.subjects()) {
            var list = subjects.addObject().put("name", subject.name()).putArray("runs");
            subject.runs().forEach(run -> list.add(MAPPER.<JsonNode>valueToTree(run.fields())));
        }
        var notes = root.putArray("notes");
        runs.notes().forEach(notes::add);
        return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
    }
}
