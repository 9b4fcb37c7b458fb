package dev.cistern.cache;

import dev.cistern.cache.CacheEvents.Outcome;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Loads several missing keys at once, all of which it claims meanwhile.
 *
 * <p><b>Concurrency.</b> Only keys that nobody else has claimed are claimed, so that whoever holds claims never waits for others:
 * two bulk loads of the same keys share the work.
 */
final class BulkLoad<K, V> {
    private final LoadedCache<K, V> cache;
    private final StripedStore store;
    private final BulkCacheLoader<K, V> loader;
    private final Map<K, Claim> claims = new LinkedHashMap<>();
    private final Map<K, V> found;

    /**
     * A load that is still to be run.
     *
     * @param found gets what is stored, also if the load fails in the middle
     */
    BulkLoad(LoadedCache<K, V> cache, BulkCacheLoader<K, V> loader, Map<K, V> found) {
        this.cache = cache;
        this.loader = loader;
        this.found = found;
        store = cache.store();
    }

    /** Claims keys; {@return those that have a value by now, or are claimed by others} To be followed by {@link #run()}. */
    Set<K> claim(Set<K> keys) {
        Set<K> left = new LinkedHashSet<>();
        boolean complete = false;
        try {
            for (K key : keys) {
                Claim claim = store.computes.claimAbsent(key);
                if (claim == null) {
                    left.add(key);
                } else {
                    claims.put(key, claim);
                }
            }
            complete = true;
        } finally {
            if (!complete) {
                giveUp();
            }
        }
        return left;
    }

    /** {@return the keys that are to be loaded; after a failure those of which nothing was found out} */
    Set<K> keys() {
        return claims.keySet();
    }

    /** Loads and stores; nothing is claimed afterwards. */
    void run() throws Exception {
        try {
            takePending();
            if (!claims.isEmpty()) {
                Map<? extends K, ? extends V> loaded = load();
                for (K key : Set.copyOf(claims.keySet())) {
                    settle(key, loaded.get(key), true);
                }
            }
        } finally {
            giveUp();
        }
    }

    /** Takes what is only on its way to where the loader would find it. */
    private void takePending() {
        Annex<K, V> annex = cache.annex;
        if (annex != null && annex.writesBehind()) {
            for (K key : Set.copyOf(claims.keySet())) {
                StoreChange<K, V> pending = annex.pending(key);
                if (pending != null) {
                    settle(key, pending.value(), false);
                }
            }
        }
    }

    private Map<? extends K, ? extends V> load() throws Exception {
        LoadTimer timer = new LoadTimer(cache);
        boolean done = false;
        try {
            Map<? extends K, ? extends V> loaded = required(
                    loader.loadAll(Collections.unmodifiableSet(new LinkedHashSet<>(claims.keySet()))),
                    "the bulk loader of cache " + cache.name());
            done = true;
            return loaded;
        } catch (Throwable thrown) {
            claims.keySet().forEach(key -> cache.failed(key, thrown));
            throw thrown;
        } finally {
            timer.end(done ? Outcome.LOADED : Outcome.FAILED);
        }
    }

    /** {@return what a bulk loader returned, which was not null} */
    static <T> T required(@Nullable T loaded, String whose) {
        if (loaded == null) {
            throw new IllegalStateException(
                    whose + " returned null; where there are no values it must return an empty map");
        }
        return loaded;
    }

    private void settle(K key, @Nullable V value, boolean isLoaded) {
        Claim claim = claims.get(key);
        if (claim == null) {
            return;
        }
        NewEntry entry = value == null ? null : new NewEntry(key, claim.hash, value, cache.terms(key, value));
        if (entry != null && store.keeper.isWeighted()) {
            store.keeper.reckonWith(entry.weight());
        }
        if (isLoaded && value == null) {
            cache.absent(key);
        } else if (isLoaded) {
            cache.found(key);
        }
        store.computes.settle(claim, entry, true);
        claims.remove(key);
        if (value != null) {
            found.put(key, value);
        }
    }

    private void giveUp() {
        for (Claim claim : claims.values()) {
            if (!claim.settled) {
                store.computes.settle(claim, null, false);
            }
        }
    }
}
