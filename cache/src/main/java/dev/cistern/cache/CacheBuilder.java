package dev.cistern.cache;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Builds a {@link Cache}; a bound is the only setting that most caches need.
 *
 * <p>Not thread-safe. A builder may build several caches.
 *
 * @param <K> the type of the keys
 * @param <V> the type of the values
 */
public final class CacheBuilder<K, V> {
    private static final AtomicInteger UNNAMED = new AtomicInteger();
    private static final int MOST_HOT_KEYS = 10_000;

    private @Nullable String name;
    private long maximumSize = Budget.UNBOUNDED;
    private long maximumWeight = Budget.UNBOUNDED;
    private @Nullable Weigher<? super K, ? super V> weigher;
    private long afterWrite = Expiry.NEVER;
    private long afterAccess = Expiry.NEVER;
    private boolean perEntry;
    private double jitter;
    private LongSupplier ticker = System::nanoTime;
    private Aside.Settings aside = Aside.Settings.NONE;
    private long refreshAfter = Expiry.NEVER;
    private boolean prompt;
    private @Nullable Executor executor;
    private @Nullable WriteBehind<K, V> behind;
    private boolean exactStats;
    private boolean curve;
    private int hotKeys;
    private Eviction eviction = Eviction.adaptive();
    private @Nullable RemovalListener<? super K, ? super V> removals;
    private @Nullable RemovalListener<? super K, ? super V> evictions;

    CacheBuilder() {}

    /**
     * Sets the name that statistics, events and errors use.
     *
     * @param value the name, not blank; by default {@code cache-1} and so on
     * @return this builder
     * @throws IllegalArgumentException if the name is blank
     */
    public CacheBuilder<K, V> name(String value) {
        if (value.isBlank()) {
            throw new IllegalArgumentException("name must not be blank; reports and events tell caches apart by it");
        }
        name = value;
        return this;
    }

    /**
     * Bounds the number of entries. The bound holds whenever a method returns, also with concurrent writers.
     *
     * <p>Below 8,192 entries the cache is one unit and evicts in the exact order of its policy; larger ones are divided into
     * stripes, which together keep the bound.
     *
     * @param value the most entries, from 0 (nothing is ever kept) to 2⁶²; unbounded by default
     * @return this builder
     * @throws IllegalArgumentException if the value is out of range
     */
    public CacheBuilder<K, V> maximumSize(long value) {
        maximumSize = CacheSettings.requireBound("maximumSize", value);
        return this;
    }

    /**
     * Bounds the weight of all entries together; needs a weigher. The bound holds whenever a method returns, and may be
     * combined with {@link #maximumSize}.
     *
     * <p>An entry that weighs at most as much as the bound is always stored; a heavier one is evicted at once.
     *
     * @param value the largest weight of all entries, from 0 to 2⁶²; unbounded by default
     * @param by says what an entry weighs
     * @return this builder
     * @throws IllegalArgumentException if the value is out of range
     */
    public CacheBuilder<K, V> maximumWeight(long value, Weigher<? super K, ? super V> by) {
        maximumWeight = CacheSettings.requireBound("maximumWeight", value);
        weigher = Objects.requireNonNull(by, "the weigher must not be null: it says what an entry weighs");
        return this;
    }

    /**
     * Lets an entry expire some time after its value was stored or replaced.
     *
     * @param value how long, from 1 nanosecond to about 146 years; by default entries don't expire
     * @return this builder
     * @throws IllegalArgumentException if the value is not positive
     */
    public CacheBuilder<K, V> expireAfterWrite(Duration value) {
        afterWrite = nanos("expireAfterWrite", value);
        return this;
    }

    /**
     * Lets an entry expire some time after it was last read, stored or replaced. A read then writes the time into the entry.
     *
     * @param value how long, from 1 nanosecond to about 146 years; by default entries don't expire
     * @return this builder
     * @throws IllegalArgumentException if the value is not positive
     */
    public CacheBuilder<K, V> expireAfterAccess(Duration value) {
        afterAccess = nanos("expireAfterAccess", value);
        return this;
    }

