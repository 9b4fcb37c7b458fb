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
    @SuppressWarnings("unchecked")
    void refresh(K key) {
        V value = (V) cache.store().peek(key);
        if (value != null) {
            begin(key, value, true);
            return;
        }
        try {
            workers.execute(() -> load(key));
        } catch (RejectedExecutionException e) {
            tellMissing(key, e);
        }
    }

    private void load(K key) {
        Aside aside = cache.aside();
        if (aside != null) {
            aside.forgetOutcome(key);
        }
        try {
            cache.get(key);
        } catch (RuntimeException e) {
            tellMissing(key, e);
        }
    }

    private void begin(K key, V value, boolean atAnyAge) {
        if (underWay.putIfAbsent(key, value) != null) {
            return;
        }
        boolean begun = false;
        try {
            // Asked again, since a refresh may have ended between the first answer and the entry in the map.
            // A value that its store has not got yet is the newest there is.
            if (!isPending(key) && (atAnyAge || (isDue(key) && !hasFailedLately(key)))) {
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

    private boolean hasFailedLately(K key) {
        Aside aside = cache.aside();
        Aside.Known known = aside == null ? null : aside.known(key);
        return known != null && known.failure() != null;
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
        LoadTimer timer = new LoadTimer(cache);
        Outcome outcome = Outcome.FAILED;
        try {
            V fresh = loader.reload(key, old);
            outcome = fresh == null ? Outcome.NEGATIVE : Outcome.LOADED;
            replace(key, old, fresh);
        } catch (Throwable thrown) {
            tell(key, thrown);
            failed(key, old, thrown);
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
        LoadTimer timer = new LoadTimer(cache);
        Outcome outcome = Outcome.FAILED;
        try {
            Map<? extends K, ? extends V> fresh = BulkLoad.required(
                    bulk.loadAll(Collections.unmodifiableSet(batch.keySet())),
                    "the bulk loader of cache " + cache.name());
            batch.forEach((key, old) -> replace(key, old, fresh.get(key)));
            outcome = Outcome.LOADED;
        } catch (Throwable thrown) {
            tell(batch.keySet(), thrown);
            batch.forEach((key, old) -> failed(key, old, thrown));
        } finally {
            underWay.keySet().removeAll(batch.keySet());
            timer.end(outcome);
        }
    }

    /** Puts a value in the place of the one that was seen, if that is still there; null takes it out. */
    private void replace(K key, V old, @Nullable V fresh) {
        if (fresh == null) {
            whileStillThere(key, old, () -> cache.absent(key), true);
        } else if (cache.store().replace(key, old, fresh, cache.terms(key, fresh))) {
            cache.found(key);
        }
    }

    /** Notes that a refresh failed, unless somebody changed the key since, who must not be reminded of it. */
    private void failed(K key, V old, Throwable thrown) {
        if (thrown instanceof InterruptedException || cache.aside() == null) {
            cache.failed(key, thrown);
            return;
        }
        try {
            whileStillThere(key, old, () -> cache.failed(key, thrown), false);
        } catch (RuntimeException e) {
            tell(key, e);
        }
    }

    /** Takes note of something while the key is claimed, if it still has the value that was seen; then removes that or not. */
    @SuppressWarnings("ReferenceEquality") // this very value was seen
    private void whileStillThere(K key, V old, Runnable note, boolean removes) {
        try {
            cache.store()
                    .compute(
                            key,
                            When.PRESENT,
                            (k, present) -> {
                                if (present == old) {
                                    note.run();
                                }
                                if (present != old || !removes) {
                                    throw Unchanged.INSTANCE;
                                }
                                return null;
                            },
                            (k, value) -> Terms.NONE);
        } catch (Unchanged e) {
            // As it is meant, or somebody else was faster, and knows better.
        }
    }

    private void tell(Object keys, Throwable thrown) {
        LOG.log(
                System.Logger.Level.WARNING,
                "cache " + cache.name() + " keeps the old value, since the refresh failed for " + keys,
                thrown);
    }

    private void tellMissing(K key, Throwable thrown) {
        LOG.log(System.Logger.Level.WARNING, "cache " + cache.name() + " could not load the missing " + key, thrown);
    }

    /** Begins no more refreshes of its own; those that run may end. */
    @Override
    public void close() {
        workers.close();
    }
}
