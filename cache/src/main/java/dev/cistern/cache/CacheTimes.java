package dev.cistern.cache;

import java.time.Duration;

/** Durations as the store counts them. */
final class CacheTimes {
    private static final Duration LONGEST = Duration.ofNanos(Expiry.NEVER - 1);

    private CacheTimes() {}

    /** {@return a duration in nanoseconds, or as many as can be counted} */
    static long nanos(Duration value) {
        return value.compareTo(LONGEST) > 0 ? Expiry.NEVER : value.toNanos();
    }
}
