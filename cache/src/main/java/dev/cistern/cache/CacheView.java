package dev.cistern.cache;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the map views of all caches have in common: all that does not depend on the form of the values. */
abstract class CacheView<K, V> extends AbstractMap<K, V> implements ConcurrentMap<K, V> {
    private final Cache<K, V> cache;

    CacheView(Cache<K, V> cache) {
        this.cache = cache;
    }

    /** {@return the value before, or the present one if only absent keys were meant; null if there was none} */
    abstract @Nullable V put(K key, V value, When when);

    /** {@return the new value; null if there is none} */
    abstract @Nullable V compute(
            K key, When when, BiFunction<? super K, ? super @Nullable V, ? extends @Nullable V> function);

    /** {@return the value of a key without counting a hit; null if there is none} */
    abstract @Nullable V peek(Object key);

    /** {@return a walk over the entries} */
    abstract Iterator<Entry<K, V>> walk();

    @Override
    @SuppressWarnings("unchecked")
    public @Nullable V get(Object key) {
        return cache.getIfPresent((K) key);
    }

    @Override
    public boolean containsValue(Object value) {
        Objects.requireNonNull(value);
        return super.containsValue(value);
    }

    @Override
    public @Nullable V put(K key, V value) {
        return put(key, value, When.ALWAYS);
    }

    @Override
    public @Nullable V putIfAbsent(K key, V value) {
        return put(key, value, When.ABSENT);
    }

    @Override
    public @Nullable V replace(K key, V value) {
        return put(key, value, When.PRESENT);
    }

    @Override
    public @Nullable V computeIfAbsent(K key, Function<? super K, ? extends @Nullable V> function) {
        return cache.get(key, function);
    }

    @Override
    public @Nullable V computeIfPresent(K key, BiFunction<? super K, ? super V, ? extends @Nullable V> function) {
        Objects.requireNonNull(function);
        return compute(key, When.PRESENT, (k, before) -> before == null ? null : function.apply(k, before));
    }

    @Override
    public @Nullable V compute(K key, BiFunction<? super K, ? super @Nullable V, ? extends @Nullable V> function) {
        Objects.requireNonNull(function);
        return compute(key, When.ALWAYS, function);
    }

    @Override
    public @Nullable V merge(K key, V value, BiFunction<? super V, ? super V, ? extends @Nullable V> function) {
        Objects.requireNonNull(value);
        Objects.requireNonNull(function);
        return compute(key, When.ALWAYS, (k, before) -> before == null ? value : function.apply(before, value));
    }

    @Override
    public void clear() {
        cache.invalidateAll();
    }

    @Override
    public Set<Entry<K, V>> entrySet() {
        return new Entries();
    }

    private final class Entries extends AbstractSet<Entry<K, V>> {
        @Override
        public int size() {
            return CacheView.this.size();
        }

        @Override
        public boolean contains(Object other) {
            if (other instanceof Map.Entry<?, ?> entry && entry.getKey() != null) {
                V value = peek(entry.getKey());
                return value != null && value.equals(entry.getValue());
            }
            return false;
        }

        @Override
        public boolean remove(Object other) {
            return other instanceof Map.Entry<?, ?> entry
                    && entry.getKey() != null
                    && CacheView.this.remove(entry.getKey(), entry.getValue());
        }

        @Override
        public void clear() {
            CacheView.this.clear();
        }

        @Override
        public Iterator<Entry<K, V>> iterator() {
            return walk();
        }
    }

    /** {@return an entry to show, whose new value goes into the cache} */
    final Entry<K, V> entry(K key, V value) {
        return new WriteThrough(key, value);
    }

    @SuppressWarnings("serial") // a view
    private final class WriteThrough extends SimpleEntry<K, V> {
        WriteThrough(K key, V value) {
            super(key, value);
        }

        @Override
        public V setValue(V value) {
            CacheView.this.put(getKey(), value);
            return super.setValue(value);
        }
    }
}
