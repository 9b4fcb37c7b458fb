package dev.cistern.lab.report;

import dev.cistern.lab.Estimate;
import dev.cistern.lab.advise.Advice;
import dev.cistern.lab.recording.TargetFacts;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes an advice as JSON after the published schema {@code cistern/advise/1}, {@code docs/schemas/advise-1.json}.
 *
 * <p>A figure that was not observed is null. JSON has no infinity: the upper end of an interval of which only the lower
 * end is known is null too.
 */
public final class JsonReport {
    /** The name and version of the schema, which every document carries in its field {@code schema}. */
    public static final String SCHEMA = "cistern/advise/1";

    /** ASCII only: control characters of the C1 range would otherwise reach a terminal as they are. */
    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private JsonReport() {}

    /**
     * The advice as an indented JSON document.
     *
     * @param advice what to write
     * @return the document in ASCII, ended by a line feed
     */
    public static String render(Advice advice) {
        ObjectNode root = MAPPER.createObjectNode();
        root.put("schema", SCHEMA);
        target(root.putObject("target"), advice.target());
        root.put("engine", advice.engine().label());
        root.put("indicative", advice.engine().indicative());
        root.put("partial", advice.partial());
        root.put("startedAt", startedAt(advice));
        root.put("seconds", advice.seconds());
        calibration(root.putObject("calibration"), advice.calibration());
        Estimate gcInterval = advice.gcIntervalSeconds();
        root.put("gcIntervalSeconds", gcInterval == null ? null : finite(gcInterval.value()));
        estimate(root, "gcIntervalSecondsInterval", gcInterval);
        root.put("gcCpuShare", advice.gcCpuShare());
        windows(root.putArray("windows"), advice.windows());
        ArrayNode sites = root.putArray("sites");
        advice.sites()
                .forEach(site ->
                        JsonSite.write(sites.addObject(), site, advice.probe().of(site.className(), site.path())));
        recognised(root.putArray("recognised"), advice.recognised());
        JsonProbe.cost(root, advice.probe());
        strings(root.putArray("notes"), advice.notes());
        return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
    }

    static void strings(ArrayNode array, List<String> values) {
        values.forEach(array::add);
    }

    /** Writes an estimate as an object, null where there is none. */
    static void estimate(ObjectNode parent, String name, @Nullable Estimate estimate) {
        if (estimate == null) {
            parent.putNull(name);
            return;
        }
        parent.putObject(name)
                .put("value", finite(estimate.value()))
                .put("low", finite(estimate.low()))
                .put("high", finite(estimate.high()));
    }

    private static @Nullable Double finite(double value) {
        return Double.isFinite(value) ? (Double) value : null;
    }

    private static String startedAt(Advice advice) {
        long nanosInSecond = TimeUnit.SECONDS.toNanos(1);
        return Instant.ofEpochSecond(
                        Math.floorDiv(advice.startEpochNanos(), nanosInSecond),
                        Math.floorMod(advice.startEpochNanos(), nanosInSecond))
                .toString();
    }

    private static void target(ObjectNode json, TargetFacts target) {
        json.put("pid", target.pid() == 0 ? null : (Long) target.pid());
        json.put("mainClass", target.mainClass());
        json.put("jvm", target.jvm());
        json.put("collector", target.collector());
        json.put("javaVersion", target.javaVersion() == 0 ? null : (Integer) target.javaVersion());
        json.put("cores", target.cores() == 0 ? null : (Integer) target.cores());
        strings(json.putArray("jvmArguments"), target.jvmArguments());
    }

    private static void calibration(ObjectNode json, Advice.Calibration calibration) {
        json.put("sampledBytesPerSecond", calibration.sampledBytesPerSecond());
        json.put("exactBytesPerSecond", calibration.exactBytesPerSecond());
        json.put("factor", calibration.factor());
        json.put("samples", calibration.samples());
        json.put("dropped", calibration.dropped());
    }

    private static void windows(ArrayNode json, List<Advice.Window> windows) {
        for (Advice.Window window : windows) {
            json.addObject()
                    .put("startSeconds", window.startSeconds())
                    .put("seconds", window.seconds())
                    .put("bytesPerSecond", window.bytesPerSecond())
                    .put("collections", window.collections())
                    .put("samples", window.samples());
        }
    }

    private static void recognised(ArrayNode json, List<Advice.RecognisedPool> pools) {
        for (Advice.RecognisedPool pool : pools) {
            json.addObject()
                    .put("library", pool.library())
                    .put("where", pool.where())
                    .put("judgement", pool.judgement());
        }
    }
}
