package dev.cistern.cache;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Changes the settings of a cache while it runs.
 *
 * <p><b>Concurrency.</b> One change at a time. Times are one record and stripes, with their policies, one array; each is replaced
 * by a volatile write, so whoever works on the cache meanwhile sees the old ones or the new ones, never some of both.
 */
final class Reloading {
    private final StripedStore store;
    private final CacheConfig<?, ?> config;
    private final Refreshing refreshing;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile CacheSettings settings;
    private volatile @Nullable Reload last;

    /** When values are loaded again; a cache without a loader has only nothing to say. */
    interface Refreshing {
        void after(long nanos);
    }

    Reloading(StripedStore store, CacheConfig<?, ?> config, Refreshing refreshing) {
        this.store = store;
        this.config = config;
        this.refreshing = refreshing;
        CacheConfig.Times times = config.times();
        settings = new CacheSettings(
                bound(config.maximumSize()),
                bound(config.maximumWeight()),
                config.eviction(),
                duration(times.afterWrite()),
                duration(times.afterAccess()),
                times.jitter(),
                duration(config.features().refreshNanos()));
    }

    private static OptionalLong bound(long value) {
        return value == Budget.UNBOUNDED ? OptionalLong.empty() : OptionalLong.of(value);
    }

    private static Optional<Duration> duration(long nanos) {
        return nanos == Expiry.NEVER ? Optional.empty() : Optional.of(Duration.ofNanos(nanos));
    }

    private static long nanos(Optional<Duration> duration) {
        return duration.isPresent() ? CacheTimes.nanos(duration.get()) : Expiry.NEVER;
    }

    CacheSettings settings() {
        return settings;
    }

    Optional<Reload> last() {
        return Optional.ofNullable(last);
    }

    /** Puts settings into force that may be made from those that are. */
    Reload reload(UnaryOperator<CacheSettings> change) {
        lock.lock();
        try {
            CacheSettings before = settings;
            CacheSettings wanted = change.apply(before);
            refuse(before, wanted);
            Reload previous = last;
            Reload reload = new Reload(
                    before,
                    wanted,
                    expected(before, wanted),
                    store.counters,
                    previous == null ? Reload.Start.OF_ALL : previous.start());
            apply(before, wanted);
            settings = wanted;
            last = reload;
            return reload;
        } finally {
            lock.unlock();
        }
    }

    private void refuse(CacheSettings before, CacheSettings wanted) {
        refuse(
                "maximumSize",
                before.maximumSize().isPresent(),
                wanted.maximumSize().isPresent());
        refuse(
                "maximumWeight",
                before.maximumWeight().isPresent(),
                wanted.maximumWeight().isPresent());
        boolean expires = wanted.expireAfterWrite().isPresent()
                || wanted.expireAfterAccess().isPresent();
        if (expires && store.keeper.expiry == null) {
            throw new IllegalStateException("a cache built without any expiry can't get one later;"
                    + " build it with expirePerEntry() if it may be needed");
        }
        if (wanted.refreshAfterWrite().isPresent() && !config.times().dated()) {
            throw new IllegalStateException("a cache built without refreshAfterWrite can't get it later;"
                    + " set it in the builder, if need be to a very long time");
        }
        if (!wanted.eviction().equals(before.eviction()) && !config.isBounded()) {
            throw new IllegalStateException("a cache without a bound evicts nothing, so it can't get "
                    + wanted.eviction() + "; set maximumSize or maximumWeight in the builder");
        }
    }

    private static void refuse(String setting, boolean was, boolean wanted) {
        if (was != wanted) {
            throw new IllegalStateException(
                    was
                            ? "a cache built with " + setting + " keeps one; to lift it, set it to 2^62"
                            : "a cache built without " + setting + " can't get one later; set it in the builder");
        }
    }

    private OptionalDouble expected(CacheSettings before, CacheSettings wanted) {
        LiveCurve curve = config.insight().curve();
        if (curve == null || !wanted.eviction().equals(before.eviction())) {
            return OptionalDouble.empty();
        }
        boolean isSize = before.maximumSize().isPresent();
        OptionalLong bound = isSize ? before.maximumSize() : before.maximumWeight();
        OptionalLong next = isSize ? wanted.maximumSize() : wanted.maximumWeight();
        Optional<MissRatioCurve> known = curve.curve(bound.orElse(0));
        if (known.isEmpty() || next.isEmpty() || !known.get().reaches(next.getAsLong())) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(1 - known.get().missRatioAt(next.getAsLong()));
    }

    private void apply(CacheSettings before, CacheSettings wanted) {
        Expiry expiry = store.keeper.expiry;
        if (expiry != null) {
            expiry.become(nanos(wanted.expireAfterWrite()), nanos(wanted.expireAfterAccess()), wanted.ttlJitter());
        }
        refreshing.after(nanos(wanted.refreshAfterWrite()));
        boolean resized = !wanted.maximumSize().equals(before.maximumSize())
                || !wanted.maximumWeight().equals(before.maximumWeight());
        wanted.maximumSize().ifPresent(this::maximumSize);
        wanted.maximumWeight().ifPresent(store.keeper.weight::maximum);
        if (!wanted.eviction().equals(before.eviction())) {
            store.keeper.replacePolicies(stripes -> config.policies(wanted.eviction(), stripes));
        }
        if (resized || !wanted.eviction().equals(before.eviction())) {
            store.resized();
        }
    }

    private void maximumSize(long value) {
        store.keeper.entries.maximum(value);
        LiveCurve curve = config.insight().curve();
        if (curve != null) {
            curve.maximumSize(value);
        }
    }
}
