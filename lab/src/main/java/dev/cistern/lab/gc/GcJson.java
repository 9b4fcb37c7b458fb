package dev.cistern.lab.gc;

import dev.cistern.lab.shell.JsonDocument;
import java.util.Locale;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes a heap's report as JSON after the published schema {@code cistern/gc/1}, {@code docs/schemas/gc-1.json}. */
public final class GcJson {
    /** The name and version of the schema, which every document carries in its field {@code schema}. */
    public static final String SCHEMA = "cistern/gc/1";

    private GcJson() {}

    /**
     * The report as an indented JSON document.
     *
     * @param report what to write
     * @return the document in ASCII, ended by a line feed
     */
    public static String render(GcReport report) {
        JsonDocument document = new JsonDocument(SCHEMA);
        ObjectNode root = document.root();
        root.put("source", report.source().name().toLowerCase(Locale.ROOT));
        JsonDocument.strings(root.putArray("inputs"), report.inputs());
        JsonDocument.target(root.putObject("target"), report.target());
        root.put("partial", report.partial());
        root.put("startedAt", JsonDocument.instant(report.startEpochNanos()));
        root.put("seconds", report.seconds());
        root.put("verdict", report.verdict().name());
        root.put("harm", report.harm());
        root.put("reason", report.reason());
        JsonDocument.strings(root.putArray("conditions"), report.conditions());
        JsonDocument.strings(root.putArray("tuning"), report.tuning());
        allocation(root.putObject("allocation"), report.allocation());
        heap(root.putObject("heap"), report.heap());
        report.windows().forEach(window -> window(root.withArray("windows").addObject(), window));
        ArrayNode pauses = root.putArray("pauses");
        report.pauses().forEach(row -> pause(pauses.addObject(), row));
        ArrayNode signs = root.putArray("signs");
        report.signs()
                .forEach(sign -> signs.addObject().put("name", sign.name()).put("count", sign.count()));
        ArrayNode curves = root.putArray("series");
        report.curves().forEach(curve -> curve(curves.addObject(), curve));
        JsonDocument.strings(root.putArray("notes"), report.notes());
        return document.render();
    }

    private static void allocation(ObjectNode json, GcReport.Allocation allocation) {
        json.put("exact", allocation.exact());
        JsonDocument.estimate(json, "bytesPerSecond", allocation.bytesPerSecond());
        JsonDocument.estimate(json, "bytesPerSecondEachSecond", allocation.trend());
        JsonDocument.estimate(json, "operationsPerSecond", allocation.operationsPerSecond());
        JsonDocument.estimate(json, "bytesPerOperation", allocation.bytesPerOperation());
        JsonDocument.estimate(json, "bytesPerOperationEachSecond", allocation.trendPerOperation());
    }

    private static void heap(ObjectNode json, GcReport.Heap heap) {
        json.put("usedBytes", heap.usedBytes());
        json.put("committedBytes", heap.committedBytes());
        json.put("idleBytes", heap.idleBytes());
        json.put("rssBytes", heap.rssBytes());
        JsonDocument.estimate(json, "idleBytesPerSecond", heap.idleBytesPerSecond());
        JsonDocument.estimate(json, "liveBytesPerSecond", heap.liveBytesPerSecond());
    }

    private static void window(ObjectNode json, GcReport.Window window) {
        json.put("startSeconds", window.startSeconds());
        json.put("seconds", window.seconds());
        json.put("independent", window.independent());
        JsonDocument.estimate(json, "bytesPerSecond", window.bytesPerSecond());
        JsonDocument.estimate(json, "idleBytesPerSecond", window.idleBytesPerSecond());
        json.put("operationsPerSecond", window.operationsPerSecond());
        JsonDocument.estimate(json, "bytesPerOperation", window.bytesPerOperation());
        json.put("idleBytes", window.idleBytes());
        json.put("collections", window.collections());
        json.put("pauseSeconds", window.pauseSeconds());
        json.put("longestPauseSeconds", window.longestPauseSeconds());
    }

    private static void pause(ObjectNode json, GcReport.PauseRow row) {
        json.put("name", row.name());
        json.put("pauses", row.pauses());
        json.put("count", row.count());
        json.put("totalSeconds", row.totalSeconds());
        json.put("p50Seconds", row.p50());
        json.put("p90Seconds", row.p90());
        json.put("p99Seconds", row.p99());
        json.put("p999Seconds", row.p999());
        json.put("maxSeconds", row.max());
    }

    private static void curve(ObjectNode json, GcReport.Curve curve) {
        json.put("name", curve.name());
        ArrayNode seconds = json.putArray("seconds");
        curve.seconds().forEach(seconds::add);
        ArrayNode bytes = json.putArray("bytes");
        curve.bytes().forEach(bytes::add);
    }
}
