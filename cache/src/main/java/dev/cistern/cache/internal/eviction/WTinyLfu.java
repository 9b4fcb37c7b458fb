package dev.cistern.cache.internal.eviction;

import dev.cistern.cache.Evictor;
import dev.cistern.cache.EvictorConfig;
import java.util.Arrays;

/**
 * W-TinyLFU with a fixed window: an LRU window for newcomers, a segmented LRU for the rest, and a sketch of frequencies that decides
 * who may pass from one to the other.
 *
 * <p>Algorithm: when room is needed, the entry that would leave the window next meets the coldest entry of the main space, and the one that the sketch has
 * seen less often is evicted; at a tie the newcomer is. After Einziger, Friedman and Manes, "TinyLFU: A Highly Efficient
 * Cache Admission Policy" (ACM Transactions on Storage, 2017).
 *
 * <p>Memory: 13 bytes a slot and the sketch's 8.
 */
public final class WTinyLfu implements Evictor {
    private static final int WINDOW = 0;
    private static final int PROBATION = 1;
    private static final int PROTECTED = 2;
    private static final double PROTECTED_SHARE = 0.8;
    /** A larger sketch grows with what comes in. */
    private static final int LARGEST_AT_FIRST = 1 << 17;

    private final double windowShare;
    private SlotLists lists = new SlotLists(3, 0);
    private int[] hashes = new int[0];
    private byte[] list = new byte[0];
    private Sketch sketch = new Sketch(1, 1);
    private int windowCapacity;
    private int protectedCapacity;

    /**
     * A policy to be given a capacity by {@link #reset}.
     *
     * @param windowShare the share of the capacity that newcomers have; from 0 to 1
     */
    public WTinyLfu(double windowShare) {
        this.windowShare = windowShare;
    }

    @Override
    public void reset(EvictorConfig config) {
        int slots = Sizes.initial(config);
        lists = new SlotLists(3, slots);
        hashes = new int[slots];
        list = new byte[slots];
        sketch = new Sketch(Math.min(config.capacity(), LARGEST_AT_FIRST), 1);
        windowCapacity = Math.max(1, (int) (config.capacity() * windowShare));
        protectedCapacity = (int) ((config.capacity() - windowCapacity) * PROTECTED_SHARE);
    }

    @Override
    public void onInsert(int slot, int hash, long time) {
        lists.ensure(slot);
        if (slot >= list.length) {
            int length = Growth.length(list.length, slot + 1);
            hashes = Arrays.copyOf(hashes, length);
            list = Arrays.copyOf(list, length);
        }
        hashes[slot] = hash;
        sketch.ensure(slot);
        sketch.increment(hash);
        enter(WINDOW, slot);
        if (lists.size(WINDOW) > windowCapacity) {
            move(lists.first(WINDOW), PROBATION);
        }
    }

    private void enter(int wanted, int slot) {
        list[slot] = (byte) wanted;
        lists.addLast(wanted, slot);
    }

    private void move(int slot, int wanted) {
        lists.remove(list[slot], slot);
        enter(wanted, slot);
    }

    @Override
    public void onAccess(int slot, long time) {
        sketch.increment(hashes[slot]);
        if (list[slot] != PROBATION) {
            lists.moveToLast(list[slot], slot);
            return;
        }
        move(slot, PROTECTED);
        if (lists.size(PROTECTED) > protectedCapacity) {
            move(lists.first(PROTECTED), PROBATION);
        }
    }

    @Override
    public int evict(long time) {
        int victim = lists.first(PROBATION);
        if (victim < 0) {
            victim = lists.first(PROTECTED);
        }
        if (victim < 0 || (lists.size(WINDOW) >= windowCapacity && refused(lists.first(WINDOW), victim))) {
            victim = lists.first(WINDOW);
        }
        lists.remove(list[victim], victim);
        return victim;
    }

    private boolean refused(int candidate, int victim) {
        return sketch.frequency(hashes[candidate]) <= sketch.frequency(hashes[victim]);
    }

    @Override
    public void onRemove(int slot) {
        lists.remove(list[slot], slot);
    }
}
