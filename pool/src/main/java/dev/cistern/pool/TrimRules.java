package dev.cistern.pool;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Decides when a pool trims itself: the table of the specification and nothing else. Single-threaded, told the time.
 *
 * <pre>
 * heap after GC | at a major cycle                          | on the timer
 * below 70 %    | rotate, at most once in 10 s (*)          | rotate pools idle for longer than the retention
 * 70 to 90 %    | rotate                                    | the same
 * from 90 %     | drop everything                           | drop everything
 * (*) an explicit cycle always rotates
 * </pre>
 *
 * <p>Two rotations drop an object that nobody used. So with a retention of two major cycles, the default, each cycle
 * rotates; with more, only every so many cycles; with one, each cycle drops everything.
 */
final class TrimRules {
    private static final long LEAST_BETWEEN_ROTATIONS = Duration.ofSeconds(10).toNanos();

    private final int majorCycles;
    private final long idleNanos;
    private int cyclesSinceRotation;
    private boolean rotated;
    private long rotatedAt;
    private long activity = -1;
    private long activeAt;

    TrimRules(PoolConfig.Retention retention) {
        majorCycles = retention.majorCycles();
        idleNanos = retention.idle().toNanos();
    }

    /**
     * {@return what to drop now; null if nothing}
     *
     * @param occasion why the question is asked
     * @param pressure how full the heap was after the last collection
     * @param now the time in nanoseconds
     * @param activitySoFar a number that grows when the pool is used
     */
    @Nullable
    TrimLevel decide(TrimOccasion occasion, HeapPressure pressure, long now, long activitySoFar) {
        if (activitySoFar != activity) {
            activity = activitySoFar;
            activeAt = now;
        }
        return switch (occasion) {
            case YOUNG_CYCLE -> null;
            case TIMER -> onTimer(pressure, now);
            case MAJOR_CYCLE -> onCycle(pressure, now, false);
            case EXPLICIT_CYCLE -> onCycle(pressure, now, true);
        };
    }

    private @Nullable TrimLevel onTimer(HeapPressure pressure, long now) {
        if (pressure == HeapPressure.HIGH) {
            return all(now);
        }
        return now - activeAt > idleNanos ? rotate(now) : null;
    }

    private @Nullable TrimLevel onCycle(HeapPressure pressure, long now, boolean explicit) {
        if (pressure == HeapPressure.HIGH) {
            return all(now);
        }
        boolean tooSoon =
                pressure == HeapPressure.LOW && !explicit && rotated && now - rotatedAt < LEAST_BETWEEN_ROTATIONS;
        if (tooSoon) {
            return null;
        }
        if (majorCycles == 1) {
            return all(now);
        }
        return ++cyclesSinceRotation >= (majorCycles + 1) / 2 ? rotate(now) : null;
    }

    private TrimLevel rotate(long now) {
        noteRotation(now);
        return TrimLevel.HALF;
    }

    private TrimLevel all(long now) {
        noteRotation(now);
        return TrimLevel.ALL;
    }

    private void noteRotation(long now) {
        rotated = true;
        rotatedAt = now;
        cyclesSinceRotation = 0;
    }
}
