package dev.cistern.cache.internal.eviction;

import dev.cistern.cache.Evictor;
import dev.cistern.cache.EvictorConfig;
import java.util.Arrays;

/**
 * S3-FIFO: a small queue for newcomers, a main queue, and the ghosts of those that left the small one.
 *
 * <p>Algorithm: who was hit often enough while in the small queue moves to the main one, who comes back as a ghost begins there;
 * the main queue gives another round for each hit, counted to 3. After Yang, Zhang, Qiu, Yue and Rashmi, "FIFO Queues
 * are All You Need for Cache Eviction" (SOSP 2023).
 *
 * <p>Memory: 13 bytes a slot, and 16 to 28 for each ghost, of which there are 0.9 to a slot.
 */
public final class S3Fifo implements Evictor {
    private static final int SMALL = 0;
    private static final int MAIN = 1;
    private static final int HITS_KEPT = 3;
    private static final double GHOSTS = 0.9;

    private final double smallShare;
    private final int promoteAt;
    private SlotLists lists = new SlotLists(2, 0);
    private int[] hashes = new int[0];
    private byte[] hits = new byte[0];
    private boolean[] inMain = new boolean[0];
    private Ghosts ghosts = new Ghosts(1);
    private int smallCapacity;

    /**
     * A policy to be given a capacity by {@link #reset}.
     *
     * @param smallShare the share of the capacity that newcomers have; above 0, below 1
     * @param promoteAt how many hits in the small queue lead to the main one; 1 to 3
     */
    public S3Fifo(double smallShare, int promoteAt) {
        this.smallShare = smallShare;
        this.promoteAt = promoteAt;
    }

    @Override
    public void reset(EvictorConfig config) {
        int slots = Sizes.initial(config);
        lists = new SlotLists(2, slots);
        hashes = new int[slots];
        hits = new byte[slots];
        inMain = new boolean[slots];
        ghosts = new Ghosts((int) (config.capacity() * GHOSTS));
        smallCapacity = Math.max(1, (int) (config.capacity() * smallShare));
    }

    @Override
    public void onInsert(int slot, int hash, long time) {
        ensure(slot);
        hashes[slot] = hash;
        hits[slot] = 0;
        inMain[slot] = ghosts.take(hash);
        lists.addLast(inMain[slot] ? MAIN : SMALL, slot);
    }

    private void ensure(int slot) {
        lists.ensure(slot);
        if (slot >= hits.length) {
            int length = Growth.length(hits.length, slot + 1);
            hashes = Arrays.copyOf(hashes, length);
            hits = Arrays.copyOf(hits, length);
            inMain = Arrays.copyOf(inMain, length);
        }
    }

    @Override
    public void onAccess(int slot, long time) {
        if (hits[slot] < HITS_KEPT) {
            hits[slot]++;
        }
    }

    @Override
    public int evict(long time) {
        while (true) {
            if (lists.size(SMALL) >= smallCapacity || lists.size(MAIN) == 0) {
                int victim = lists.first(SMALL);
                lists.remove(SMALL, victim);
                if (hits[victim] < promoteAt || lists.size(SMALL) + lists.size(MAIN) == 0) {
                    ghosts.add(hashes[victim]);
                    return victim;
                }
                hits[victim] = 0;
                inMain[victim] = true;
                lists.addLast(MAIN, victim);
            } else {
                int victim = lists.first(MAIN);
                if (hits[victim] == 0) {
                    lists.remove(MAIN, victim);
                    return victim;
                }
                hits[victim]--;
                lists.moveToLast(MAIN, victim);
            }
        }
    }

    @Override
    public void onRemove(int slot) {
        lists.remove(inMain[slot] ? MAIN : SMALL, slot);
    }
}
