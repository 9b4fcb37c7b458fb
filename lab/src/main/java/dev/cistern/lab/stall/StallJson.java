package dev.cistern.lab.stall;

import dev.cistern.lab.recording.Frame;
import dev.cistern.lab.shell.JsonDocument;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes a stall report as JSON after the published schema {@code cistern/stall/1}, {@code docs/schemas/stall-1.json}.
 *
 * <p>Stacks stand once, in the array {@code stacks}; everything else names them by their index.
 */
public final class StallJson {
    /** The name and version of the schema, which every document carries in its field {@code schema}. */
    public static final String SCHEMA = "cistern/stall/1";

    private final StallReport report;
    private final JsonDocument document = new JsonDocument(SCHEMA);
    private final ArrayNode stacks = document.root().arrayNode();
    private final IdentityHashMap<List<Frame>, Integer> indices = new IdentityHashMap<>();

    private StallJson(StallReport report) {
        this.report = report;
    }

    /**
     * The report as an indented JSON document.
     *
     * @param report what to write
     * @return the document in ASCII, ended by a line feed
     */
    public static String render(StallReport report) {
        return new StallJson(report).render();
    }

    private String render() {
        ObjectNode root = document.root();
        root.put("source", report.live() ? "live" : "recording");
        JsonDocument.strings(root.putArray("inputs"), report.inputs());
        JsonDocument.target(root.putObject("target"), report.target());
        root.put("partial", report.partial());
        root.put("startedAt", JsonDocument.instant(report.startEpochNanos()));
        root.put("seconds", report.seconds());
        root.put("minSpanSeconds", report.minSpanSeconds());
        root.put("headline", report.headline());
        critical(root, report.critical());
        windows(root.putArray("windows"));
        lanes(root.putArray("lanes"));
        ArrayNode pauses = root.putArray("pauses");
        report.pauses()
                .forEach(band -> pauses.addObject()
                        .put("startSeconds", band.startSeconds())
                        .put("seconds", band.seconds())
                        .put("name", band.name())
                        .put("byAllocation", band.byAllocation()));
        ArrayNode histograms = root.putArray("histograms");
        report.histograms().forEach(row -> histogram(histograms.addObject(), row));
        causes(root.putArray("causes"));
        ArrayNode heap = root.putArray("heap");
        report.heap()
                .forEach(level -> heap.addObject()
                        .put("seconds", level.seconds())
                        .put("usedBytes", level.usedBytes())
                        .put("committedBytes", level.committedBytes()));
        root.put("leftOut", report.leftOut());
        root.set("stacks", stacks);
        JsonDocument.strings(root.putArray("notes"), report.notes());
        return document.render();
    }

    private void critical(ObjectNode root, StallReport.@Nullable CriticalPoint critical) {
        if (critical == null) {
            root.putNull("critical");
            return;
        }
        ObjectNode json = root.putObject("critical");
        json.put("seconds", critical.seconds());
        json.put("windowSeconds", critical.windowSeconds());
        json.put("shareBefore", critical.shareBefore());
        json.put("shareAfter", critical.shareAfter());
        ArrayNode threads = json.putArray("threads");
        critical.threads()
                .forEach(thread -> threads.addObject()
                        .put("name", thread.name())
                        .put("bytesPerSecond", thread.bytesPerSecond())
                        .put("bytesPerSecondBefore", thread.bytesPerSecondBefore())
                        .put("share", thread.share()));
        sites(json.putArray("sites"), critical.sites());
        sites(json.putArray("waiting"), critical.waiting());
    }

    private void sites(ArrayNode json, List<StallReport.AllocationSite> sites) {
        sites.forEach(site -> json.addObject()
                .put("className", site.className())
                .put("method", site.method())
                .put("share", site.share())
                .put("shareBefore", site.shareBefore())
                .put("samples", site.samples())
                .put("stack", stack(site.path())));
    }

    private void windows(ArrayNode json) {
        report.windows()
                .forEach(window -> json.addObject()
                        .put("startSeconds", window.startSeconds())
                        .put("seconds", window.seconds())
                        .put("allocationShare", window.allocationShare())
                        .put("pauseShare", window.pauseShare()));
    }

    private void lanes(ArrayNode json) {
        for (StallReport.Lane lane : report.lanes()) {
            ObjectNode object = json.addObject();
            object.put("name", lane.name());
            object.put("allocationSeconds", lane.allocationSeconds());
            object.put("stalledSeconds", lane.stalledSeconds());
            ArrayNode spans = object.putArray("spans");
            lane.spans()
                    .forEach(span -> spans.addObject()
                            .put("startSeconds", span.startSeconds())
                            .put("seconds", span.seconds())
                            .put("kind", span.kind().name())
                            .put("why", span.why().name())
                            .put("detail", span.detail())
                            .put("stack", stack(span.path())));
        }
    }

    private static void histogram(ObjectNode json, StallReport.HistogramRow row) {
        json.put("kind", row.kind().name());
        json.put("count", row.count());
        json.put("totalSeconds", row.totalSeconds());
        json.put("p50Seconds", row.p50());
        json.put("p90Seconds", row.p90());
        json.put("p99Seconds", row.p99());
        json.put("p999Seconds", row.p999());
        json.put("maxSeconds", row.max());
        ArrayNode buckets = json.putArray("buckets");
        row.buckets()
                .forEach(bucket -> buckets.addObject()
                        .put("upToSeconds", bucket.upToSeconds())
                        .put("count", bucket.count()));
    }

    private void causes(ArrayNode json) {
        report.causes()
                .forEach(cause -> json.addObject()
                        .put("kind", cause.kind().name())
                        .put("name", cause.name())
                        .put("count", cause.count())
                        .put("totalSeconds", cause.totalSeconds())
                        .put("longestSeconds", cause.longestSeconds()));
    }

    /** The index of a stack, -1 for none. */
    private int stack(List<Frame> path) {
        if (path.isEmpty()) {
            return -1;
        }
        return indices.computeIfAbsent(path, fresh -> {
            JsonDocument.strings(stacks.addArray(), StallAnalysis.lines(path));
            return stacks.size() - 1;
        });
    }
}
