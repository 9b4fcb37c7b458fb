package dev.cistern.cache;

import dev.cistern.cache.internal.eviction.Node;
import org.jspecify.annotations.Nullable;

/** An entry that knows its weight; no larger than one that doesn't, with the classic header. */
abstract sealed class WeightedNode extends Node permits TimedNode, WeightedNode.Plain {
    /** Guarded by the stripe's lock. */
    int weight;

    WeightedNode(@Nullable Object key, int hash, @Nullable Object value, int weight) {
        super(key, hash, value);
        this.weight = weight;
    }

    static int weightOf(Node node) {
        return node instanceof WeightedNode weighted ? weighted.weight : 0;
    }

    /** One that does not expire. */
    static final class Plain extends WeightedNode {
        Plain(Object key, int hash, Object value, int weight) {
            super(key, hash, value, weight);
        }
    }
}
