package dev.cistern.cache;

import dev.cistern.cache.internal.eviction.FifoPolicy;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A store of one stripe as a cache has it, but without a place in the process's list of caches: the races need millions of them. */
final class StressedStore {
    final StripedStore store;

    StressedStore(long bound) {
        Keeper keeper = new Keeper(
                1,
                new Budget(bound),
                new Budget(Budget.UNBOUNDED),
                null,
                new Listeners<>("stressed", null, null),
                capacity -> new FifoPolicy());
        store = new StripedStore(keeper, new CacheCounters(false, null));
    }

    @Nullable
    Object put(int key, Object value) {
        return store.put(key, value, Terms.NONE, When.ALWAYS);
    }

    /** {@return the value before; 0 if there was none} */
    int put(int key, int value, When when) {
        return store.put(key, value, Terms.NONE, when) instanceof Integer before ? before : 0;
    }

    int get(int key) {
        return store.get(key) instanceof Integer value ? value : 0;
    }

    int remove(int key) {
        return store.remove(key) instanceof Integer value ? value : 0;
    }

    /** {@return the value before, after adding to it while the key is claimed; 0 if there was none} */
    int add(int key, int amount) {
        int[] seen = {0};
        store.compute(
                key,
                When.ALWAYS,
                (k, before) -> {
                    seen[0] = before instanceof Integer value ? value : 0;
                    return seen[0] + amount;
                },
                (k, value) -> Terms.NONE);
        return seen[0];
    }

    /** {@return how many entries the table really has} */
    int entries() {
        List<Object> keys = new ArrayList<>();
        store.forEach((node, key) -> keys.add(key));
        return keys.size();
    }

    int buckets() {
        return store.keeper.table.buckets();
    }

    int size() {
        return (int) store.size();
    }
}
