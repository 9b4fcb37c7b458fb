package dev.cistern.cache;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ConcurrentMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The cache with its types: checks what comes in, weighs it, and leaves the rest to the {@link StripedStore}. What features
 * know of a change besides is kept in an {@link Annex}, which most caches don't have.
 */
sealed class BoundedCache<K, V> implements Cache<K, V> permits LoadedCache {
    final CacheConfig<K, V> config;
    final @Nullable Annex<K, V> annex;
    private final StripedStore store;
    private final @Nullable ExpiryTimer timer;
    private final CacheMap<K, V> map;
    private final Reloading reloading;
    /** What an entry is stored with if nobody says otherwise; null if it has to be weighed. */
    private final @Nullable Terms terms;

    BoundedCache(CacheConfig<K, V> config) {
        this.config = config;
        annex = Annex.of(config);
        store = store(config, annex == null ? config.listeners() : annex.listening(config.listeners()));
        terms = config.weigher() == null ? Terms.NONE : null;
        map = new CacheMap<>(this);
        reloading = new Reloading(store, config, this::refreshAfter);
        timer = config.features().prompt() ? new ExpiryTimer(config.name(), store) : null;
    }

    static <K, V> BoundedCache<K, V> of(CacheConfig<K, V> config) {
        BoundedCache<K, V> cache = new BoundedCache<>(config);
        cache.begin();
        return cache;
    }

    /** Lets others know of a cache that is complete. */
    final void begin() {
        if (timer != null) {
            timer.start();
        }
        CacheEvents.get().watch(this);
    }

    private static StripedStore store(CacheConfig<?, ?> config, StoreListener listener) {
        int stripes = config.stripes(Runtime.getRuntime().availableProcessors());
        Keeper keeper = new Keeper(
                stripes,
                new Budget(config.maximumSize()),
                new Budget(config.maximumWeight()),
                config.times().expiry(),
                listener,
                config.policies(config.eviction(), stripes));
        return new StripedStore(keeper, config.insight().counters());
    }

    StripedStore store() {
        return store;
    }

    /** Takes note of the age, in nanoseconds, from which values are loaded again. */
    void refreshAfter(long nanos) {
        // Without a loader nothing is.
    }

    @Override
    public String name() {
        return config.name();
    }

    @Override
    @SuppressWarnings("unchecked")
    public @Nullable V getIfPresent(K key) {
        return (V) store.get(key);
    }

    @Override
    @SuppressWarnings("unchecked")
    public @Nullable V get(K key, Function<? super K, ? extends @Nullable V> function) {
        Object present = store.get(key);
        return present != null ? (V) present : load(key, function);
    }

    /** Computes a value that was missed. */
    @Nullable
    final V load(K key, Function<? super K, ? extends @Nullable V> function) {
        Objects.requireNonNull(function, "function must not be null");
        V value = loadMissing(key, k -> timed(k, function));
        if (value != null && annex != null) {
            annex.forget(key);
        }
        return value;
    }

    /** Has a missing value computed, unless one is only on its way to the store behind the cache. */
    @SuppressWarnings("unchecked")
    final @Nullable V loadMissing(K key, Finder<K, V> finder) {
        return (V) store.compute(
                key,
                When.ABSENT,
                (k, absent) -> {
                    StoreChange<K, V> pending = annex == null ? null : annex.pending((K) k);
                    return pending == null ? finder.find((K) k) : pending.value();
                },
                (k, value) -> terms((K) k, (V) value, StripedStore.DEFAULT_TTL));
    }

    private @Nullable V timed(K key, Function<? super K, ? extends @Nullable V> function) {
        LoadTimer load = new LoadTimer(this);
        CacheEvents.Outcome outcome = CacheEvents.Outcome.FAILED;
        try {
            V value = function.apply(key);
            outcome = value == null ? CacheEvents.Outcome.NEGATIVE : CacheEvents.Outcome.LOADED;
            return value;
        } finally {
            load.end(outcome);
        }
    }

    /** Computes a value for good: whoever asked for it changes the cache, and the store behind it. */
    @Nullable
    V compute(K key, When when, BiFunction<? super K, ? super @Nullable V, ? extends @Nullable V> function) {
        return compute(key, when, function, StripedStore.DEFAULT_TTL);
    }

    @SuppressWarnings("unchecked")
    private @Nullable V compute(
            K key, When when, BiFunction<? super K, ? super @Nullable V, ? extends @Nullable V> function, long ttl) {
        V value = (V) store.compute(
                key,
                when,
                (k, before) -> {
                    V after = function.apply((K) k, (V) before);
                    if (after == null && annex != null) {
                        annex.removed((K) k);
                    }
                    return after;
                },
                (k, after) -> {
                    Terms found = terms((K) k, (V) after, ttl);
                    if (annex != null) {
                        annex.stored((K) k, (V) after);
                    }
                    return found;
                });
        if (annex != null) {
            annex.forget(key);
        }
        return value;
    }

