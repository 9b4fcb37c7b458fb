package dev.cistern.cache;

import dev.cistern.cache.CacheEvents.Outcome;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** A {@link BoundedCache} with a loader. */
final class LoadedCache<K, V> extends BoundedCache<K, V> implements LoadingCache<K, V> {
    private final CacheLoader<K, V> loader;
    private final @Nullable Aside aside;
    private final Refresher<K, V> refresher;
    private final boolean refreshes;

    private LoadedCache(CacheConfig<K, V> config, CacheLoader<K, V> loader) {
        super(config);
        this.loader = loader;
        aside = annex == null ? null : annex.aside();
        refresher = new Refresher<>(this, loader);
        refreshes = config.times().dated();
    }

    static <K, V> LoadedCache<K, V> of(CacheConfig<K, V> config, CacheLoader<K, V> loader) {
        LoadedCache<K, V> cache = new LoadedCache<>(config, loader);
        cache.begin();
        return cache;
    }

    @Nullable
    Aside aside() {
        return aside;
    }

    @Override
    public @Nullable V get(K key) {
        V present = getIfPresent(key);
        if (present == null) {
            return missing(key);
        }
        if (refreshes) {
            refresher.seen(key, present);
        }
        return present;
    }

    private @Nullable V missing(K key) {
        Aside.Known known = known(key);
        if (known != null) {
            return staleOr(key, known);
        }
        Attempt attempt = new Attempt();
        V loaded = loadMissing(key, attempt);
        return loaded == null ? attempt.stale : loaded;
    }

    private Aside.@Nullable Known known(K key) {
        return aside == null ? null : aside.known(key);
    }

    /** {@return null if it is known that there is no value, else the value before it expired} Or throws why the load failed. */
    private @Nullable V staleOr(K key, Aside.Known known) {
        return known.failure() == null ? null : staleOr(key, known.failure());
    }

    /** {@return the value before it expired; if it is not known, or for an error, throws} */
    private V staleOr(K key, Throwable failure) {
        V stale = failure instanceof Error ? null : stale(key);
        if (stale == null) {
            throw unchecked(key, failure);
        }
        return stale;
    }

    @SuppressWarnings("unchecked")
    private @Nullable V stale(K key) {
        return aside == null ? null : (V) aside.stale(key);
    }

    /** {@return what to throw for what a loader threw} */
    private RuntimeException unchecked(K key, Throwable thrown) {
        if (thrown instanceof Error error) {
            throw error;
        }
        return thrown instanceof RuntimeException unchecked
                ? unchecked
                : new CompletionException(
                        "the loader of cache " + name() + " failed for " + key + ": " + thrown, thrown);
    }

    /** Notes that a load failed, as far as it says something about the key. */
    void failed(K key, Throwable thrown) {
        if (thrown instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        } else if (aside != null && thrown instanceof Exception) {
            aside.failed(key, thrown);
        }
    }

    /** Notes that a load found no value. The key is claimed. */
    void absent(K key) {
        if (aside != null) {
            aside.forget(key);
            aside.absent(key);
        }
    }

    /** Notes that a load found a value. The key is claimed. */
    void found(K key) {
        if (aside != null) {
            aside.forget(key);
        }
    }

    /** Loads one key while it is claimed. */
    private final class Attempt implements Finder<K, V> {
        private @Nullable V stale;

        @Override
        public @Nullable V find(K key) {
            Aside.Known known = known(key);
            if (known != null) {
                // Whoever had the claim before has found out.
                stale = staleOr(key, known);
                return null;
            }
            LoadTimer timer = new LoadTimer(LoadedCache.this);
            Outcome outcome = Outcome.FAILED;
            try {
                V value = loader.load(key);
                outcome = value == null ? Outcome.NEGATIVE : Outcome.LOADED;
                if (value == null) {
                    absent(key);
                } else {
                    found(key);
                }
                return value;
            } catch (Throwable thrown) {
                failed(key, thrown);
                stale = staleOr(key, thrown);
                outcome = Outcome.STALE;
                return null;
            } finally {
                timer.end(outcome);
            }
        }
    }

    @Override
    public Map<K, V> getAll(Iterable<? extends K> keys) {
        Map<K, V> found = new HashMap<>();
        Set<K> wanted = new LinkedHashSet<>();
        Set<K> missing = new LinkedHashSet<>();
        for (K key : keys) {
            if (wanted.add(key)) {
                V present = getIfPresent(key);
                Aside.Known known = present == null ? known(key) : null;
                if (present != null) {
                    keep(found, key, present);
                } else if (known != null) {
                    keep(found, key, staleOr(key, known));
                } else {
                    missing.add(key);
                }
            }
        }
        loadAll(missing, found);
        Map<K, V> ordered = new LinkedHashMap<>();
        wanted.forEach(key -> keep(ordered, key, found.get(key)));
        ordered.forEach((key, value) -> {
            if (refreshes && !missing.contains(key)) {
                refresher.seen(key, value);
            }
        });
        return ordered;
    }

    private void loadAll(Set<K> missing, Map<K, V> found) {
        if (loader instanceof BulkCacheLoader<K, V> bulk && missing.size() > 1) {
            loadInBulk(bulk, missing, found);
        } else {
            missing.forEach(key -> keep(found, key, missing(key)));
        }
    }

    private void loadInBulk(BulkCacheLoader<K, V> bulk, Set<K> missing, Map<K, V> found) {
        BulkLoad<K, V> load = new BulkLoad<>(this, bulk, found);
        Set<K> left = load.claim(missing);
        try {
            load.run();
        } catch (Throwable thrown) {
            for (K key : load.keys()) {
                found.put(key, staleOr(key, thrown));
            }
        }
        // Only now, when nothing is claimed by this thread any more, others may be waited for.
        left.forEach(key -> keep(found, key, missing(key)));
    }

    private static <K, V> void keep(Map<K, V> where, K key, @Nullable V value) {
        if (value != null) {
            where.put(key, value);
        }
    }

    @Override
    void refreshAfter(long nanos) {
        refresher.after(nanos);
    }

    @Override
    public void refresh(K key) {
        refresher.refresh(key);
    }

    @Override
    public void close() {
        refresher.close();
        super.close();
    }
}
