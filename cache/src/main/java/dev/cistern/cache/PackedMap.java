package dev.cistern.cache;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** A {@link PackedCache} as a map; what a walk shows is decoded and does not become hot by that. */
final class PackedMap<K, V> extends CacheView<K, V> {
    private final PackedCache<K, V> cache;
    private final BoundedCache<K, Object> main;

    PackedMap(PackedCache<K, V> cache, BoundedCache<K, Object> main) {
        super(cache);
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
    public boolean containsKey(Object key) {
        return main.asMap().containsKey(key);
    }

    @Override
    @Nullable
    V put(K key, V value, When when) {
        return cache.value(key, cache.put(key, value, when));
    }

    @Override
    @Nullable
    V compute(K key, When when, BiFunction<? super K, ? super @Nullable V, ? extends @Nullable V> function) {
        return cache.compute(key, when, function);
    }

    @Override
    @Nullable
    V peek(Object key) {
        return cache.value(key, main.store().peek(key));
    }

    @Override
    Iterator<Entry<K, V>> walk() {
        return new Walk();
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
    public Set<K> keySet() {
        return main.asMap().keySet();
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
                    next = entry(entry.getKey(), value);
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
}