    /**
     * Allows {@link Cache#put(Object, Object, Duration)}, a time to live for each entry, where neither
     * {@link #expireAfterWrite} nor {@link #expireAfterAccess} is set. Entries stored without one don't expire.
     *
     * @return this builder
     */
    public CacheBuilder<K, V> expirePerEntry() {
        perEntry = true;
        return this;
    }

    /**
     * Shortens each time to live by a part of it that differs from entry to entry, so that what was stored together does not
     * expire together.
     *
     * @param value the largest part, from 0 (the default) to 1
     * @return this builder
     * @throws IllegalArgumentException if the value is out of range
     */
    public CacheBuilder<K, V> ttlJitter(double value) {
        jitter = CacheSettings.requireJitter(value);
        return this;
    }

    /**
     * Sets where the time comes from, for tests.
     *
     * @param nanos a time in nanoseconds that never goes back, from any origin; {@link System#nanoTime} by default
     * @return this builder
     */
    public CacheBuilder<K, V> ticker(LongSupplier nanos) {
        ticker = Objects.requireNonNull(nanos, "the ticker must not be null");
        return this;
    }

    /**
     * Sets the policy that chooses what leaves when there is no room. The guide says when another than the default pays.
     *
     * @param value the choice; by default {@link Eviction#adaptive()}
     * @return this builder
     */
    public CacheBuilder<K, V> eviction(Eviction value) {
        eviction = Objects.requireNonNull(value, "eviction must not be null");
        return this;
    }

    /**
     * Counts hits and misses exactly. By default they are estimates, see {@link CacheStats}; docs/results/cache.md says what the
     * exactness costs.
     *
     * @return this builder
     */
    public CacheBuilder<K, V> recordStats() {
        exactStats = true;
        return this;
    }

    /**
     * Has the cache learn what its misses would be if it were smaller or larger; see {@link CachePolicy#missRatioCurve}. Hits cost
     * next to nothing more. A miss costs ten small hash table operations more if its key is in the sample, which is every key in
     * caches of up to 1,023 entries and one in n / 1,023 to n / 512 in those of n. Takes 0.5 to 1 MiB once the cache is full.
     *
     * @return this builder
     */
    public CacheBuilder<K, V> missRatioCurve() {
        curve = true;
        return this;
    }

    /**
     * Has the cache find the keys that are asked for most; see {@link CachePolicy#hotKeys}. One request in 16, drawn at random,
     * then goes through a map under a lock, unless another thread has the lock. The cache holds on to four times as many
     * keys, at least 64, even after their entries left.
     *
     * @param most how many keys to find, from 1 to 10,000
     * @return this builder
     * @throws IllegalArgumentException if the value is out of range
     */
    public CacheBuilder<K, V> trackHotKeys(int most) {
        if (most < 1 || most > MOST_HOT_KEYS) {
            throw new IllegalArgumentException("trackHotKeys must be in [1, " + MOST_HOT_KEYS + "], but was " + most);
        }
        hotKeys = most;
        return this;
    }

    /**
     * Sets who is told of every value that leaves the cache, for whatever cause.
     *
     * @param value the listener; none by default
     * @return this builder
     */
    public CacheBuilder<K, V> removalListener(RemovalListener<? super K, ? super V> value) {
        removals = Objects.requireNonNull(value, "removalListener must not be null");
        return this;
    }

    /**
     * Sets who is told of values that the cache itself gave up: {@link RemovalCause#SIZE} and {@link RemovalCause#EXPIRED}.
     * Told before the {@link #removalListener}.
     *
     * @param value the listener; none by default
     * @return this builder
     */
    public CacheBuilder<K, V> evictionListener(RemovalListener<? super K, ? super V> value) {
        evictions = Objects.requireNonNull(value, "evictionListener must not be null");
        return this;
    }

    /**
     * Has values loaded again that were written longer ago than this, when {@link LoadingCache#get} or
     * {@link LoadingCache#getAll} meets them. The old value is returned until the new one is there; it stays if the load fails.
     * Entries get 8 bytes larger, and those that would not expire 32.
     *
     * @param value the age, from 1 nanosecond to about 146 years; by default values are not refreshed
     * @return this builder
     * @throws IllegalArgumentException if the value is not positive
     */
    public CacheBuilder<K, V> refreshAfterWrite(Duration value) {
        refreshAfter = nanos("refreshAfterWrite", value);
        return this;
    }

