package dev.cistern.simulator;

import dev.cistern.cache.Eviction;
import dev.cistern.cache.internal.eviction.EvictionPolicies;
import dev.cistern.cache.internal.eviction.EvictionPolicy;
import dev.cistern.cache.internal.eviction.Node;
import java.util.Arrays;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** The owner that a policy has in a simulation: it does with the nodes what the cache's engine does, without its threads. */
final class PolicyCache implements SimulatedCache {
    private static final class Entry extends Node {
        private final int number;

        Entry(int number, int hash) {
            super(number, hash, true);
            this.number = number;
        }
    }

    private final EvictionPolicy[] policies;
    private final boolean wantsHits;
    private final @Nullable Entry[] entries;
    private final int capacity;
    private final long seed;
    private int size;

    /** A cache that evicts in exact order, or one in stripes, a power of two, that evicts in the stripe of the newcomer. */
    PolicyCache(Eviction eviction, int stripes, int capacity, int distinct, long seed) {
        policies = new EvictionPolicy[stripes];
        LongFunction<EvictionPolicy> maker = stripes == 1
                ? share -> EvictionPolicies.of(eviction, share, seed)
                : EvictionPolicies.ofStripes(eviction, stripes, advisor -> advisor);
        Arrays.setAll(policies, i -> maker.apply(capacity / stripes));
        wantsHits = policies[0].wantsHits();
        entries = new @Nullable Entry[distinct];
        this.capacity = capacity;
        this.seed = seed;
    }

    @Override
    public boolean request(int key) {
        Entry present = entries[key];
        if (present == null) {
            insert(key);
            return false;
        }
        boolean saturated = present.uses() == Node.SATURATED;
        present.use();
        if (wantsHits && !saturated) {
            EvictionPolicy policy = policy(present.hash());
            if (policy.wantsHit(present.hash())) {
                policy.onHit(present.hash());
            }
        }
        return true;
    }

    private EvictionPolicy policy(int hash) {
        // By the upper bits, as the engine does it; twice, since a shift by 32 would be none.
        return policies[(hash >>> 1) >>> Integer.numberOfLeadingZeros(policies.length)];
    }

    private void insert(int key) {
        int hash = hash(key);
        EvictionPolicy policy = policy(hash);
        policy.onMiss(hash);
        while (size >= capacity) {
            Entry victim = (Entry) policy.evict();
            for (int i = 0; victim == null && i < policies.length; i++) {
                victim = (Entry) policies[i].evict(); // a stripe without entries takes the room of another
            }
            if (victim == null) {
                throw new IllegalStateException("no policy has a node to give up, but there are " + size);
            }
            entries[victim.number] = null;
            victim.die();
            size--;
        }
        Entry entry = new Entry(key, hash);
        entries[key] = entry;
        size++;
        policy.admit(entry);
    }

    /** Well mixed, and another for each seed (Stafford's mix13). */
    private int hash(int key) {
        long mixed = (key + 1) * 0x9E3779B97F4A7C15L + seed * 0xD1342543DE82EF95L;
        mixed = (mixed ^ mixed >>> 30) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
        return (int) ((mixed ^ mixed >>> 31) >>> 32) & ~Node.SATURATED;
    }
}
