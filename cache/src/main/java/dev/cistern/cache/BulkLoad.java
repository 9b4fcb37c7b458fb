package dev.cistern.cache;

import dev.cistern.cache.CacheEvents.Outcome;
import java.util.Collections;
import java.util.HashMap;
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
    private final Map<K, V> found = new HashMap<>();

    BulkLoad(LoadedCache<K, V> cache, BulkCacheLoader<K, V> loader) {
        this.cache = cache;
        this.loader = loader;
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

    /** {@return the keys that are loaded, or, after a failure, were to be} */
    Set<K> keys() {
        return claims.keySet();
    }

    /** Loads and stores; {@return the values that were found}; nothing is claimed afterwards. */
    Map<K, V> run() throws Exception {
        try {
            takePending();
            if (!claims.isEmpty()) {
                Map<? extends K, ? extends V> loaded = load();
                for (K key : Set.copyOf(claims.keySet())) {
                    V value = loaded.get(key);
                    if (value == null) {
                        cache.absent(key);
                    } else {
                        cache.found(key);
                    }
                    settle(key, value);
                }
            }
            return found;
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
                    settle(key, pending.value());
                }
            }
        }
    }

    private Map<? extends K, ? extends V> load() throws Exception {
        LoadTimer timer = new LoadTimer(cache.name(), store.counters);
        boolean done = false;
        try {
            Map<? extends K, ? extends V> loaded =
                    loader.loadAll(Collections.unmodifiableSet(new LinkedHashSet<>(claims.keySet())));
            if (loaded == null) {
                throw new IllegalStateException("the bulk loader of cache " + cache.name()
                        + " returned null; where there are no values it must return an empty map");
            }
            done = true;
            return loaded;
        } catch (Throwable thrown) {
            claims.keySet().forEach(key -> cache.failed(key, thrown));
            throw thrown;
        } finally {
            timer.end(done ? Outcome.LOADED : Outcome.FAILED);
        }
    }

    private void settle(K key, @Nullable V value) {
        Claim claim = claims.get(key);
        if (claim == null) {
            return;
        }
        NewEntry entry = value == null ? null : new NewEntry(key, claim.hash, value, cache.terms(key, value));
        if (entry != null && store.keeper.isWeighted()) {
            store.keeper.reckonWith(entry.weight());
        }
        claims.remove(key);
        store.computes.settle(claim, entry, true);
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
