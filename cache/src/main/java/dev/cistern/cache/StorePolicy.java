package dev.cistern.cache;

import dev.cistern.cache.internal.eviction.Node;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/** Looks into a {@link StripedStore}. */
final class StorePolicy<K> implements CachePolicy<K> {
    private final StripedStore store;
    private final CacheConfig.Insight insight;
    private final Reloading reloading;

    StorePolicy(StripedStore store, CacheConfig.Insight insight, Reloading reloading) {
        this.store = store;
        this.insight = insight;
        this.reloading = reloading;
    }

    private static OptionalLong bound(Budget budget) {
        return budget.isBounded() ? OptionalLong.of(budget.maximum()) : OptionalLong.empty();
    }

    @Override
    public OptionalLong maximumSize() {
        return bound(store.keeper.entries);
    }

    @Override
    public void maximumSize(long value) {
        reloading.reload(settings -> settings.withMaximumSize(value));
    }

    @Override
    public OptionalLong maximumWeight() {
        return bound(store.keeper.weight);
    }

    @Override
    public void maximumWeight(long value) {
        reloading.reload(settings -> settings.withMaximumWeight(value));
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
        requireLimit(limit);
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
    public CacheSettings settings() {
        return reloading.settings();
    }

    @Override
    public Reload reload(CacheSettings settings) {
        Objects.requireNonNull(settings, "settings must not be null");
        return reloading.reload(before -> settings);
    }

    @Override
    public Optional<Reload> lastReload() {
        return reloading.last();
    }

    @Override
    public Optional<MissRatioCurve> missRatioCurve() {
        LiveCurve curve = insight.curve();
        Budget bound = store.keeper.entries.isBounded() ? store.keeper.entries : store.keeper.weight;
        return curve == null ? Optional.empty() : curve.curve(bound.maximum());
    }

    @Override
    public List<HotKey<K>> hotKeys(int limit) {
        requireLimit(limit);
        HotKeys hotKeys = insight.hotKeys();
        return hotKeys == null ? List.of() : hotKeys.top(limit);
    }

    private static void requireLimit(int limit) {
        if (limit < 0) {
            throw new IllegalArgumentException("limit must be at least 0, but was " + limit);
        }
    }

    @Override
    public int stripes() {
        return store.keeper.stripes().length;
    }
}
