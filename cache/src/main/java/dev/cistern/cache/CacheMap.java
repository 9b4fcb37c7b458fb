package dev.cistern.cache;

import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** A cache as a map. Its iterators are weakly consistent and don't count as hits, nor do {@code contains} methods. */
final class CacheMap<K, V> extends CacheView<K, V> {
    private final BoundedCache<K, V> cache;

    CacheMap(BoundedCache<K, V> cache) {
        super(cache);
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
    public boolean containsKey(Object key) {
        return store().peek(key) != null;
    }

    // Not by the common way, which would be a virtual call more.
    @Override
    @SuppressWarnings("unchecked")
    public @Nullable V get(Object key) {
        return (V) store().get(key);
    }

    @Override
    public @Nullable V put(K key, V value) {
        return cache.put(key, value, When.ALWAYS);
    }

    @Override
    @Nullable
    V put(K key, V value, When when) {
        return cache.put(key, value, when);
    }

    @Override
    @Nullable
    V compute(K key, When when, BiFunction<? super K, ? super @Nullable V, ? extends @Nullable V> function) {
        return cache.compute(key, when, function);
    }

    @Override
    @SuppressWarnings("unchecked")
    @Nullable
    V peek(Object key) {
        return (V) store().peek(key);
    }

    @Override
    Iterator<Entry<K, V>> walk() {
        return new EntryIterator<>(this, store());
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
    public Set<K> keySet() {
        return new Keys();
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
            Iterator<Entry<K, V>> entries = walk();
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
}
