package dev.cistern.simulator;

import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes a report as JSON after the published schema {@code cistern/simulate/1}, {@code docs/schemas/simulate-1.json}. */
public final class ReportJson {
    /** The name and version of the schema, which every document carries in its field {@code schema}. */
    public static final String SCHEMA = "cistern/simulate/1";

    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private ReportJson() {}

    /**
     * The report as an indented JSON document.
     *
     * @param report what to write
     * @return the document in ASCII, ended by a line feed
     */
    public static String render(SimulationReport report) {
        ObjectNode root = MAPPER.createObjectNode();
        root.put("schema", SCHEMA);
        root.put("trace", report.trace());
        root.put("requests", report.requests());
        root.put("distinctKeys", report.distinct());
        root.put("seeds", report.seeds());
        root.put("partial", report.partial());
        ArrayNode cells = root.putArray("cells");
        for (SimulationReport.Cell cell : report.cells()) {
            ObjectNode node = cells.addObject();
            node.put("policy", cell.policy());
            node.put("size", cell.size());
            node.put("hits", cell.hits());
            node.put("hitRatio", report.hitRatio(cell));
        }
        return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
    }
}