    /**
     * Remembers for a while that the loader returned null for a key: {@link LoadingCache#get} then returns null without a load.
     *
     * @param value how long, from 1 nanosecond to about 146 years; by default it is not remembered
     * @return this builder
     * @throws IllegalArgumentException if the value is not positive
     */
    public CacheBuilder<K, V> cacheAbsence(Duration value) {
        long nanos = nanos("cacheAbsence", value);
        aside = new Aside.Settings(nanos, aside.failureNanos(), aside.staleNanos(), aside.most());
        return this;
    }

    /**
     * Remembers for a while that the loader threw for a key: {@link LoadingCache#get} then throws the same exception, or returns
     * what {@link #staleOnError} kept, without a load. Errors and interrupts are not remembered.
     *
     * @param value how long, from 1 nanosecond to about 146 years; by default it is not remembered
     * @return this builder
     * @throws IllegalArgumentException if the value is not positive
     */
    public CacheBuilder<K, V> cacheFailures(Duration value) {
        long nanos = nanos("cacheFailures", value);
        aside = new Aside.Settings(aside.absenceNanos(), nanos, aside.staleNanos(), aside.most());
        return this;
    }

    /**
     * Keeps values for a while after they expired, for {@link LoadingCache#get} and {@link LoadingCache#getAll} to return when the
     * load of a new one fails. Best used with {@link #cacheFailures}: otherwise each call tries to load.
     *
     * @param value how long after somebody, or the cache, found them expired, from 1 nanosecond to about 146 years; by default
     *     they are not kept
     * @return this builder
     * @throws IllegalArgumentException if the value is not positive
     */
    public CacheBuilder<K, V> staleOnError(Duration value) {
        long nanos = nanos("staleOnError", value);
        aside = new Aside.Settings(aside.absenceNanos(), aside.failureNanos(), nanos, aside.most());
        return this;
    }

    /**
     * Bounds what {@link #cacheAbsence} and {@link #cacheFailures} remember together, and what {@link #staleOnError} keeps. Both come
     * on top of the other bounds.
     *
     * @param value the most keys of each, from 0 to 2⁶²; 10,000 by default
     * @return this builder
     * @throws IllegalArgumentException if the value is out of range
     */
    public CacheBuilder<K, V> maximumAside(long value) {
        long most = CacheSettings.requireBound("maximumAside", value);
        aside = new Aside.Settings(aside.absenceNanos(), aside.failureNanos(), aside.staleNanos(), most);
        return this;
    }

    /**
     * Has entries vanish, and listeners told, within a second after their time is over even if nobody uses the cache. A daemon
     * thread looks four times a second, until the cache is closed or nobody holds it any more. A cache in which nothing expires
     * can't be built with it.
     *
     * @return this builder
     */
    public CacheBuilder<K, V> expirePromptly() {
        prompt = true;
        return this;
    }

    /**
     * Sets where values are refreshed, loaded for an asynchronous cache, and encoded for a serialized one.
     *
     * @param value the executor, which the cache does not close; by default each task gets a virtual thread of its own from JDK
     *     21 on, and a daemon thread before
     * @return this builder
     */
    public CacheBuilder<K, V> executor(Executor value) {
        executor = Objects.requireNonNull(value, "the executor must not be null");
        return this;
    }

    /**
     * Has changes written to a store behind the cache.
     *
     * @param value what writes; belongs to the one cache that is built with it
     * @return this builder
     */
    public CacheBuilder<K, V> writeBehind(WriteBehind<K, V> value) {
        behind = Objects.requireNonNull(value, "writeBehind must not be null");
        return this;
    }

    /**
     * {@return a new cache}
     *
     * @throws IllegalStateException if something was set that only makes sense with a loader
     */
    public Cache<K, V> build() {
        rejectWhatNeedsLoader();
        return BoundedCache.of(config());
    }

