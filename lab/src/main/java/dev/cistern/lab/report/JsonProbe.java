package dev.cistern.lab.report;

import dev.cistern.lab.probe.ProbeEvidence;
import dev.cistern.lab.probe.ProbeReport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Writes what a probe saw as JSON; null where there was none. */
final class JsonProbe {
    private JsonProbe() {}

    static void cost(ObjectNode root, ProbeReport probe) {
        if (probe.evidence().isEmpty()) {
            root.putNull("probe");
            return;
        }
        ProbeReport.Cost cost = probe.cost();
        root.putObject("probe")
                .put("classes", cost.classes())
                .put("seconds", cost.seconds())
                .put("openSeconds", cost.openSeconds())
                .put("coreShare", cost.coreShare());
    }

    static void evidence(ObjectNode site, @Nullable ProbeEvidence seen) {
        if (seen == null) {
            site.putNull("probe");
            return;
        }
        ObjectNode json = site.putObject("probe");
        json.put("followed", seen.followed());
        json.put("dead", seen.dead());
        JsonReport.estimate(json, "usedSeconds", seen.usedSeconds());
        JsonReport.estimate(json, "reclaimedSeconds", seen.reclaimedSeconds());
        JsonReport.estimate(json, "survivedNext", seen.survivedNext());
        json.put("handedOver", seen.handedOver());
        json.put("byTurns", seen.byTurns());
        json.put("asKey", seen.asKey());
        json.put("locked", seen.locked());
        json.put("inStatic", seen.inStatic());
        json.put("kept", seen.kept());
        json.put("otherThreadIn", seen.otherThreadIn());
        json.put("lastUsedIn", seen.lastUsedIn());
        json.put("keyIn", seen.keyIn());
        json.put("lockedIn", seen.lockedIn());
        json.put("staticIn", seen.staticIn());
    }
}
