package dev.cistern.lab.report;

import dev.cistern.lab.matrix.Comparison;
import dev.cistern.lab.matrix.Direction;
import dev.cistern.lab.matrix.Measure;
import dev.cistern.lab.matrix.Shift;
import dev.cistern.lab.prove.Check;
import dev.cistern.lab.shell.Html;
import dev.cistern.lab.shell.Printable;
import java.util.List;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A check in the forms that continuous integration reads: JUnit's XML, and SARIF. */
public final class GateFiles {
    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private GateFiles() {}

    /**
     * The check as JUnit XML: a test case for each figure of each subject, a failure where it is worse, skipped where it
     * could not be compared.
     *
     * @param check the check
     * @return the document, ended by a line feed
     */
    public static String junit(Check check) {
        List<Shift> all = check.comparisons().stream()
                .flatMap(comparison -> comparison.shifts().stream())
                .toList();
        Html xml = new Html();
        xml.open(
                "testsuite",
                "name",
                "cistern check",
                "tests",
                "" + all.size(),
                "failures",
                "" + count(all, Direction.UP),
                "errors",
                "0",
                "skipped",
                "" + count(all, Direction.UNKNOWN));
        for (Comparison comparison : check.comparisons()) {
            comparison.shifts().forEach(shift -> testCase(xml, comparison, shift));
        }
        xml.close();
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + xml;
    }

    private static void testCase(Html xml, Comparison comparison, Shift shift) {
        xml.open(
                "testcase",
                "classname",
                Printable.line(comparison.name()),
                "name",
                MeasureText.label(shift.measure(), comparison.indicative()));
        switch (shift.direction()) {
            case UP -> xml.element("failure", sentence(comparison, shift), "type", "worse");
            case UNKNOWN -> xml.element("skipped", shift.why());
            case LEVEL, BETTER -> xml.element("system-out", sentence(comparison, shift));
        }
        xml.close();
    }

    private static long count(List<Shift> shifts, Direction direction) {
        return shifts.stream().filter(shift -> shift.direction() == direction).count();
    }

    static String sentence(Comparison comparison, Shift shift) {
        String relative = MeasureText.relative(shift);
        return MeasureText.label(shift.measure(), comparison.indicative()) + " of " + comparison.name() + " went from "
                + MeasureText.figure(shift.measure(), shift.before()) + " to "
                + MeasureText.figure(shift.measure(), shift.after())
                + (relative.isEmpty() ? "" : ", " + relative) + ": " + MeasureText.difference(shift);
    }

    /**
     * The check as SARIF 2.1.0: a result for each figure that is worse.
     *
     * @param check the check
     * @param baseline the file of the baseline, which the results point to; relative to the repository
     * @return the document in ASCII, ended by a line feed
     */
    public static String sarif(Check check, String baseline) {
        ObjectNode root = MAPPER.createObjectNode()
                .put("$schema", "https://json.schemastore.org/sarif-2.1.0.json")
                .put("version", "2.1.0");
        ObjectNode run = root.putArray("runs").addObject();
        ObjectNode driver = run.putObject("tool").putObject("driver").put("name", "cistern check");
        ArrayNode rules = driver.putArray("rules");
        for (Measure measure : Measure.values()) {
            rules.addObject()
                    .put("id", measure.id())
                    .putObject("shortDescription")
                    .put("text", "The figure '" + measure.label() + "' is worse than in the baseline.");
        }
        ArrayNode results = run.putArray("results");
        for (Comparison comparison : check.comparisons()) {
            comparison.worse().forEach(shift -> result(results.addObject(), comparison, shift, baseline));
        }
        return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
    }

    private static void result(ObjectNode json, Comparison comparison, Shift shift, String baseline) {
        json.put("ruleId", shift.measure().id()).put("level", "error");
        json.putObject("message").put("text", sentence(comparison, shift));
        ObjectNode physical = json.putArray("locations").addObject().putObject("physicalLocation");
        physical.putObject("artifactLocation").put("uri", baseline.replace('\\', '/'));
        physical.putObject("region").put("startLine", 1);
        json.putObject("partialFingerprints")
                .put("figure/v1", comparison.name() + "#" + shift.measure().id());
    }
}
