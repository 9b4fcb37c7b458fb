package dev.cistern.lab.flame;

import dev.cistern.lab.shell.Figures;
import java.util.ArrayList;
import java.util.List;

/** What a reader must know of how a profile came about. */
final class FlameNotes {
    private FlameNotes() {}

    static List<String> of(Profile profile) {
        Profile.Facts facts = profile.facts();
        List<String> notes = new ArrayList<>();
        Profile.Calibration calibration = facts.calibration();
        if (calibration != null) {
            notes.add("Samples that together said " + Weights.text(calibration.sampled(), facts.unit())
                    + " were brought to the " + Weights.text(calibration.exact(), facts.unit())
                    + " that the JVM counted over the same time. The intervals of the sites allow for chance and for"
                    + " what the engine prefers.");
        }
        if (facts.dropped() > 0) {
            notes.add(Figures.count(facts.dropped())
                    + (facts.dropped() == 1 ? " sample was" : " samples were")
                    + " left out, the first of each thread, whose weight is stale.");
        }
        notes.addAll(facts.notes());
        return notes;
    }
}
