package dev.cistern.cache;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ConcurrentMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A cache of forms, see {@link Forms}, behind one of values.
 *
 * <p><b>Concurrency.</b> An entry's value is one object, {@code byte[]} or {@link Decoded}; whoever changes the form of a value sets it
 * by compare-and-set, so a form never takes the place of a newer value. There is no second table, hence nothing that could
 * disagree with the first.
 */
final class PackedCache<K, V> implements SerializedCache<K, V> {
    private final BoundedCache<K, Object> main;
    private final StripedStore store;
    private final Forms<V> forms;
    private final HotRing hot;
    private final WriteBack<K> writeBack;
    private final boolean writesBack;
    private final PackedMap<K, V> map;

    PackedCache(BoundedCache<K, Object> main, Forms<V> forms, SerializedValues<V> values) {
        this.main = main;
        this.forms = forms;
        store = main.store();
        hot = new HotRing(values.hotEntries(), store);
        writesBack = values.writeBack() > 0;
        writeBack = new WriteBack<>(main.name(), main.config.features().executor(), values.writeBack(), this::write);
        map = new PackedMap<>(this, main);
    }

    /** {@return the cache of forms} */
    BoundedCache<K, Object> main() {
        return main;
    }

    @Override
    public String name() {
        return main.name();
    }

    @Override
    @SuppressWarnings("unchecked")
    public @Nullable V getIfPresent(K key) {
        Object form = store.get(key);
        if (form instanceof Decoded decoded) {
            if (!decoded.isUsed) {
                decoded.isUsed = true;
            }
            return (V) decoded.value;
        }
        return form == null ? null : decode(key, (byte[]) form);
    }

    private @Nullable V decode(K key, byte[] bytes) {
        V value = forms.decode(key, bytes);
        if (value == null) {
            takeOut(key, bytes);
        } else if (hot.wants()) {
            Decoded decoded = new Decoded(key, value, bytes);
            if (store.recast(key, bytes, decoded)) {
                hot.place(decoded);
            }
        }
        return value;
    }

    /** {@return the value of a form; null for none, or if it can't be decoded, and then the entry is removed} */
    @Nullable
    V value(Object key, @Nullable Object form) {
        V value = form == null ? null : forms.value(key, form);
        if (form != null && value == null) {
            takeOut(key, form);
        }
        return value;
    }

    /** Takes an entry out that can't be decoded. If the key is claimed it stays: whoever reads must not wait for that. */
    private void takeOut(Object key, Object form) {
        store.recast(key, form, null, 0);
    }

    /** {@return a form to store} */
    Object form(K key, V value) {
        boolean mustBeWeighed = store.keeper.isWeighted() && forms.meanBytes() == 0;
        return writesBack && !mustBeWeighed ? new Decoded(key, value, null) : forms.encode(value);
    }

    /** Has a form encoded that was stored, if it is not yet. */
    void stored(K key, @Nullable Object form) {
        if (isWaiting(form)) {
            writeBack.request(key);
        }
    }

    private static boolean isWaiting(@Nullable Object form) {
        return form instanceof Decoded decoded && decoded.bytes == null;
    }

    /**
     * Encodes the value of a key, unless somebody did or it has none any more. If the key is claimed it is left to whoever
     * has the claim: waiting for it could be waiting for somebody who waits for this.
     */
    @SuppressWarnings("unchecked")
    private void write(K key) {
        Recast outcome = Recast.OTHER;
        while (outcome == Recast.OTHER) {
            Object form = store.peek(key);
            if (!(form instanceof Decoded decoded) || decoded.bytes != null) {
                return;
            }
            byte[] bytes = null;
            try {
                bytes = forms.encode((V) decoded.value);
            } catch (Throwable e) {
                // Errors too: nobody else will ask for this key again.
                forms.tell("can't be encoded", key, e);
            }
            outcome = bytes == null ? store.recast(key, decoded, null, 0) : settle(key, decoded, bytes);
        }
    }

    private Recast settle(K key, Decoded decoded, byte[] bytes) {
        if (!decoded.isUsed || !hot.isOpen()) {
            return store.recast(key, decoded, bytes, bytes.length);
        }
        Decoded settled = new Decoded(key, decoded.value, bytes);
        Recast outcome = store.recast(key, decoded, settled, bytes.length);
        if (outcome == Recast.DONE) {
            hot.place(settled);
        }
        return outcome;
    }

    /** After a computation that failed: does what was left to it, since the entry has its old form again. */
    private void restored(K key) {
        Object form = store.peek(key);
        stored(key, form);
        if (form instanceof Decoded decoded && decoded.bytes != null) {
            store.recast(key, decoded, decoded.bytes);
        }
    }

    @Override
    public @Nullable V get(K key, Function<? super K, ? extends @Nullable V> function) {
        Objects.requireNonNull(function, "function must not be null");
        V present = getIfPresent(key);
        if (present != null) {
            return present;
        }
        Object form = main.load(key, k -> {
            V value = function.apply(k);
            return value == null ? null : form(k, value);
        });
        stored(key, form);
        return value(key, form);
    }

    @Nullable
    V compute(K key, When when, BiFunction<? super K, ? super @Nullable V, ? extends @Nullable V> function) {
        Object form = null;
        boolean done = false;
        try {
            form = main.compute(key, when, (k, before) -> {
                V after = function.apply(k, before == null ? null : forms.value(k, before));
                return after == null ? null : form(k, after);
            });
            done = true;
        } finally {
            if (!done) {
                restored(key);
            }
        }
        stored(key, form);
        return value(key, form);
    }

    /** {@return the form before; null if there was none} */
    @Nullable
    Object put(K key, V value, When when) {
        requireEntry(key, value);
        Object form = form(key, value);
        Object before = main.put(key, form, when);
        // Whoever was to encode the value before will find this one.
        if (!isWaiting(before)) {
            stored(key, form);
        }
        return before;
    }

    private static void requireEntry(@Nullable Object key, @Nullable Object value) {
        Objects.requireNonNull(key, "key must not be null");
        Objects.requireNonNull(value, "value must not be null; to take a key out, invalidate it");
    }

    @Override
    public void put(K key, V value) {
        put(key, value, When.ALWAYS);
    }

    @Override
    public void put(K key, V value, Duration timeToLive) {
        requireEntry(key, value);
        Object form = form(key, value);
        main.put(key, form, timeToLive);
        stored(key, form);
    }

    @Override
    public void invalidate(K key) {
        main.invalidate(key);
    }

    @Override
    public void invalidateAll() {
        main.invalidateAll();
        hot.clear();
    }

    @Override
    public long estimatedSize() {
        return main.estimatedSize();
    }

    @Override
    public CacheStats stats() {
        return main.stats();
    }

    @Override
    public SerializedStats serialized() {
        return new SerializedStats(
                forms.decodes.sum(),
                forms.encodes.sum(),
                forms.failures.sum(),
                hot.size(),
                writeBack.waiting(),
                forms.meanBytes());
    }

    @Override
    public ConcurrentMap<K, V> asMap() {
        return map;
    }

    @Override
    public CachePolicy<K> policy() {
        return main.policy();
    }

    @Override
    public void cleanUp() {
        writeBack.flush();
        main.cleanUp();
    }

    @Override
    public void close() {
        try {
            writeBack.close();
        } finally {
            hot.clear();
            main.close();
        }
    }
}
