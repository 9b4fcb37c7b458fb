package dev.cistern.lab.report;

import dev.cistern.lab.matrix.Comparison;
import dev.cistern.lab.matrix.ProcessRun;
import dev.cistern.lab.matrix.Shift;
import dev.cistern.lab.matrix.Trends;
import dev.cistern.lab.prove.Check;
import java.util.List;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Comparisons and trends as JSON after the published schemas {@code cistern/prove/1}, {@code cistern/check/1} and
 * {@code cistern/matrix/1} in {@code docs/schemas}. What is not known is null.
 */
public final class ComparisonJson {
    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private ComparisonJson() {}

    /**
     * What prove found.
     *
     * @param comparison before against after
     * @param before the runs before
     * @param after the runs after, each made right after the one before of the same number
     * @param partial whether it was ended early
     * @param notes what a reader has to know
     * @return the document in ASCII, ended by a line feed
     */
    public static String prove(
            Comparison comparison,
            List<ProcessRun> before,
            List<ProcessRun> after,
            boolean partial,
            List<String> notes) {
        ObjectNode root =
                MAPPER.createObjectNode().put("schema", "cistern/prove/1").put("partial", partial);
        comparison(root.putObject("comparison"), comparison);
        runs(root.putArray("before"), before);
        runs(root.putArray("after"), after);
        JsonReport.strings(root.putArray("notes"), notes);
        return text(root);
    }

    /**
     * What a check found.
     *
     * @param check the check
     * @return the document in ASCII, ended by a line feed
     */
    public static String check(Check check) {
        ObjectNode root = MAPPER.createObjectNode()
                .put("schema", "cistern/check/1")
                .put("result", check.result().name());
        ArrayNode comparisons = root.putArray("comparisons");
        check.comparisons().forEach(one -> comparison(comparisons.addObject(), one));
        JsonReport.strings(root.putArray("notes"), check.notes());
        return text(root);
    }

    /**
     * How a process moved.
     *
     * @param pid its process id
     * @param trends what was seen
     * @return the document in ASCII, ended by a line feed
     */
    public static String matrix(long pid, Trends trends) {
        ObjectNode root = MAPPER.createObjectNode()
                .put("schema", "cistern/matrix/1")
                .put("pid", pid)
                .put("seconds", trends.seconds())
                .put("verdict", trends.verdict().name())
                .put("level", trends.verdict().level().name())
                .put("bytesPerSecond", trends.bytesPerSecond())
                .put("bytesDirection", trends.bytes().name())
                .put("pauses", trends.pauses())
                .put("pauseMedianNanos", trends.pauseMedianNanos())
                .put("pauseP99Nanos", trends.pauseP99Nanos())
                .put("pauseDirection", trends.pause().name())
                .put("memoryBytes", trends.memoryBytes())
                .put("heapSlope", trends.heapSlope())
                .put("memoryDirection", trends.memory().name());
        JsonReport.estimate(root, "bytesTrend", trends.bytesTrend());
        JsonReport.estimate(root, "pauseTrend", trends.pauseTrend());
        JsonReport.estimate(root, "memoryTrend", trends.memoryTrend());
        JsonReport.strings(root.putArray("notes"), trends.notes());
        return text(root);
    }

    private static String text(ObjectNode root) {
        return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
    }

    private static void runs(ArrayNode json, List<ProcessRun> runs) {
        runs.forEach(run -> json.add(MAPPER.<JsonNode>valueToTree(run.fields())));
    }

    private static void comparison(ObjectNode json, Comparison comparison) {
        json.put("name", comparison.name())
                .put("verdict", comparison.verdict().name())
                .put("level", comparison.verdict().level().name())
                .put("meaning", comparison.verdict().meaning())
                .put("indicative", comparison.indicative())
                .put("runsBefore", comparison.runsBefore())
                .put("runsAfter", comparison.runsAfter())
                .put("alpha", comparison.alpha());
        ArrayNode shifts = json.putArray("shifts");
        for (Shift shift : comparison.shifts()) {
            ObjectNode one = shifts.addObject()
                    .put("measure", shift.measure().id())
                    .put("before", shift.before())
                    .put("after", shift.after())
                    .put("relative", shift.relative())
                    .put("direction", shift.direction().name())
                    .put("why", shift.why());
            JsonReport.estimate(one, "difference", shift.difference());
        }
    }
}
