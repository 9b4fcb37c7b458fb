package dev.cistern.cache.internal.eviction;

import dev.cistern.cache.Evictor;
import dev.cistern.cache.EvictorConfig;

/** Least recently used: who was not touched for longest goes. */
public final class Lru implements Evictor {
    private SlotLists lists = new SlotLists(1, 0);

    /** A policy to be given a capacity by {@link #reset}. */
    public Lru() {}

    @Override
    public void reset(EvictorConfig config) {
        lists = new SlotLists(1, Sizes.initial(config));
    }

    @Override
    public void onInsert(int slot, int hash, long time) {
        lists.ensure(slot);
        lists.addLast(0, slot);
    }

    @Override
    public void onAccess(int slot, long time) {
        lists.moveToLast(0, slot);
    }

    @Override
    public int evict(long time) {
        int victim = lists.first(0);
        lists.remove(0, victim);
        return victim;
    }

    @Override
    public void onRemove(int slot) {
        lists.remove(0, slot);
    }
}
