package dev.cistern.cache;

import dev.cistern.cache.CacheEvents.Outcome;
import dev.cistern.cache.internal.eviction.Node;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Loads values again while the old ones are still served.
 *
 * <p><b>Algorithm.</b> A key has one refresh at a time. What comes takes the place of the value that was there when the refresh
 * began and of no other: who stores or removes a value meanwhile wins. A bulk loader is asked by one task at a time for
 * all keys that came due meanwhile; others are asked key by key.
 */
final class Refresher<K, V> implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger("dev.cistern.cache");
    private static final int LARGEST_BULK = 1_000;

    private final LoadedCache<K, V> cache;
    private final CacheLoader<K, V> loader;
    private volatile long after;
    private final Workers workers;

    /** The keys that are refreshed and the values they had. */
    private final ConcurrentMap<K, V> underWay = new ConcurrentHashMap<>();

    private final Queue<K> due = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean isRunning = new AtomicBoolean();

    Refresher(LoadedCache<K, V> cache, CacheLoader<K, V> loader) {
        this.cache = cache;
        this.loader = loader;
        after = cache.config.features().refreshNanos();
        workers = new Workers(cache.name(), cache.config.features().executor());
    }

    /** Sets the age from which values are loaded again. */
    void after(long nanos) {
        after = nanos;
    }

    /** Takes note that a value was read, and refreshes it if it is old. */
    void seen(K key, V value) {
        if (isDue(key)) {
            begin(key, value, false);
        }
    }

    private boolean isDue(K key) {
        StripedStore store = cache.store();
        Node node = store.keeper.table.find(key, NodeTable.hash(key));
        Expiry expiry = store.keeper.expiry;
        return node instanceof DatedNode dated && expiry != null && expiry.now() - dated.writtenAt >= after;
    }

    /** Refreshes a key whatever its age. */
    void refresh(K key) {
        V value = cache.getIfPresent(key);
        if (value != null) {
            begin(key, value, true);
        } else {
            workers.execute(() -> {
                try {
                    cache.get(key);
                } catch (RuntimeException e) {
                    tell(key, e);
                }
            });
        }
    }

    private void begin(K key, V value, boolean atAnyAge) {
        if (underWay.putIfAbsent(key, value) != null) {
            return;
        }
        boolean begun = false;
        try {
            // Asked again, since a refresh may have ended between the first answer and the entry in the map.
            if (atAnyAge || (isDue(key) && !isHopeless(key))) {
                submit(key, value);
                begun = true;
            }
        } catch (RejectedExecutionException e) {
            tell(key, e);
        } finally {
            if (!begun) {
                underWay.remove(key);
            }
        }
    }

    /** {@return whether a load has just failed, or the newest value has not reached the source yet} */
    private boolean isHopeless(K key) {
        Aside aside = cache.aside();
        return (aside != null && aside.failure(key) != null) || isPending(key);
    }

    private boolean isPending(K key) {
        Annex<K, V> annex = cache.annex;
        return annex != null && annex.pending(key) != null;
    }

    private void submit(K key, V value) {
        if (loader instanceof BulkCacheLoader<K, V> bulk) {
            due.add(key);
            drainSoon(bulk);
        } else {
            workers.execute(() -> refresh(key, value));
        }
    }

    private void refresh(K key, V old) {
        LoadTimer timer = new LoadTimer(cache.name(), cache.store().counters);
        Outcome outcome = Outcome.FAILED;
        try {
            if (!isPending(key)) {
                V fresh = loader.reload(key, old);
                outcome = fresh == null ? Outcome.NEGATIVE : Outcome.LOADED;
                replace(key, old, fresh);
            }
        } catch (Throwable thrown) {
            cache.failed(key, thrown);
            tell(key, thrown);
        } finally {
            underWay.remove(key);
            timer.end(outcome);
        }
    }

    private void drainSoon(BulkCacheLoader<K, V> bulk) {
        if (!due.isEmpty() && isRunning.compareAndSet(false, true)) {
            boolean accepted = false;
            try {
                workers.execute(() -> drain(bulk));
                accepted = true;
            } finally {
                if (!accepted) {
                    isRunning.set(false);
                    due.clear();
                    underWay.clear();
                }
            }
        }
    }

    private void drain(BulkCacheLoader<K, V> bulk) {
        try {
            for (Map<K, V> batch = batch(); !batch.isEmpty(); batch = batch()) {
                refreshAll(bulk, batch);
            }
        } finally {
            isRunning.set(false);
        }
        try {
            drainSoon(bulk);
        } catch (RejectedExecutionException e) {
            tell("keys that came due meanwhile", e);
        }
    }

    private Map<K, V> batch() {
        Map<K, V> batch = new LinkedHashMap<>();
        while (batch.size() < LARGEST_BULK) {
            K key = due.poll();
            if (key == null) {
                break;
            }
            V old = underWay.get(key);
            if (old != null) {
                batch.put(key, old);
            }
        }
        return batch;
    }

    private void refreshAll(BulkCacheLoader<K, V> bulk, Map<K, V> batch) {
        LoadTimer timer = new LoadTimer(cache.name(), cache.store().counters);
        Outcome outcome = Outcome.FAILED;
        try {
            Map<? extends K, ? extends V> fresh = bulk.loadAll(Collections.unmodifiableSet(batch.keySet()));
            batch.forEach((key, old) -> replace(key, old, fresh.get(key)));
            outcome = Outcome.LOADED;
        } catch (Throwable thrown) {
            for (K key : batch.keySet()) {
                cache.failed(key, thrown);
            }
            tell(batch.keySet(), thrown);
        } finally {
            underWay.keySet().removeAll(batch.keySet());
            timer.end(outcome);
        }
    }

    /** Puts a value in the place of the one that was seen, if that is still there; null takes it out. */
    @SuppressWarnings("ReferenceEquality") // this very value was seen
    private void replace(K key, V old, @Nullable V fresh) {
        if (fresh != null) {
            cache.store().replace(key, old, fresh, cache.terms(key, fresh));
            return;
        }
        try {
            cache.store()
                    .compute(
                            key,
                            When.PRESENT,
                            (k, present) -> {
                                if (present != old) {
                                    throw Unchanged.INSTANCE;
                                }
                                cache.absent(key);
                                return null;
                            },
                            (k, value) -> Terms.NONE);
        } catch (Unchanged e) {
            // Somebody else was faster, and knows better.
        }
    }

    private void tell(Object keys, Throwable thrown) {
        LOG.log(
                System.Logger.Level.WARNING,
                "cache " + cache.name() + " keeps the old value, since the refresh failed for " + keys,
                thrown);
    }

    /** Begins no more refreshes of its own; those that run may end. */
    @Override
    public void close() {
        workers.close();
    }
}