    private Terms terms(K key, V value, long ttl) {
        if (terms != null && ttl == StripedStore.DEFAULT_TTL) {
            return terms;
        }
        Weigher<? super K, ? super V> weigher = config.weigher();
        int weight = weigher == null ? 0 : weigher.weigh(key, value);
        if (weight < 0) {
            throw new IllegalArgumentException(
                    "the weight must be at least 0, but the weigher said " + weight + " for " + key);
        }
        return new Terms(weight, ttl);
    }

    Terms terms(K key, V value) {
        return terms(key, value, StripedStore.DEFAULT_TTL);
    }

    @Override
    public void put(K key, V value) {
        put(key, value, When.ALWAYS);
    }

    @Nullable
    V put(K key, V value, When when) {
        Objects.requireNonNull(key, "key must not be null");
        Objects.requireNonNull(value, "value must not be null; to take a key out, invalidate it");
        return put(key, value, when, StripedStore.DEFAULT_TTL);
    }

    @SuppressWarnings("unchecked")
    private @Nullable V put(K key, V value, When when, long ttl) {
        if (annex == null) {
            return (V) store.put(key, value, terms(key, value, ttl), when);
        }
        if (!annex.writesBehind()) {
            V before = (V) store.put(key, value, terms(key, value, ttl), when);
            annex.forget(key);
            return before;
        }
        // Claimed, so that the store behind sees changes of a key in the order in which the cache does.
        Before<V> before = new Before<>();
        V now = compute(key, when, (k, present) -> before.set(present, value), ttl);
        return before.isSet ? before.value : now;
    }

    /** {@return the value that a key had and has no more; null if there was none} */
    @SuppressWarnings("unchecked")
    final @Nullable V removeKey(Object key) {
        if (annex == null) {
            return (V) store.remove(key);
        }
        if (!annex.writesBehind()) {
            V before = (V) store.remove(key);
            annex.forget(key);
            return before;
        }
        Before<V> before = new Before<>();
        compute((K) key, When.ALWAYS, (k, present) -> before.set(present, null));
        return before.value;
    }

    /** {@return whether the key had exactly this object as its value, which was replaced, or removed for null} */
    @SuppressWarnings({"unchecked", "ReferenceEquality"})
    final boolean exchange(Object key, Object exactly, @Nullable V value) {
        if (annex == null || !annex.writesBehind()) {
            boolean done = value == null
                    ? store.remove(key, exactly)
                    : store.replace(key, exactly, value, terms((K) key, value));
            if (done && annex != null) {
                annex.forget(key);
            }
            return done;
        }
        Before<V> before = new Before<>();
        try {
            compute((K) key, When.PRESENT, (k, present) -> {
                if (present != exactly) {
                    throw Unchanged.INSTANCE;
                }
                return before.set(present, value);
            });
        } catch (Unchanged e) {
            return false;
        }
        return before.isSet;
    }

    /** What a function saw that was called or not. */
    private static final class Before<V> {
        private boolean isSet;
        private @Nullable V value;

        @Nullable
        V set(@Nullable V before, @Nullable V after) {
            isSet = true;
            value = before;
            return after;
        }
    }

    @Override
    public void put(K key, V value, Duration timeToLive) {
        Objects.requireNonNull(value, "value must not be null; to take a key out, invalidate it");
        CacheSettings.requireTime("timeToLive", timeToLive);
        if (store.keeper.expiry == null) {
            throw new IllegalStateException("cache " + name()
                    + " was built without any expiry; build it with expirePerEntry() to give entries a time to live");
        }
        put(key, value, When.ALWAYS, CacheTimes.nanos(timeToLive));
    }

    @Override
    public void invalidate(K key) {
        removeKey(key);
    }

    @Override
    public void invalidateAll() {
        if (annex == null) {
            store.clear();
        } else {
            store.forEach((node, key) -> removeKey(key));
            annex.forgetAll();
        }
    }

    @Override
    public long estimatedSize() {
        return store.size();
    }

    @Override
    public CacheStats stats() {
        CacheCounters counters = store.counters;
        Evicted evicted = evicted();
        return new CacheStats(
                name(),
                counters.hits(),
                counters.misses(),
                counters.loads.sum(),
                counters.failedLoads.sum(),
                counters.loadNanos.sum(),
                evicted.count(),
                evicted.weight(),
                store.size(),
                store.keeper.isWeighted() ? store.keeper.weight.taken() : 0);
    }

    /** {@return what was given up so far} */
    final Evicted evicted() {
        return Evicted.of(store);
    }

    @Override
    public ConcurrentMap<K, V> asMap() {
        return map;
    }

    @Override
    public CachePolicy<K> policy() {
        return new StorePolicy<>(store, config.insight(), reloading);
    }

    @Override
    public void cleanUp() {
        store.expireAll();
    }

    @Override
    public void close() {
        CacheEvents.get().forget(this);
        if (timer != null) {
            timer.close();
        }
        try {
            if (annex != null) {
                annex.close();
            }
        } finally {
            store.clear();
            HotKeys hotKeys = config.insight().hotKeys();
            if (hotKeys != null) {
                hotKeys.clear();
            }
        }
    }
}
