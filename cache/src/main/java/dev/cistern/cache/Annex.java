package dev.cistern.cache;

import org.jspecify.annotations.Nullable;

/** What a change of a cache concerns besides its store: what is known beside the values, and the store behind the cache. */
record Annex<K, V>(@Nullable Aside aside, @Nullable WriteBehind<K, V> behind) {
    /** {@return what a cache needs; null if it needs nothing of it} */
    static <K, V> @Nullable Annex<K, V> of(CacheConfig<K, V> config) {
        CacheConfig.Features<K, V> features = config.features();
        Aside aside = features.aside().isNeeded() ? new Aside(features.aside(), config) : null;
        WriteBehind<K, V> behind = features.behind();
        if (behind != null) {
            behind.attach(config.name());
        }
        return aside == null && behind == null ? null : new Annex<>(aside, behind);
    }

    /** {@return a listener that also keeps what expired} */
    StoreListener listening(StoreListener told) {
        return aside == null ? told : new Keeping(told, aside);
    }

    boolean writesBehind() {
        return behind != null;
    }

    /** {@return a change of a key that the store behind the cache has not got yet; null if there is none} */
    @Nullable
    StoreChange<K, V> pending(K key) {
        return behind == null ? null : behind.pending(key);
    }

    /** Takes note of a new value; the key is claimed. */
    void stored(K key, V value) {
        if (behind != null) {
            behind.changed(new StoreChange<>(key, value));
        }
    }

    /** Takes note that a key has no value any more; the key is claimed. */
    void removed(K key) {
        if (behind != null) {
            behind.changed(new StoreChange<>(key, null));
        }
    }

    /** Takes note that a key was stored or removed. */
    void forget(Object key) {
        if (aside != null) {
            aside.forget(key);
        }
    }

    void forgetAll() {
        if (aside != null) {
            aside.clear();
        }
    }

    /** Stores what was not stored behind the cache yet. */
    void close() {
        forgetAll();
        if (behind != null) {
            behind.close();
        }
    }

    /** Keeps what expired. */
    private record Keeping(StoreListener told, Aside aside) implements StoreListener {
        @Override
        public boolean wants(RemovalCause cause) {
            return told.wants(cause);
        }

        @Override
        public void removed(Object key, Object value, RemovalCause cause) {
            told.removed(key, value, cause);
        }

        @Override
        public void expired(Object key, Object value) {
            aside.expired(key, value);
        }
    }
}
