package dev.cistern.pool;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a builder was told, checked. */
record PoolConfig(
        String name,
        int maximumRetained,
        long maximumRetainedWeight,
        long maximumObjectWeight,
        Retention retention,
        Locality locality,
        boolean autoBypass,
        SafetyConfig safety) {
    /** The weight is found out while running. */
    static final long CALIBRATED = -1;

    /** {@return how many objects may be idle so that both bounds hold} */
    int retainedWithinWeight(boolean weighed) {
        long heaviest = weighed ? maximumObjectWeight : 1;
        if (heaviest == CALIBRATED) {
            return (int) Math.min(maximumRetained, maximumRetainedWeight);
        }
        return (int) Math.min(maximumRetained, Math.max(1, maximumRetainedWeight / heaviest));
    }

    WeightLimit weightLimit() {
        return maximumObjectWeight == CALIBRATED
                ? WeightLimit.calibrated(maximumRetainedWeight / Math.min(maximumRetained, maximumRetainedWeight))
                : WeightLimit.fixed(maximumObjectWeight);
    }

    /** When an idle object is given up: after so many major cycles, or after a time without use. */
    record Retention(int majorCycles, Duration idle) {}

    /** How closely a pool watches its users. */
    record SafetyConfig(
            @Nullable SafetyLevel level,
            @Nullable MisuseListener listener,
            int leakSampling,
            boolean confined,
            Duration longLease,
            Set<String> keptFields,
            OptionalLong chaosSeed) {}
}
