package dev.cistern.experiments.proof;

import dev.cistern.lab.recording.Progress;

/**
 * Asks the target for its counts when observation begins and when it ends.
 *
 * <p>Both ask the same stretch of time then. A target that is held up by a busy machine makes up for it later, so a count
 * over more than what was observed would not be the truth of what was observed.
 */
final class TruthDuring implements Progress {
    private final TargetProcess target;
    private String first = "";
    private String last = "";

    TruthDuring(TargetProcess target) {
        this.target = target;
    }

    @Override
    public void report(String phase, double fraction) {
        if (first.isEmpty() && phase.equals("recording")) {
            first = target.ask();
        } else if (last.isEmpty() && phase.equals("reading")) {
            last = target.ask();
        }
    }

    Truth found() {
        return Truth.between(first, last);
    }
}
