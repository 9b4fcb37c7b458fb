package dev.cistern.lab.gc;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;

/**
 * The log of a Parallel collector over a minute, with set changes: one pause each time 40 MB were allocated.
 *
 * @param rate megabytes allocated a second at the beginning
 * @param ramp megabytes a second more each second
 * @param idle megabytes that become idle each second
 */
record MadeLog(double rate, double ramp, double idle) {
    private static final double YOUNG = 40e6;
    private static final double COMMITTED = 400e6;

    Path write(Path folder) {
        Random noise = new Random(7);
        StringBuilder text = new StringBuilder("[0.000s][info][gc] Using Parallel\n");
        double after = 100e6;
        double seconds = 0;
        for (int id = 0; seconds < 60; id++) {
            double now = (rate + ramp * seconds) * 1e6;
            double gap = YOUNG / now;
            double before = after + YOUNG;
            seconds += gap;
            after = 150e6 - idle * 1e6 * seconds + noise.nextGaussian() * 0.4e6;
            text.append(String.format(
                    Locale.ROOT,
                    "[%.3fs][info][gc] GC(%d) Pause Young (Allocation Failure) %dK->%dK(%dK) 4.250ms%n",
                    seconds,
                    id,
                    Math.round(before / 1024),
                    Math.round(after / 1024),
                    Math.round(COMMITTED / 1024)));
        }
        return RecordedLogs.write(folder, "made", text.toString());
    }
}