    /**
     * {@return a new cache that loads what is missing}
     *
     * @param loader where values come from; a {@link BulkCacheLoader} if it can get several at once
     * @throws IllegalStateException if stale values are to be kept, but nothing expires
     */
    public LoadingCache<K, V> build(CacheLoader<K, V> loader) {
        Objects.requireNonNull(loader, "the loader must not be null; without one, use build()");
        CacheConfig<K, V> config = config();
        if (aside.staleNanos() > 0 && !expires()) {
            throw new IllegalStateException("staleOnError keeps what expired, but nothing expires in this cache;"
                    + " set expireAfterWrite, expireAfterAccess or expirePerEntry");
        }
        return LoadedCache.of(config, loader);
    }

    /**
     * {@return a new cache whose values are computed elsewhere}
     *
     * @throws IllegalStateException if something was set that only makes sense with a loader
     */
    public AsyncCache<K, V> buildAsync() {
        rejectWhatNeedsLoader();
        return new SingleFlightCache<>(BoundedCache.of(config()));
    }

    /**
     * {@return a new cache that keeps its values as bytes}
     *
     * @param values how; a bound of its own on the bytes takes the place of {@link #maximumWeight}
     * @throws IllegalStateException if something was set that only makes sense with a loader, or a weigher, or a store to be
     *     written behind
     */
    public SerializedCache<K, V> buildSerialized(SerializedValues<V> values) {
        Objects.requireNonNull(values, "values must not be null: they say how values become bytes");
        rejectWhatNeedsLoader();
        if (weigher != null || behind != null) {
            throw new IllegalStateException(
                    "a serialized cache takes neither maximumWeight (set SerializedValues.maximumBytes) nor writeBehind");
        }
        String chosen = chosenName();
        Forms<V> forms = new Forms<>(chosen, values.codec());
        CacheConfig<K, Object> config = config(
                chosen,
                values.maximumBytes(),
                values.maximumBytes() == Budget.UNBOUNDED ? null : (key, form) -> forms.weight(form),
                new Listeners<>(chosen, forms.listening(removals), forms.listening(evictions)),
                null);
        return new PackedCache<>(BoundedCache.of(config), forms, values);
    }

    private String chosenName() {
        return name == null ? "cache-" + UNNAMED.incrementAndGet() : name;
    }

    private void rejectWhatNeedsLoader() {
        if (refreshAfter != Expiry.NEVER || aside.isNeeded()) {
            throw new IllegalStateException(
                    "refreshAfterWrite, cacheAbsence, cacheFailures and staleOnError need a loader;"
                            + " use build(loader)");
        }
    }

    private boolean expires() {
        return afterWrite != Expiry.NEVER || afterAccess != Expiry.NEVER || perEntry;
    }

    private CacheConfig<K, V> config() {
        String chosen = chosenName();
        return config(chosen, maximumWeight, weigher, new Listeners<>(chosen, removals, evictions), behind);
    }

    /** {@return the settings for values in some form; what depends on the form is given, all else is as it was set} */
    private <F> CacheConfig<K, F> config(
            String chosen,
            long most,
            @Nullable Weigher<? super K, ? super F> by,
            Listeners<K, F> listeners,
            @Nullable WriteBehind<K, F> writing) {
        if (prompt && !expires()) {
            throw new IllegalStateException(
                    "expirePromptly starts a thread for what expires, but nothing expires in this cache;"
                            + " set expireAfterWrite, expireAfterAccess or expirePerEntry");
        }
        CacheConfig.Insight insight = new CacheConfig.Insight(
                exactStats, hotKeys == 0 ? null : new HotKeys(hotKeys), curve ? newCurve(most) : null);
        boolean dated = refreshAfter != Expiry.NEVER;
        return new CacheConfig<>(
                chosen,
                maximumSize,
                most,
                by,
                new CacheConfig.Times(ticker, afterWrite, afterAccess, jitter, perEntry, dated),
                insight,
                listeners,
                eviction,
                new CacheConfig.Features<>(aside, refreshAfter, prompt, executor, writing));
    }

    private LiveCurve newCurve(long most) {
        if (maximumSize == Budget.UNBOUNDED && most == Budget.UNBOUNDED) {
            throw new IllegalStateException(
                    "missRatioCurve says what another bound would give, but this cache has none;"
                            + " set maximumSize or maximumWeight");
        }
        return new LiveCurve(maximumSize, most);
    }

    private static long nanos(String setting, Duration value) {
        CacheSettings.requireTime(setting, value);
        return CacheTimes.nanos(value);
    }
}
