package dev.cistern.cache;

import java.util.Objects;

/**
 * How a cache keeps its values serialized; see {@link CacheBuilder#buildSerialized}. Immutable.
 *
 * @param codec turns values into bytes and back
 * @param maximumBytes bounds the bytes of all values together, without keys and the entries themselves; from 0 to 2⁶², by
 *     default there is no such bound; {@link CachePolicy} calls it the maximum weight
 * @param hotEntries of how many entries the decoded value is kept as well, from 0 to 2³⁰; 1,024 by default
 * @param writeBack how many values may wait, decoded, to be encoded in the background, from 0 (whoever stores a value encodes it) to
 *     2³⁰; 256 by default
 * @param <V> the type of the values
 */
public record SerializedValues<V>(ValueCodec<V> codec, long maximumBytes, int hotEntries, int writeBack) {
    private static final int DEFAULT_HOT = 1_024;
    private static final int DEFAULT_WRITE_BACK = 256;
    private static final int MOST = 1 << 30;

    /**
     * Refuses what is out of range.
     *
     * @throws IllegalArgumentException if a value is out of range; the message names it
     */
    public SerializedValues {
        Objects.requireNonNull(codec, "codec must not be null");
        if (maximumBytes != Budget.UNBOUNDED) {
            CacheSettings.requireBound("maximumBytes", maximumBytes);
        }
        requireInRange("hotEntries", hotEntries);
        requireInRange("writeBack", writeBack);
    }

    private static void requireInRange(String setting, int value) {
        if (value < 0 || value > MOST) {
            throw new IllegalArgumentException(setting + " must be in [0, 2^30], but was " + value);
        }
    }

    /**
     * Values in the form of a codec, with all else as it is by default.
     *
     * @param codec turns values into bytes and back
     * @param <V> the type of the values
     * @return the settings
     */
    public static <V> SerializedValues<V> by(ValueCodec<V> codec) {
        return new SerializedValues<>(codec, Budget.UNBOUNDED, DEFAULT_HOT, DEFAULT_WRITE_BACK);
    }

    /**
     * These settings with a bound on the bytes of all values.
     *
     * @param value from 0 to 2⁶²
     * @return the other settings
     */
    public SerializedValues<V> maximumBytes(long value) {
        return new SerializedValues<>(codec, CacheSettings.requireBound("maximumBytes", value), hotEntries, writeBack);
    }

    /**
     * These settings with another number of decoded values.
     *
     * @param value from 0 to 2³⁰
     * @return the other settings
     */
    public SerializedValues<V> hotEntries(int value) {
        return new SerializedValues<>(codec, maximumBytes, value, writeBack);
    }

    /**
     * These settings with another bound on what waits to be encoded.
     *
     * @param value from 0 to 2³⁰
     * @return the other settings
     */
    public SerializedValues<V> writeBack(int value) {
        return new SerializedValues<>(codec, maximumBytes, hotEntries, value);
    }
}
