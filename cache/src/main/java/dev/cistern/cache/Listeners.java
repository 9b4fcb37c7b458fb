package dev.cistern.cache;

import org.jspecify.annotations.Nullable;

/** The listeners of a cache; what they throw ends here. */
record Listeners<K, V>(
        String cache,
        @Nullable RemovalListener<? super K, ? super V> removals,
        @Nullable RemovalListener<? super K, ? super V> evictions)
        implements StoreListener {
    private static final System.Logger LOG = System.getLogger("dev.cistern.cache");

    @Override
    public boolean wants(RemovalCause cause) {
        return removals != null || (evictions != null && cause.wasEvicted());
    }

    @Override
    public void removed(Object key, Object value, RemovalCause cause) {
        if (evictions != null && cause.wasEvicted()) {
            tell(evictions, key, value, cause);
        }
        if (removals != null) {
            tell(removals, key, value, cause);
        }
    }

    @SuppressWarnings("unchecked")
    private void tell(RemovalListener<? super K, ? super V> listener, Object key, Object value, RemovalCause cause) {
        try {
            listener.onRemoval((K) key, (V) value, cause);
        } catch (Throwable thrown) {
            LOG.log(System.Logger.Level.WARNING, "a listener of cache " + cache + " failed", thrown);
        }
    }
}
