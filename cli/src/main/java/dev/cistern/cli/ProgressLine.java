package dev.cistern.cli;

import java.io.PrintStream;
import java.time.Duration;

/** Tells on the error stream what is being done: one line that is updated on a terminal, now and then a line elsewhere. */
final class ProgressLine {
    /** How progress is told. */
    enum Manner {
        UPDATED,
        LINES,
        SILENT
    }

    private static final int BAR = 30;
    private static final int LINES_A_PHASE = 4;

    private final PrintStream err;
    private final Manner manner;
    private final Duration duration;
    private String phase = "";
    private int step;
    private int width;

    ProgressLine(PrintStream err, Manner manner, Duration duration) {
        this.err = err;
        this.manner = manner;
        this.duration = duration;
    }

    void report(String what, double fraction) {
        double share = Math.clamp(fraction, 0, 1);
        switch (manner) {
            case SILENT -> {}
            case UPDATED -> update(what, share);
            case LINES -> line(what, share);
        }
    }

    /** Takes the updated line away, so that what follows begins at the margin. */
    void clear() {
        if (width > 0) {
            err.print("\r" + " ".repeat(width) + "\r");
            err.flush();
            width = 0;
        }
    }

    private void update(String what, double share) {
        int filled = (int) Math.round(share * BAR);
        String line = String.format(
                "[%s%s] %3.0f %%  %s%s", "#".repeat(filled), ".".repeat(BAR - filled), share * 100, what, left(share));
        err.print("\r" + line + " ".repeat(Math.max(0, width - line.length())));
        err.flush();
        width = line.length();
    }

    private void line(String what, double share) {
        int now = (int) (share * LINES_A_PHASE);
        if (!what.equals(phase) || now > step) {
            phase = what;
            step = now;
            err.printf("[%3.0f %%] %s%s%n", share * 100, what, left(share));
        }
    }

    private String left(double share) {
        long seconds = Math.round(duration.toMillis() / 1e3 * (1 - share));
        return share <= 0 || seconds == 0
                ? ""
                : ", " + (seconds < 120 ? seconds + " s" : seconds / 60 + " min") + " left";
    }
}
