package dev.cistern.cache;

import dev.cistern.cache.internal.eviction.Node;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Looks into a {@link StripedStore}. */
final class StorePolicy<K> implements CachePolicy<K> {
    private final StripedStore store;

    StorePolicy(StripedStore store) {
        this.store = store;
    }

    private static OptionalLong bound(Budget budget) {
        return budget.isBounded() ? OptionalLong.of(budget.maximum()) : OptionalLong.empty();
    }

    private void change(Budget budget, String setting, long value) {
        if (value < 0 || value > CacheConfig.LARGEST_BOUND) {
            throw new IllegalArgumentException(setting + " must be in [0, 2^62], but was " + value);
        }
        if (!budget.isBounded()) {
            throw new IllegalStateException(
                    "a cache built without " + setting + " can't get one later; set it in the builder");
        }
        budget.maximum(value);
        store.resized();
    }

    @Override
    public OptionalLong maximumSize() {
        return bound(store.keeper.entries);
    }

    @Override
    public void maximumSize(long value) {
        change(store.keeper.entries, "maximumSize", value);
    }

    @Override
    public OptionalLong maximumWeight() {
        return bound(store.keeper.weight);
    }

    @Override
    public void maximumWeight(long value) {
        change(store.keeper.weight, "maximumWeight", value);
    }

    @Override
    public OptionalLong weight() {
        return store.keeper.isWeighted() ? OptionalLong.of(store.keeper.weight.taken()) : OptionalLong.empty();
    }

    @Override
    public Optional<Duration> expiresIn(K key) {
        long left = store.nanosLeft(key);
        return left == Expiry.NEVER ? Optional.empty() : Optional.of(Duration.ofNanos(left));
    }

    @Override
    @SuppressWarnings("unchecked")
    public List<K> coldest(int limit) {
        if (limit < 0) {
            throw new IllegalArgumentException("limit must be at least 0, but was " + limit);
        }
        List<List<Object>> all = new ArrayList<>();
        for (Stripe stripe : store.keeper.stripes()) {
            all.add(keys(stripe, limit));
        }
        // The coldest of each stripe first, since nothing compares nodes of different stripes.
        List<K> coldest = new ArrayList<>();
        for (int rank = 0; rank < limit && coldest.size() < limit; rank++) {
            for (List<Object> keys : all) {
                if (rank < keys.size() && coldest.size() < limit) {
                    coldest.add((K) keys.get(rank));
                }
            }
        }
        return coldest;
    }

    private static List<Object> keys(Stripe stripe, int limit) {
        List<Object> keys = new ArrayList<>();
        stripe.lock();
        try {
            stripe.policy.forEach(node -> add(keys, node, limit));
        } finally {
            stripe.unlock();
        }
        return keys;
    }

    private static void add(List<Object> keys, Node node, int limit) {
        Object key = node.key();
        if (key != null && keys.size() < limit) {
            keys.add(key);
        }
    }

    @Override
    public int stripes() {
        return store.keeper.stripes().length;
    }
}
