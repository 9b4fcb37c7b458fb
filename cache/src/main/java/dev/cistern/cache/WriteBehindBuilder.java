package dev.cistern.cache;

import java.time.Duration;
import java.util.Objects;

/**
 * Builds a {@link WriteBehind}. Not thread-safe.
 *
 * @param <K> the type of the keys
 * @param <V> the type of the values
 */
public final class WriteBehindBuilder<K, V> {
    private final StoreWriter<? super K, ? super V> writer;
    private int capacity = 10_000;
    private int batch = 500;
    private long delayNanos;
    private long firstPauseNanos = Duration.ofMillis(100).toNanos();
    private long longestPauseNanos = Duration.ofSeconds(30).toNanos();
    private long closeNanos = Duration.ofSeconds(30).toNanos();

    WriteBehindBuilder(StoreWriter<? super K, ? super V> writer) {
        this.writer = Objects.requireNonNull(writer, "the writer must not be null: it makes the changes");
    }

    /**
     * Bounds the keys whose changes wait or are being written. Who changes one more waits until there is room.
     *
     * @param value at least 1; 10,000 by default
     * @return this builder
     * @throws IllegalArgumentException if the value is out of range
     */
    public WriteBehindBuilder<K, V> capacity(int value) {
        capacity = positive("capacity", value);
        return this;
    }

    /**
     * Bounds what the writer gets in one call.
     *
     * @param value at least 1; 500 by default
     * @return this builder
     * @throws IllegalArgumentException if the value is out of range
     */
    public WriteBehindBuilder<K, V> batchSize(int value) {
        batch = positive("batchSize", value);
        return this;
    }

    /**
     * Lets changes wait for more, so that those of one key become one. A full batch, a flush and the close don't wait.
     *
     * @param value how long, at least 0, which is the default: write as soon as the write before has ended
     * @return this builder
     * @throws IllegalArgumentException if the value is negative
     */
    public WriteBehindBuilder<K, V> delay(Duration value) {
        if (value.isNegative()) {
            throw new IllegalArgumentException("delay must be at least 0, but was " + value);
        }
        delayNanos = CacheTimes.nanos(value);
        return this;
    }

    /**
     * Sets the pauses after failures: each is twice as long as the one before, up to a bound.
     *
     * @param first the pause after the first failure, longer than 0; 100 ms by default
     * @param longest the longest pause, at least as long; 30 s by default
     * @return this builder
     * @throws IllegalArgumentException if a value is out of range
     */
    public WriteBehindBuilder<K, V> backoff(Duration first, Duration longest) {
        if (first.isZero() || first.isNegative() || longest.compareTo(first) < 0) {
            throw new IllegalArgumentException(
                    "backoff must begin with a pause longer than 0 and end with one that is at least as"
                            + " long, but was " + first + " and " + longest);
        }
        firstPauseNanos = CacheTimes.nanos(first);
        longestPauseNanos = CacheTimes.nanos(longest);
        return this;
    }

    /**
     * Bounds how long the close of the cache waits for the store.
     *
     * @param value at least 0; 30 s by default
     * @return this builder
     * @throws IllegalArgumentException if the value is negative
     */
    public WriteBehindBuilder<K, V> closeTimeout(Duration value) {
        if (value.isNegative()) {
            throw new IllegalArgumentException("closeTimeout must be at least 0, but was " + value);
        }
        closeNanos = CacheTimes.nanos(value);
        return this;
    }

    private static int positive(String setting, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(setting + " must be at least 1, but was " + value);
        }
        return value;
    }

    /** {@return what writes behind one cache} */
    @SuppressWarnings("unchecked") // a writer only takes keys and values
    public WriteBehind<K, V> build() {
        return new WriteBehind<>(
                (StoreWriter<K, V>) writer,
                new WriteBehind.Settings(capacity, batch, delayNanos, firstPauseNanos, longestPauseNanos, closeNanos));
    }
}
