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

/** A cache as a map. Its iterators are weakly consistent and don't count as hits, nor do {@code contains} methods. */
final class CacheMap<K, V> extends AbstractMap<K, V> implements ConcurrentMap<K, V> {
    private final BoundedCache<K, V> cache;

    CacheMap(BoundedCache<K, V> cache) {
        this.cache = cache;
    }

    private StripedStore store() {
        return cache.store();
    }

    @Override
    public int size() {
        return (int) Math.min(Integer.MAX_VALUE, store().size());
    }

    @Override
    public boolean isEmpty() {
        return store().size() == 0;
    }

    @Override
    @SuppressWarnings("unchecked")
    public @Nullable V get(Object key) {
        return (V) store().get(key);
    }

    @Override
    public boolean containsKey(Object key) {
        return store().peek(key) != null;
    }

    @Override
    public boolean containsValue(Object value) {
        Objects.requireNonNull(value);
        return super.containsValue(value);
    }

    @Override
    public @Nullable V put(K key, V value) {
        return cache.put(key, value, When.ALWAYS);
    }

    @Override
    public @Nullable V putIfAbsent(K key, V value) {
        return cache.put(key, value, When.ABSENT);
    }

    @Override
    public @Nullable V replace(K key, V value) {
        return cache.put(key, value, When.PRESENT);
    }

    @Override
    public boolean replace(K key, V expected, V value) {
        Objects.requireNonNull(key);
        Objects.requireNonNull(expected);
        Objects.requireNonNull(value);
        while (true) {
            Object seen = store().peek(key);
            if (seen == null || !expected.equals(seen)) {
                return false;
            }
            if (cache.exchange(key, seen, value)) {
                return true;
            }
        }
    }

    @Override
    public @Nullable V remove(Object key) {
        return cache.removeKey(key);
    }

    @Override
    public boolean remove(Object key, @Nullable Object expected) {
        Objects.requireNonNull(key);
        while (true) {
            Object seen = store().peek(key);
            if (seen == null || !seen.equals(expected)) {
                return false;
            }
            if (cache.exchange(key, seen, null)) {
                return true;
            }
        }
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
        return new Keys();
    }

    @Override
    public Set<Entry<K, V>> entrySet() {
        return new Entries();
    }

    private final class Keys extends AbstractSet<K> {
        @Override
        public int size() {
            return CacheMap.this.size();
        }

        @Override
        public boolean contains(Object key) {
            return containsKey(key);
        }

        @Override
        public boolean remove(Object key) {
            return CacheMap.this.remove(key) != null;
        }

        @Override
        public void clear() {
            CacheMap.this.clear();
        }

        @Override
        public Iterator<K> iterator() {
            Iterator<Entry<K, V>> entries = new EntryIterator<>(CacheMap.this, store());
            return new Iterator<>() {
                @Override
                public boolean hasNext() {
                    return entries.hasNext();
                }

                @Override
                public K next() {
                    return entries.next().getKey();
                }

                @Override
                public void remove() {
                    entries.remove();
                }
            };
        }
    }

    private final class Entries extends AbstractSet<Entry<K, V>> {
        @Override
        public int size() {
            return CacheMap.this.size();
        }

        @Override
        public boolean contains(Object other) {
            if (other instanceof Map.Entry<?, ?> entry && entry.getKey() != null) {
                Object value = store().peek(entry.getKey());
                return value != null && value.equals(entry.getValue());
            }
            return false;
        }

        @Override
        public boolean remove(Object other) {
            return other instanceof Map.Entry<?, ?> entry
                    && entry.getKey() != null
                    && CacheMap.this.remove(entry.getKey(), entry.getValue());
        }

        @Override
        public void clear() {
            CacheMap.this.clear();
        }

        @Override
        public Iterator<Entry<K, V>> iterator() {
            return new EntryIterator<>(CacheMap.this, store());
        }
    }
}
