package dev.cistern.cache.internal.eviction;

import dev.cistern.cache.Evictor;
import dev.cistern.cache.EvictorConfig;
import java.util.Arrays;

/**
 * A cache of keys' hashes alone, to learn what a policy would keep. Its arrays grow with what is in.
 *
 * <p><b>Memory.</b> 16 to 28 bytes an entry besides the policy's own.
 */
final class Shadow {
    private final Evictor evictor;
    private final int capacity;
    private final HashIndex index = new HashIndex(1);
    private int[] hashes;
    /** Short: an eviction frees a slot that an insertion takes at once, so only removals fill it. */
    private int[] free = new int[1];

    private int frees;
    private int used;
    private int evicted;
    private boolean hasEvicted;

    Shadow(Evictor evictor, EvictorConfig config) {
        this.evictor = evictor;
        capacity = config.capacity();
        hashes = new int[Sizes.initial(config)];
        evictor.reset(config);
    }

    /** A request; tells whether it is a hit. */
    boolean access(int hash, long time) {
        hasEvicted = false;
        int slot = index.find(hash);
        if (slot != HashIndex.NONE) {
            evictor.onAccess(slot, time);
            return true;
        }
        if (index.size() == capacity) {
            int victim = evictor.evict(time);
            hasEvicted = true;
            evicted = hashes[victim];
            drop(victim);
        }
        insert(hash, time);
        return false;
    }

    private void insert(int hash, long time) {
        int slot = frees > 0 ? free[--frees] : used++;
        if (slot == hashes.length) {
            hashes = Arrays.copyOf(hashes, Math.min(capacity, Growth.length(slot, slot + 1)));
        }
        hashes[slot] = hash;
        index.add(hash, slot);
        evictor.onInsert(slot, hash, time);
    }

    private void drop(int slot) {
        index.remove(hashes[slot], slot);
        if (frees == free.length) {
            free = Arrays.copyOf(free, Growth.length(frees, frees + 1));
        }
        free[frees++] = slot;
    }

    void remove(int hash) {
        int slot = index.find(hash);
        if (slot != HashIndex.NONE) {
            evictor.onRemove(slot);
            drop(slot);
        }
    }

    boolean contains(int hash) {
        return index.find(hash) != HashIndex.NONE;
    }

    /** Whether the last request made an entry leave. */
    boolean hasEvicted() {
        return hasEvicted;
    }

    /** The hash of the entry that the last request made leave. */
    int evicted() {
        return evicted;
    }
}
