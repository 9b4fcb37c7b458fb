package dev.cistern.lab.recording;

import java.time.Instant;

/** Nanoseconds since the epoch, the one measure of time in a recording. */
final class EventTimes {
    private EventTimes() {}

    static long epochNanos(Instant instant) {
        return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), 1_000_000_000L), instant.getNano());
    }

    static long now() {
        return epochNanos(Instant.now());
    }
}
