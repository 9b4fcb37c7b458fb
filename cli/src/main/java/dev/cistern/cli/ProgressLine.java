package dev.cistern.cli;

/** Tells on the error stream what is being done, a line a phase. */
final class ProgressLine {
    private final boolean quiet;
    private String last = "";

    ProgressLine(boolean quiet) {
        this.quiet = quiet;
    }

    void report(String phase, double fraction) {
        if (!quiet && !phase.equals(last)) {
            last = phase;
            System.err.printf("[%3.0f %%] %s%n", fraction * 100, phase);
        }
    }
}
