package dev.cistern.cache;

import dev.cistern.cache.internal.eviction.EvictionPolicies;
import dev.cistern.cache.internal.eviction.EvictionPolicy;
import dev.cistern.cache.internal.eviction.KeepAll;
import java.util.concurrent.Executor;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** What a builder was told, checked. */
record CacheConfig<K, V>(
        String name,
        long maximumSize,
        long maximumWeight,
        @Nullable Weigher<? super K, ? super V> weigher,
        Times times,
        Insight insight,
        Listeners<K, V> listeners,
        Eviction eviction,
        Features<K, V> features) {
    /** The largest bound that can be asked for; one more step and sums of bounds could overflow. */
    static final long LARGEST_BOUND = 1L << 62;

    /** From so many entries on a cache is divided into stripes. */
    private static final long STRIPED_FROM = 8_192;

    private static final long LEAST_OF_A_STRIPE = 2_048;
    private static final int MOST_STRIPES = 64;

    /** When entries expire, in nanoseconds. */
    record Times(
            LongSupplier ticker, long afterWrite, long afterAccess, double jitter, boolean perEntry, boolean dated) {
        @Nullable
        Expiry expiry() {
            boolean any = afterWrite != Expiry.NEVER || afterAccess != Expiry.NEVER || perEntry || dated;
            return any ? new Expiry(ticker, afterWrite, afterAccess, jitter, dated) : null;
        }
    }

    /**
     * What a cache learns about itself.
     *
     * @param exactStats whether hits and misses are counted exactly
     * @param hotKeys finds what is asked for most; null if that was not asked for
     * @param curve learns how misses depend on the size; null if that was not asked for
     */
    record Insight(
            boolean exactStats,
            @Nullable HotKeys hotKeys,
            @Nullable LiveCurve curve) {
        CacheCounters counters() {
            CacheCounters counters = new CacheCounters(exactStats, hotKeys);
            if (curve != null) {
                curve.attach(counters);
            }
            return counters;
        }
    }

    /**
     * What most caches don't have.
     *
     * @param aside what is known of keys without a value
     * @param refreshNanos after how long a value is loaded again, or {@link Expiry#NEVER}
     * @param prompt whether entries expire without anybody's call
     * @param executor where background work is done; null for threads of the cache's own
     * @param behind what writes to the store behind the cache
     */
    record Features<K, V>(
            Aside.Settings aside,
            long refreshNanos,
            boolean prompt,
            @Nullable Executor executor,
            @Nullable WriteBehind<K, V> behind) {}

    boolean isBounded() {
        return maximumSize != Budget.UNBOUNDED || maximumWeight != Budget.UNBOUNDED;
    }

    /** {@return the number of stripes, a power of two} */
    int stripes(int cores) {
        return stripes(bound(), cores);
    }

    /** {@return the smaller of the two bounds} */
    long bound() {
        return Math.min(maximumSize, maximumWeight);
    }

    /**
     * What ranks the entries of each stripe.
     *
     * @param chosen the choice, which may have been changed since the cache was built
     * @param stripes how many stripes there are
     * @return makes the policy of a stripe from its share of the bound
     */
    LongFunction<EvictionPolicy> policies(Eviction chosen, int stripes) {
        if (!isBounded()) {
            return capacity -> new KeepAll();
        }
        LongFunction<EvictionPolicy> policies = EvictionPolicies.ofStripes(chosen, stripes, GuardedAdvisor::new);
        LiveCurve curve = insight.curve();
        return curve == null ? policies : share -> new CurvedPolicy(policies.apply(share), curve);
    }

    private static int stripes(long bound, int cores) {
        if (bound < STRIPED_FROM) {
            return 1;
        }
        int wanted = Math.min(MOST_STRIPES, 4 * Integer.highestOneBit(Math.max(4, 2 * cores - 1)));
        return (int) Math.min(wanted, Long.highestOneBit(bound / LEAST_OF_A_STRIPE));
    }
}
