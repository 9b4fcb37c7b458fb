package dev.cistern.cache;

import dev.cistern.cache.CacheEvents.Outcome;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A cache of complete values, and beside it the computations that are under way.
 *
 * <p><b>Concurrency.</b> A flight is over once: by its landing, which happens while the key is claimed, or by a change that makes it
 * void. Whoever changes the key first tries to make the flight void; if it has landed, the change waits for the claim and comes
 * after it.
 */
@SuppressWarnings("FutureReturnValueIgnored") // what a dependent action throws is of no use to anybody
final class SingleFlightCache<K, V> implements AsyncCache<K, V> {
    private final BoundedCache<K, V> cache;
    private final Workers workers;
    private final ConcurrentMap<K, Flight<V>> flights = new ConcurrentHashMap<>();

    /** A computation that is under way. */
    private static final class Flight<V> {
        private final CompletableFuture<V> future = new CompletableFuture<>();
        private final AtomicBoolean isOver = new AtomicBoolean();

        /** {@return whether this was the end of the flight} */
        boolean end() {
            return isOver.compareAndSet(false, true);
        }
    }

    SingleFlightCache(BoundedCache<K, V> cache) {
        this.cache = cache;
        workers = new Workers(cache.name(), cache.config.features().executor());
    }

    @Override
    public @Nullable CompletableFuture<V> getIfPresent(K key) {
        V present = cache.getIfPresent(key);
        if (present != null) {
            return CompletableFuture.completedFuture(present);
        }
        Flight<V> flight = flights.get(key);
        return flight == null ? null : flight.future;
    }

    @Override
    public CompletableFuture<V> get(K key, Function<? super K, ? extends @Nullable V> function) {
        Objects.requireNonNull(function, "function must not be null");
        return get(key, (wanted, flight) -> {
            LoadTimer timer = new LoadTimer(cache);
            workers.execute(() -> {
                V value = null;
                Throwable thrown = null;
                try {
                    value = function.apply(wanted);
                } catch (Throwable t) {
                    thrown = t;
                }
                arrive(wanted, flight, timer, value, thrown);
            });
        });
    }

    @Override
    public CompletableFuture<V> getAsync(K key, Function<? super K, ? extends CompletionStage<? extends V>> function) {
        Objects.requireNonNull(function, "function must not be null");
        return get(key, (wanted, flight) -> {
            LoadTimer timer = new LoadTimer(cache);
            function.apply(wanted).whenComplete((value, thrown) -> arrive(wanted, flight, timer, value, thrown));
        });
    }

    private CompletableFuture<V> get(K key, BiConsumer<K, Flight<V>> start) {
        V present = cache.getIfPresent(key);
        if (present != null) {
            return CompletableFuture.completedFuture(present);
        }
        Flight<V> mine = new Flight<>();
        Flight<V> other = flights.putIfAbsent(key, mine);
        if (other != null) {
            return other.future;
        }
        mine.future.whenComplete((value, thrown) -> leave(key, mine));
        try {
            // Looked up again, since another flight may have landed between the first look and the entry in the map.
            StoreChange<K, V> known = known(key);
            if (known != null) {
                deliver(key, mine, known.value(), null);
            } else {
                start.accept(key, mine);
            }
        } catch (Throwable thrown) {
            deliver(key, mine, null, thrown);
        }
        return mine.future;
    }

    /** {@return a value that is there, or what is on its way to the store behind the cache; null if there is neither} */
    @SuppressWarnings("unchecked")
    private @Nullable StoreChange<K, V> known(K key) {
        V value = (V) cache.store().peek(key);
        if (value != null) {
            return new StoreChange<>(key, value);
        }
        return cache.annex == null ? null : cache.annex.pending(key);
    }

    /** Ends a flight, if it did not end otherwise, and lets others begin. */
    private void leave(K key, Flight<V> flight) {
        flight.end();
        flights.remove(key, flight);
    }

    private void arrive(K key, Flight<V> flight, LoadTimer timer, @Nullable V value, @Nullable Throwable thrown) {
        timer.end(thrown != null ? Outcome.FAILED : value == null ? Outcome.NEGATIVE : Outcome.LOADED);
        V result = value;
        Throwable failure = thrown;
        try {
            if (value != null) {
                V stored = cache.loadMissing(key, k -> flight.end() ? value : null);
                result = stored == null ? value : stored;
            }
        } catch (Throwable t) {
            failure = t;
        }
        deliver(key, flight, result, failure);
    }

    /** Completes the future, once nobody finds the flight any more. */
    private void deliver(K key, Flight<V> flight, @Nullable V value, @Nullable Throwable thrown) {
        leave(key, flight);
        if (thrown == null) {
            flight.future.complete(value);
        } else {
            Throwable cause = thrown instanceof CompletionException wrapped ? wrapped.getCause() : null;
            flight.future.completeExceptionally(cause == null ? thrown : cause);
        }
    }

    @Override
    public void put(K key, CompletionStage<? extends V> value) {
        Objects.requireNonNull(value, "value must not be null; to take a key out, invalidate it");
        Flight<V> mine = new Flight<>();
        Flight<V> before = flights.put(key, mine);
        if (before != null) {
            before.end();
        }
        mine.future.whenComplete((result, thrown) -> leave(key, mine));
        value.whenComplete((result, thrown) -> {
            Throwable failure = thrown;
            try {
                if (result != null) {
                    land(key, mine, result);
                }
            } catch (Throwable t) {
                failure = t;
            }
            deliver(key, mine, result, failure);
        });
    }

    private void land(K key, Flight<V> flight, V value) {
        try {
            cache.compute(key, When.ALWAYS, (k, before) -> {
                if (!flight.end()) {
                    throw Unchanged.INSTANCE;
                }
                return value;
            });
        } catch (Unchanged e) {
            // Somebody changed the key since.
        }
    }

    @Override
    public void invalidate(K key) {
        Flight<V> flight = flights.remove(key);
        if (flight != null) {
            flight.end();
        }
        cache.invalidate(key);
    }

    @Override
    public Cache<K, V> synchronous() {
        return cache;
    }

    @Override
    public void close() {
        flights.values().forEach(Flight::end);
        workers.close();
        cache.close();
    }
}
