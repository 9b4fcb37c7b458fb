package dev.cistern.cache;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Gets the values of many keys at once. {@link LoadingCache#getAll} then asks once for all that is missing, and keys that are
 * due for a refresh while another refresh runs are asked for together.
 *
 * @param <K> the type of the keys
 * @param <V> the type of the values
 */
@FunctionalInterface
@SuppressWarnings("FunctionalInterfaceMethodChanged") // one key is a set of one
public interface BulkCacheLoader<K, V> extends CacheLoader<K, V> {
    /**
     * {@return the values of those of the keys that have one; what comes for other keys is ignored}
     *
     * @param keys the keys, never empty, unmodifiable
     * @throws Exception if it can't be found out; then nothing is stored for any of the keys
     */
    Map<? extends K, ? extends V> loadAll(Set<? extends K> keys) throws Exception;

    @Override
    default @Nullable V load(K key) throws Exception {
        return BulkLoad.required(loadAll(Set.of(key)), "the bulk loader").get(key);
    }
}
