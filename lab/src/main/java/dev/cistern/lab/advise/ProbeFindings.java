package dev.cistern.lab.advise;

import dev.cistern.lab.Estimate;
import dev.cistern.lab.Outcome;
import dev.cistern.lab.classes.ClassFinding;
import dev.cistern.lab.probe.ProbeEvidence;
import dev.cistern.lab.statistics.Proportion;
import org.jspecify.annotations.Nullable;

/**
 * Joins what class files tell of boundaries 2 and 5 with what a probe saw.
 *
 * <p>What was seen to happen counts at once, what was not seen only when enough objects were followed. A FAIL of the class
 * files stands: that the probe did not see it only says that it is rare.
 */
final class ProbeFindings {
    /** So few may be kept by somebody before it is worth a condition. */
    private static final double HARDLY_ANY = 0.05;

    private ProbeFindings() {}

    /**
     * Boundary 5: whether anything depends on which object it is.
     *
     * @param files what class files tell
     * @param seen what a probe saw; null where there was none
     */
    static ClassFinding identity(ClassFinding files, @Nullable ProbeEvidence seen) {
        if (seen == null || files.outcome() == Outcome.FAIL) {
            return files;
        }
        if (seen.asKey() > 0) {
            return matters(seen.asKey(), seen, "served as a key or were hashed in " + seen.keyIn());
        }
        if (seen.locked() > 0) {
            return matters(seen.locked(), seen, "were locked in " + seen.lockedIn());
        }
        if (seen.inStatic() > 0) {
            return matters(seen.inStatic(), seen, "were stored in a static field by " + seen.staticIn());
        }
        if (!seen.enough()) {
            return new ClassFinding(
                    files.outcome(),
                    files.evidence() + " The probe followed only " + seen.followed()
                            + " objects, which settles nothing.",
                    files.condition());
        }
        String none = "None of " + seen.followed() + " followed objects (" + atMost(seen.followed())
                + ") served as a key, was locked or was stored in a static field.";
        return ClassFinding.of(Outcome.PASS, none + " " + handOver(seen));
    }

    private static ClassFinding matters(int count, ProbeEvidence seen, String how) {
        return ClassFinding.of(
                Outcome.FAIL,
                "It matters which object it is: " + count + " of " + seen.followed() + " followed objects " + how
                        + ".");
    }

    private static String handOver(ProbeEvidence seen) {
        if (seen.handedOver() == 0) {
            return "No other thread got one.";
        }
        String to =
                seen.handedOver() + " were handed over to another thread, which got them in " + seen.otherThreadIn();
        return seen.byTurns() == 0
                ? to
                        + ", and the thread that made them did not touch them afterwards: the thread that gets one gives it"
                        + " back."
                : to + "; " + seen.byTurns() + " came back to the thread that made them.";
    }

    /** The upper end of the interval of a share of which nothing was seen. */
    private static String atMost(int trials) {
        return "so at most " + Figures.percent(new Proportion(0, trials).usual().high());
    }

    /**
     * Boundary 2: whether an object can be brought back, and nobody keeps a reference.
     *
     * @param files what class files tell
     * @param seen what a probe saw; null where there was none
     */
    static ClassFinding state(ClassFinding files, @Nullable ProbeEvidence seen) {
        if (seen == null || !seen.enough() || files.outcome() == Outcome.FAIL) {
            return files;
        }
        boolean collected = seen.survivedNext() != null;
        Estimate kept = new Proportion(seen.kept(), seen.followed()).usual();
        if (collected && kept.low() > HARDLY_ANY) {
            return open(
                    files,
                    seen.kept() + " of " + seen.followed()
                            + " followed objects were still referenced at a collection more than 100 ms after they were"
                            + " last seen in use: somebody keeps them.",
                    "holds if whoever keeps one lets go of it before it is released");
        }
        if (seen.byTurns() > 0) {
            return open(
                    files,
                    seen.byTurns() + " of " + seen.followed()
                            + " followed objects were used by two threads by turns; the other one got them in "
                            + seen.otherThreadIn() + ".",
                    "holds if the two threads never use one at the same time, and the last of them releases it");
        }
        if (!collected) {
            return files; // no collection has told whether anybody keeps one
        }
        return new ClassFinding(
                files.outcome(),
                files.evidence() + " Of " + seen.followed() + " followed objects "
                        + (seen.kept() == 0 ? "none was" : seen.kept() + " were")
                        + " still referenced 100 ms after its last use.",
                files.condition());
    }

    private static ClassFinding open(ClassFinding files, String evidence, String condition) {
        String both = files.condition().isEmpty() ? condition : files.condition() + ", and " + condition;
        return new ClassFinding(Outcome.UNKNOWN, files.evidence() + " " + evidence, both);
    }
}
