package dev.cistern.lab.report;

import dev.cistern.lab.Estimate;
import dev.cistern.lab.probe.ProbeEvidence;
import dev.cistern.lab.shell.Figures;

/** What a probe saw, in words. */
final class ProbeText {
    private ProbeText() {}

    /** How long the objects of a site really lived. */
    static String lives(ProbeEvidence seen) {
        Estimate used = seen.usedSeconds();
        if (used == null) {
            return "none of its objects was followed";
        }
        Estimate survived = seen.survivedNext();
        String last = used.value() == 0
                ? "half were not seen in use again after their birth"
                : "half were last used within " + Figures.duration(used.value());
        return Figures.count(seen.followed()) + " objects followed: " + last
                + (survived == null
                        ? ""
                        : "; " + Figures.percent(survived.value()) + " (" + Figures.percent(survived.low()) + " to "
                                + Figures.percent(survived.high()) + ") survived the next collection");
    }
}
