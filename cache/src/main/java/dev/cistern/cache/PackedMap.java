package dev.cistern.cache;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A {@link PackedCache} as a map; what a walk shows is decoded and does not become hot by that. */
final class PackedMap<K, V> extends AbstractMap<K, V> implements ConcurrentMap<K, V> {
    private final PackedCache<K, V> cache;
    private final BoundedCache<K, Object> main;

    PackedMap(PackedCache<K, V> cache, BoundedCache<K, Object> main) {
        this.cache = cache;
        this.main = main;
    }

    @Override
    public int size() {
        return main.asMap().size();
    }

    @Override
    public boolean isEmpty() {
        return main.asMap().isEmpty();
    }

    @Override
    @SuppressWarnings("unchecked")
    public @Nullable V get(Object key) {
        return cache.getIfPresent((K) key);
    }

    @Override
    public boolean containsKey(Object key) {
        return main.asMap().containsKey(key);
    }

    @Override
    public boolean containsValue(Object value) {
        Objects.requireNonNull(value);
        return super.containsValue(value);
    }

    @Override
    public @Nullable V put(K key, V value) {
        return cache.value(key, cache.put(key, value, When.ALWAYS));
    }

    @Override
    public @Nullable V putIfAbsent(K key, V value) {
        return cache.value(key, cache.put(key, value, When.ABSENT));
    }

    @Override
    public @Nullable V replace(K key, V value) {
        return cache.value(key, cache.put(key, value, When.PRESENT));
    }

    @Override
    public boolean replace(K key, V expected, V value) {
        Objects.requireNonNull(key);
        Objects.requireNonNull(expected);
        Objects.requireNonNull(value);
        Object form = null;
        for (Object seen = main.store().peek(key);
                seen != null;
                seen = main.store().peek(key)) {
            if (!expected.equals(cache.value(key, seen))) {
                return false;
            }
            form = form == null ? cache.form(key, value) : form;
            if (main.exchange(key, seen, form)) {
                cache.stored(key, form);
                return true;
            }
        }
        return false;
    }

    @Override
    public @Nullable V remove(Object key) {
        Object before = main.removeKey(key);
        return before == null ? null : cache.value(key, before);
    }

    @Override
    public boolean remove(Object key, @Nullable Object expected) {
        Objects.requireNonNull(key);
        for (Object seen = main.store().peek(key);
                seen != null;
                seen = main.store().peek(key)) {
            V value = cache.value(key, seen);
            if (value == null || !value.equals(expected)) {
                return false;
            }
            if (main.exchange(key, seen, null)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public @Nullable V computeIfAbsent(K key, Function<? super K, ? extends @Nullable V> function) {
        return cache.get(key, function);
    }

    @Override
    public @Nullable V computeIfPresent(K key, BiFunction<? super K, ? super V, ? extends @Nullable V> function) {
        Objects.requireNonNull(function);
        return cache.compute(key, When.PRESENT, (k, before) -> before == null ? null : function.apply(k, before));
    }

    @Override
    public @Nullable V compute(K key, BiFunction<? super K, ? super @Nullable V, ? extends @Nullable V> function) {
        Objects.requireNonNull(function);
        return cache.compute(key, When.ALWAYS, function);
    }

    @Override
    public @Nullable V merge(K key, V value, BiFunction<? super V, ? super V, ? extends @Nullable V> function) {
        Objects.requireNonNull(value);
        Objects.requireNonNull(function);
        return cache.compute(key, When.ALWAYS, (k, before) -> before == null ? value : function.apply(before, value));
    }

    @Override
    public void clear() {
        cache.invalidateAll();
    }

    @Override
    public Set<K> keySet() {
        return main.asMap().keySet();
    }

    @Override
    public Set<Entry<K, V>> entrySet() {
        return new Entries();
    }

    private final class Entries extends AbstractSet<Entry<K, V>> {
        @Override
        public int size() {
            return PackedMap.this.size();
        }

        @Override
        public boolean contains(Object other) {
            if (other instanceof Map.Entry<?, ?> entry && entry.getKey() != null) {
                V value = cache.value(entry.getKey(), main.store().peek(entry.getKey()));
                return value != null && value.equals(entry.getValue());
            }
            return false;
        }

        @Override
        public boolean remove(Object other) {
            return other instanceof Map.Entry<?, ?> entry
                    && entry.getKey() != null
                    && PackedMap.this.remove(entry.getKey(), entry.getValue());
        }

        @Override
        public void clear() {
            PackedMap.this.clear();
        }

        @Override
        public Iterator<Entry<K, V>> iterator() {
            return new Walk();
        }
    }

    /** Shows decoded entries, and passes those by that can't be decoded. */
    private final class Walk implements Iterator<Entry<K, V>> {
        private final Iterator<Entry<K, Object>> forms = main.asMap().entrySet().iterator();
        private @Nullable Entry<K, V> next;
        private @Nullable K last;

        @Override
        public boolean hasNext() {
            while (next == null && forms.hasNext()) {
                Entry<K, Object> entry = forms.next();
                V value = cache.value(entry.getKey(), entry.getValue());
                if (value != null) {
                    next = new WriteThrough(entry.getKey(), value);
                }
            }
            return next != null;
        }

        @Override
        public Entry<K, V> next() {
            if (!hasNext() || next == null) {
                throw new NoSuchElementException();
            }
            Entry<K, V> shown = next;
            next = null;
            last = shown.getKey();
            return shown;
        }

        @Override
        public void remove() {
            if (last == null) {
                throw new IllegalStateException("call next() before remove()");
            }
            PackedMap.this.remove(last);
            last = null;
        }
    }

    /** An entry whose new value goes into the cache. */
    @SuppressWarnings("serial") // a view
    private final class WriteThrough extends SimpleEntry<K, V> {
        WriteThrough(K key, V value) {
            super(key, value);
        }

        @Override
        public V setValue(V value) {
            PackedMap.this.put(getKey(), value);
            return super.setValue(value);
        }
    }
}
