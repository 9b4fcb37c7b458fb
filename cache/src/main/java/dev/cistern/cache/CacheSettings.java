package dev.cistern.cache;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What can be changed of a cache while it runs; see {@link CachePolicy#reload}. Take {@link CachePolicy#settings()} and change what is to
 * be different:
 *
 * {@snippet :
 * Reload reload = cache.policy().reload(cache.policy().settings().withMaximumSize(20_000));
 * }
 *
 * @param maximumSize the bound on the number of entries, from 0 to 2⁶²; empty if there is none
 * @param maximumWeight the bound on the weight of all entries, from 0 to 2⁶²; empty if there is none
 * @param eviction what chooses what leaves a full cache
 * @param expireAfterWrite how long an entry lives after it was written, longer than 0; empty if that is no reason to expire
 * @param expireAfterAccess how long an entry lives after it was read or written, longer than 0; empty if that is no reason to
 *     expire
 * @param ttlJitter the largest part by which a time to live is shortened, from 0 to 1
 * @param refreshAfterWrite the age from which a value is loaded again, longer than 0; empty if none is
 */
public record CacheSettings(
        OptionalLong maximumSize,
        OptionalLong maximumWeight,
        Eviction eviction,
        Optional<Duration> expireAfterWrite,
        Optional<Duration> expireAfterAccess,
        double ttlJitter,
        Optional<Duration> refreshAfterWrite) {
    /**
     * Refuses what is out of range.
     *
     * @throws IllegalArgumentException if a value is out of range; the message names it
     */
    public CacheSettings {
        Objects.requireNonNull(eviction, "eviction must not be null");
        maximumSize.ifPresent(value -> requireBound("maximumSize", value));
        maximumWeight.ifPresent(value -> requireBound("maximumWeight", value));
        expireAfterWrite.ifPresent(value -> requireTime("expireAfterWrite", value));
        expireAfterAccess.ifPresent(value -> requireTime("expireAfterAccess", value));
        refreshAfterWrite.ifPresent(value -> requireTime("refreshAfterWrite", value));
        requireJitter(ttlJitter);
    }

    static long requireBound(String setting, long value) {
        if (value < 0 || value > CacheConfig.LARGEST_BOUND) {
            throw new IllegalArgumentException(setting + " must be in [0, 2^62], but was " + value);
        }
        return value;
    }

    static void requireTime(String setting, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException(setting + " must be longer than 0, but was " + value);
        }
    }

    static double requireJitter(double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException("ttlJitter must be in [0, 1], but was " + value
                    + "; it is the largest part by which a time to live is shortened");
        }
        return value;
    }

    /**
     * These settings with another bound on the number of entries.
     *
     * @param value from 0 to 2⁶²
     * @return the other settings
     */
    public CacheSettings withMaximumSize(long value) {
        return new CacheSettings(
                OptionalLong.of(value),
                maximumWeight,
                eviction,
                expireAfterWrite,
                expireAfterAccess,
                ttlJitter,
                refreshAfterWrite);
    }

    /**
     * These settings with another bound on the weight.
     *
     * @param value from 0 to 2⁶²
     * @return the other settings
     */
    public CacheSettings withMaximumWeight(long value) {
        return new CacheSettings(
                maximumSize,
                OptionalLong.of(value),
                eviction,
                expireAfterWrite,
                expireAfterAccess,
                ttlJitter,
                refreshAfterWrite);
    }

    /**
     * These settings with another choice of what leaves a full cache.
     *
     * @param value the choice
     * @return the other settings
     */
    public CacheSettings withEviction(Eviction value) {
        return new CacheSettings(
                maximumSize, maximumWeight, value, expireAfterWrite, expireAfterAccess, ttlJitter, refreshAfterWrite);
    }

    /**
     * These settings with another time to live.
     *
     * @param value longer than 0; empty for entries that don't expire for that reason
     * @return the other settings
     */
    public CacheSettings withExpireAfterWrite(Optional<Duration> value) {
        return new CacheSettings(
                maximumSize, maximumWeight, eviction, value, expireAfterAccess, ttlJitter, refreshAfterWrite);
    }

    /**
     * These settings with another time to idle.
     *
     * @param value longer than 0; empty for entries that don't expire for that reason
     * @return the other settings
     */
    public CacheSettings withExpireAfterAccess(Optional<Duration> value) {
        return new CacheSettings(
                maximumSize, maximumWeight, eviction, expireAfterWrite, value, ttlJitter, refreshAfterWrite);
    }

    /**
     * These settings with another jitter.
     *
     * @param value the largest part by which a time to live is shortened, from 0 to 1
     * @return the other settings
     */
    public CacheSettings withTtlJitter(double value) {
        return new CacheSettings(
                maximumSize, maximumWeight, eviction, expireAfterWrite, expireAfterAccess, value, refreshAfterWrite);
    }

    /**
     * These settings with another age from which values are loaded again.
     *
     * @param value longer than 0; empty for none
     * @return the other settings
     */
    public CacheSettings withRefreshAfterWrite(Optional<Duration> value) {
        return new CacheSettings(
                maximumSize, maximumWeight, eviction, expireAfterWrite, expireAfterAccess, ttlJitter, value);
    }
}
