package dev.cistern.lab.report;

import dev.cistern.lab.advise.BoundaryFinding;
import dev.cistern.lab.advise.Saving;
import dev.cistern.lab.advise.SiteAdvice;
import dev.cistern.lab.probe.ProbeEvidence;
import dev.cistern.lab.recording.Frame;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes one site of an advice as JSON. */
final class JsonSite {
    private JsonSite() {}

    static void write(ObjectNode json, SiteAdvice site, @Nullable ProbeEvidence probe) {
        json.put("className", site.className());
        json.put("method", site.method());
        path(json, site);
        JsonReport.estimate(json, "bytesPerSecond", site.bytesPerSecond());
        JsonReport.estimate(json, "objectsPerSecond", site.objectsPerSecond());
        json.put("share", site.share().value());
        JsonReport.estimate(json, "shareInterval", site.share());
        JsonReport.estimate(json, "lifeSeconds", site.lifeSeconds());
        JsonReport.estimate(json, "survivalShare", site.survivalShare());
        JsonReport.strings(json.putArray("threads"), site.threads());
        json.put("samples", site.samples());
        ArrayNode windows = json.putArray("windowBytesPerSecond");
        site.windowBytesPerSecond().forEach(rate -> windows.add((double) rate));
        boundaries(json.putArray("boundaries"), site);
        JsonReport.strings(json.putArray("conditions"), site.conditions());
        json.put("verdict", site.verdict().name());
        json.put("indicative", site.indicative());
        json.put("harm", site.harm());
        json.put("reason", site.reason());
        saving(json, site.saving());
        json.put("apply", site.apply());
        json.put("snippet", site.snippet());
        JsonProbe.evidence(json, probe);
    }

    /** The path as method names, like {@code method}, and their source lines beside it; 0 where a line is not known. */
    private static void path(ObjectNode json, SiteAdvice site) {
        ArrayNode path = json.putArray("path");
        ArrayNode lines = json.putArray("pathLines");
        for (Frame frame : site.path()) {
            path.add(frame.qualifiedMethod());
            lines.add(frame.line());
        }
    }

    private static void boundaries(ArrayNode json, SiteAdvice site) {
        for (BoundaryFinding finding : site.boundaries()) {
            json.addObject()
                    .put("id", finding.boundary().id())
                    .put("outcome", finding.outcome().name())
                    .put("evidence", finding.evidence());
        }
    }

    private static void saving(ObjectNode json, @Nullable Saving saving) {
        if (saving == null) {
            json.putNull("saving");
            return;
        }
        ObjectNode object = json.putObject("saving");
        JsonReport.estimate(object, "bytesPerSecond", saving.bytesPerSecond());
        JsonReport.estimate(object, "gcCpuNanosPerSecond", saving.gcCpuPerSecond());
        JsonReport.estimate(object, "mutatorNanosPerSecond", saving.mutatorPerSecond());
        object.put("retainedBytes", saving.retainedBytes());
    }
}
