package dev.cistern.cache;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The cache with its types: checks what comes in, weighs it, and leaves the rest to the {@link StripedStore}. */
final class BoundedCache<K, V> implements Cache<K, V> {
    private final CacheConfig<K, V> config;
    private final StripedStore store;
    private final CacheMap<K, V> map;
    /** What an entry is stored with if nobody says otherwise; null if it has to be weighed. */
    private final @Nullable Terms terms;

    private BoundedCache(CacheConfig<K, V> config, StripedStore store) {
        this.config = config;
        this.store = store;
        terms = config.weigher() == null ? Terms.NONE : null;
        map = new CacheMap<>(this);
    }

    static <K, V> BoundedCache<K, V> of(CacheConfig<K, V> config) {
        Keeper keeper = new Keeper(
                config.stripes(Runtime.getRuntime().availableProcessors()),
                new Budget(config.maximumSize()),
                new Budget(config.maximumWeight()),
                config.times().expiry(),
                config.listeners(),
                config.policies());
        return new BoundedCache<>(config, new StripedStore(keeper, new CacheCounters(config.exactStats())));
    }

    StripedStore store() {
        return store;
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

    private @Nullable V load(K key, Function<? super K, ? extends @Nullable V> function) {
        Objects.requireNonNull(function, "function must not be null");
        return compute(key, When.ABSENT, (k, absent) -> timed(k, function));
    }

    private @Nullable V timed(K key, Function<? super K, ? extends @Nullable V> function) {
        long start = System.nanoTime();
        V value = null;
        try {
            value = function.apply(key);
            return value;
        } finally {
            (value == null ? store.counters.failedLoads : store.counters.loads).increment();
            store.counters.loadNanos.add(System.nanoTime() - start);
        }
    }

    @SuppressWarnings("unchecked")
    @Nullable
    V compute(K key, When when, BiFunction<? super K, ? super @Nullable V, ? extends @Nullable V> function) {
        return (V) store.compute(
                key,
                when,
                (k, before) -> function.apply((K) k, (V) before),
                (k, value) -> terms((K) k, (V) value, StripedStore.DEFAULT_TTL));
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
    @SuppressWarnings("unchecked")
    public Map<K, V> getAllPresent(Iterable<? extends K> keys) {
        Map<K, V> present = new LinkedHashMap<>();
        for (K key : keys) {
            if (!present.containsKey(key)) {
                Object value = store.get(key);
                if (value != null) {
                    present.put(key, (V) value);
                }
            }
        }
        return present;
    }

    @Override
    public void put(K key, V value) {
        put(key, value, When.ALWAYS);
    }

    @SuppressWarnings("unchecked")
    @Nullable
    V put(K key, V value, When when) {
        Objects.requireNonNull(key, "key must not be null");
        Objects.requireNonNull(value, "value must not be null; to take a key out, invalidate it");
        return (V) store.put(key, value, terms(key, value), when);
    }

    @Override
    public void put(K key, V value, Duration timeToLive) {
        Objects.requireNonNull(value, "value must not be null; to take a key out, invalidate it");
        if (timeToLive.isNegative() || timeToLive.isZero()) {
            throw new IllegalArgumentException("timeToLive must be longer than 0, but was " + timeToLive);
        }
        if (store.keeper.expiry == null) {
            throw new IllegalStateException("cache " + name()
                    + " was built without any expiry; build it with expirePerEntry() to give entries a time to live");
        }
        store.put(key, value, terms(key, value, CacheTimes.nanos(timeToLive)), When.ALWAYS);
    }

    @Override
    public void putAll(Map<? extends K, ? extends V> entries) {
        entries.forEach(this::put);
    }

    @Override
    public void invalidate(K key) {
        store.remove(key);
    }

    @Override
    public void invalidateAll(Iterable<? extends K> keys) {
        keys.forEach(store::remove);
    }

    @Override
    public void invalidateAll() {
        store.clear();
    }

    @Override
    public long estimatedSize() {
        return store.size();
    }

    @Override
    public CacheStats stats() {
        CacheCounters counters = store.counters;
        long evictions = 0;
        long evictedWeight = 0;
        for (Stripe stripe : store.keeper.stripes()) {
            stripe.lock();
            try {
                evictions += stripe.evictions;
                evictedWeight += stripe.evictedWeight;
            } finally {
                stripe.unlock();
            }
        }
        return new CacheStats(
                name(),
                counters.hits(),
                counters.misses(),
                counters.loads.sum(),
                counters.failedLoads.sum(),
                counters.loadNanos.sum(),
                evictions,
                evictedWeight,
                store.size(),
                store.keeper.isWeighted() ? store.keeper.weight.taken() : 0);
    }

    @Override
    public ConcurrentMap<K, V> asMap() {
        return map;
    }

    @Override
    public CachePolicy<K> policy() {
        return new StorePolicy<>(store);
    }

    @Override
    public void cleanUp() {
        store.expireAll();
    }

    @Override
    public void close() {
        store.clear();
    }
}
