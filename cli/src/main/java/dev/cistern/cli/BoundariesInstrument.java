package dev.cistern.cli;

import dev.cistern.experiments.boundaries.Boundaries;
import dev.cistern.experiments.boundaries.Finding;
import dev.cistern.lab.web.Instrument;
import dev.cistern.lab.web.Turn;
import java.util.ArrayList;
import java.util.List;

/** The five boundaries on this machine, for the page: measured when somebody asks for it, since it keeps the machine busy. */
final class BoundariesInstrument implements Instrument {
    @Override
    public String id() {
        return "boundaries";
    }

    @Override
    public String title() {
        return "Boundaries";
    }

    @Override
    public String purpose() {
        return "The five applicability boundaries, measured on this machine; it takes some minutes and keeps the machine busy.";
    }

    @Override
    public boolean byItself() {
        return false;
    }

    @Override
    public void observe(Turn turn) {
        Boundaries boundaries = new Boundaries();
        turn.onEnd(boundaries::stop);
        List<Finding> findings = new ArrayList<>();
        for (int boundary = 1; boundary <= Boundaries.COUNT; boundary++) {
            turn.progress("boundary " + boundary, (boundary - 1.0) / Boundaries.COUNT);
            boundaries.run(boundary).ifPresent(finding -> {
                findings.add(finding);
                List<Finding> soFar = List.copyOf(findings);
                turn.show(FindingPage.headline(soFar), refresh -> FindingPage.document(soFar, refresh));
            });
        }
    }
}
