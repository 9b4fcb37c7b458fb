package dev.cistern.cache;

import dev.cistern.cache.internal.eviction.FifoPolicy;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What is known of keys that have no value: that there is none, that its load failed, what it was before it expired.
 *
 * <p><b>Concurrency.</b> Absences and failures are noted while the key is claimed, expired values under the lock of their
 * stripe. Whoever stores or removes a value comes after that and forgets what is known, so nothing outlives a later change.
 * Locks are only taken from the cache to this, never back.
 */
final class Aside {
    private final @Nullable StripedStore outcomes;
    private final @Nullable StripedStore expired;
    private final long absenceNanos;
    private final long failureNanos;
    private final long staleNanos;

    /**
     * What the last load of a key came to.
     *
     * @param failure why it failed; null if it found that there is no value
     */
    record Known(@Nullable Throwable failure) {
        private static final Known ABSENT = new Known(null);
    }

    /**
     * How long things are known, in nanoseconds; 0 means never.
     *
     * @param most how many outcomes, and how many expired values, at most
     */
    record Settings(long absenceNanos, long failureNanos, long staleNanos, long most) {
        static final long DEFAULT_MOST = 10_000;
        static final Settings NONE = new Settings(0, 0, 0, DEFAULT_MOST);

        boolean isNeeded() {
            return absenceNanos > 0 || failureNanos > 0 || staleNanos > 0;
        }
    }

    Aside(Settings settings, CacheConfig<?, ?> config) {
        absenceNanos = settings.absenceNanos;
        failureNanos = settings.failureNanos;
        staleNanos = settings.staleNanos;
        outcomes = absenceNanos > 0 || failureNanos > 0 ? store(settings.most, config) : null;
        expired = staleNanos > 0 ? store(settings.most, config) : null;
    }

    private static StripedStore store(long most, CacheConfig<?, ?> config) {
        LongSupplier ticker = config.times().ticker();
        Keeper keeper = new Keeper(
                1,
                new Budget(most),
                new Budget(Budget.UNBOUNDED),
                new Expiry(ticker, Expiry.NEVER, Expiry.NEVER, config.times().jitter(), false),
                new Listeners<>(config.name(), null, null),
                // What comes first is known for the shortest time.
                capacity -> new FifoPolicy());
        return new StripedStore(keeper, new CacheCounters(false, null));
    }

    private static void note(StripedStore where, Object key, Object what, long nanos) {
        where.put(key, what, new Terms(0, nanos), When.ALWAYS);
    }

    /** Notes that a key has no value. */
    void absent(Object key) {
        if (outcomes != null && absenceNanos > 0) {
            note(outcomes, key, Known.ABSENT, absenceNanos);
        }
    }

    /** Notes that a load failed. */
    void failed(Object key, Throwable cause) {
        if (outcomes != null && failureNanos > 0) {
            note(outcomes, key, new Known(cause), failureNanos);
        }
    }

    /** Notes what a key had before its time was over. */
    void expired(Object key, Object value) {
        if (expired != null) {
            note(expired, key, value, staleNanos);
        }
    }

    /** {@return what is known of a key; null if nothing is} */
    @Nullable
    Known known(Object key) {
        return outcomes == null || outcomes.size() == 0 ? null : (Known) outcomes.get(key);
    }

    /** {@return the value before it expired, if that is still known} */
    @Nullable
    Object stale(Object key) {
        return expired == null ? null : expired.get(key);
    }

    /** Forgets what is known of a key; to be called after it was stored or removed. */
    void forget(Object key) {
        forget(outcomes, key);
        forget(expired, key);
    }

    /** Forgets what the last load of a key came to, so that the next one takes place. */
    void forgetOutcome(Object key) {
        forget(outcomes, key);
    }

    private static void forget(@Nullable StripedStore where, Object key) {
        if (where != null && where.size() > 0) {
            where.remove(key);
        }
    }

    void clear() {
        if (outcomes != null) {
            outcomes.clear();
        }
        if (expired != null) {
            expired.clear();
        }
    }
}
