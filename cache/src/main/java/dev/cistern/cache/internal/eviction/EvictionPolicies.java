package dev.cistern.cache.internal.eviction;

import dev.cistern.cache.Eviction;
import dev.cistern.cache.Evictor;
import java.util.function.LongFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Makes the policy that an {@link Eviction} names. */
public final class EvictionPolicies {
    private EvictionPolicies() {}

    /**
     * A policy for a cache without stripes.
     *
     * @param eviction the choice
     * @param capacity how many nodes to reckon with, from 0
     * @param seed of whatever is random in it
     * @return a policy without nodes
     */
    public static EvictionPolicy of(Eviction eviction, long capacity, long seed) {
        Evictor evictor = eviction.newEvictor();
        return evictor == null ? new AdaptivePolicy(capacity, 1, null, seed) : new SlotPolicy(evictor, capacity, seed);
    }

    /**
     * Policies for the stripes of one cache, which learn together.
     *
     * @param eviction the choice
     * @param stripes how many there will be
     * @param guard puts a lock around the advisor that they share; not called where there is one stripe
     * @return makes the policy of a stripe from its share of the capacity; to be called by one thread
     */
    public static LongFunction<EvictionPolicy> ofStripes(Eviction eviction, int stripes, UnaryOperator<Advisor> guard) {
        if (stripes == 1 || !eviction.equals(Eviction.adaptive())) {
            return capacity -> of(eviction, capacity, 0);
        }
        return new LongFunction<>() {
            private @Nullable Advisor shared;
            private long total;

            @Override
            public EvictionPolicy apply(long capacity) {
                if (shared == null) {
                    total = Math.max(1, capacity) * stripes;
                    shared = guard.apply(new SampledAdvisor(total));
                }
                // Fewer than at first where stripes were merged.
                return new AdaptivePolicy(capacity, (int) Math.max(1, total / Math.max(1, capacity)), shared, 0);
            }
        };
    }
}
