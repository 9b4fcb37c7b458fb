package dev.cistern.cache.internal.eviction;

import dev.cistern.cache.Evictor;
import dev.cistern.cache.EvictorConfig;
import java.util.Arrays;

/**
 * LIRS: keeps the entries whose last two requests lie close together, and a few of the others.
 *
 * <p>Algorithm: a stack has the entries in the order of their last request, down to the coldest of those that stay ("LIR").
 * The others ("HIR") wait in a short queue for their eviction, and are remembered in the stack after it; who is requested
 * again while in the stack becomes LIR, and the coldest LIR joins the queue. After Jiang and Zhang, "LIRS: An Efficient Low
 * Inter-reference Recency Set Replacement Policy" (SIGMETRICS 2002); what is remembered is bounded here.
 *
 * <p>Memory: 32 bytes for each slot and each remembered entry, and 12 to 24 for the index of the latter.
 */
public final class Lirs implements Evictor {
    private static final int QUEUE = 0;
    private static final int GHOSTS = 1;

    private static final int LIR = 0;
    private static final int HIR = 1;
    private static final int GHOST = 2;
    private static final int STATE = 3;
    private static final int STACKED = 4;

    /** The places of an entry in {@link #entries}. */
    private static final int SLOT = 0;

    private static final int HASH = 1;
    private static final int FLAGS = 2;
    private static final int STRIDE = 3;

    private final double hirShare;
    private final double ghostShare;

    private SlotLists stack = new SlotLists(1, 0);
    private SlotLists others = new SlotLists(2, 0);
    private HashIndex ghosts = new HashIndex(1);
    /** From slots to entries of the stack, which live on after their slot is given to another. */
    private int[] entryOf = new int[0];

    /** What is known of an entry side by side: its slot, its hash, its state and whether it is in the stack. */
    private int[] entries = new int[0];

    /** Unused entries, linked through their {@link #SLOT}. */
    private int free = -1;

    private int allocated;
    private int lirs;
    private int lirCapacity;
    private int ghostCapacity;

    /**
     * A policy to be given a capacity by {@link #reset}.
     *
     * @param hirShare the share of the capacity that HIR entries have, usually 0.01; above 0, below 1
     * @param ghostShare how many evicted entries to remember, as a share of the capacity
     */
    public Lirs(double hirShare, double ghostShare) {
        this.hirShare = hirShare;
        this.ghostShare = ghostShare;
    }

    @Override
    public void reset(EvictorConfig config) {
        int slots = Sizes.initial(config);
        stack = new SlotLists(1, slots);
        others = new SlotLists(2, slots);
        entryOf = new int[slots];
        entries = new int[STRIDE * slots];
        free = -1;
        allocated = 0;
        lirs = 0;
        lirCapacity = config.capacity() - Math.max(1, (int) (config.capacity() * hirShare));
        ghostCapacity = Math.max(1, (int) (config.capacity() * ghostShare));
        ghosts = new HashIndex(slots);
    }

    @Override
    public void onInsert(int slot, int hash, long time) {
        if (slot >= entryOf.length) {
            entryOf = Arrays.copyOf(entryOf, Growth.length(entryOf.length, slot + 1));
        }
        int ghost = ghosts.find(hash);
        if (ghost != HashIndex.NONE) {
            ghosts.remove(hash, ghost);
            others.remove(GHOSTS, ghost);
            seat(ghost, slot);
            promote(ghost);
            return;
        }
        int entry = allocate();
        set(entry, HASH, hash);
        set(entry, FLAGS, 0);
        seat(entry, slot);
        push(entry);
        if (lirs < lirCapacity) {
            state(entry, LIR);
            lirs++;
        } else {
            state(entry, HIR);
            others.addLast(QUEUE, entry);
        }
    }

    private void seat(int entry, int slot) {
        entryOf[slot] = entry;
        set(entry, SLOT, slot);
    }

    private int get(int entry, int place) {
        return entries[STRIDE * entry + place];
    }

    private void set(int entry, int place, int value) {
        entries[STRIDE * entry + place] = value;
    }

    private int state(int entry) {
        return get(entry, FLAGS) & STATE;
    }

    private void state(int entry, int state) {
        set(entry, FLAGS, (get(entry, FLAGS) & ~STATE) | state);
    }

    private boolean isStacked(int entry) {
        return (get(entry, FLAGS) & STACKED) != 0;
    }

    private int allocate() {
        if (free >= 0) {
            int entry = free;
            free = get(entry, SLOT);
            return entry;
        }
        if (STRIDE * (allocated + 1) > entries.length) {
            entries = Arrays.copyOf(entries, Growth.length(entries.length, STRIDE * (allocated + 1)));
        }
        stack.ensure(allocated);
        others.ensure(allocated);
        return allocated++;
    }

    private void release(int entry) {
        set(entry, SLOT, free);
        free = entry;
    }

    private void push(int entry) {
        if (isStacked(entry)) {
            stack.moveToLast(0, entry);
        } else {
            set(entry, FLAGS, get(entry, FLAGS) | STACKED);
            stack.addLast(0, entry);
        }
    }

    private void pop(int entry) {
        set(entry, FLAGS, get(entry, FLAGS) & ~STACKED);
        stack.remove(0, entry);
    }

    /** Makes an entry LIR that was requested again while in the stack, and the coldest LIR one HIR in its stead. */
    private void promote(int entry) {
        push(entry);
        state(entry, LIR);
        lirs++;
        if (lirs > lirCapacity) {
            prune();
            int coldest = stack.first(0);
            pop(coldest);
            state(coldest, HIR);
            others.addLast(QUEUE, coldest);
            lirs--;
        }
        prune();
    }

    /** Takes from the bottom of the stack what is not LIR. */
    private void prune() {
        int bottom = stack.first(0);
        while (bottom >= 0 && state(bottom) != LIR) {
            pop(bottom);
            if (state(bottom) == GHOST) {
                forget(bottom);
            }
            bottom = stack.first(0);
        }
    }

    private void forget(int ghost) {
        ghosts.remove(get(ghost, HASH), ghost);
        others.remove(GHOSTS, ghost);
        release(ghost);
    }

    @Override
    public void onAccess(int slot, long time) {
        int entry = entryOf[slot];
        if (state(entry) == LIR) {
            push(entry);
            prune();
        } else if (isStacked(entry)) {
            others.remove(QUEUE, entry);
            promote(entry);
        } else {
            push(entry);
            others.moveToLast(QUEUE, entry);
        }
    }

    @Override
    public int evict(long time) {
        int entry = others.first(QUEUE);
        if (entry < 0) {
            int slot = get(stack.first(0), SLOT);
            onRemove(slot);
            return slot;
        }
        int slot = get(entry, SLOT);
        others.remove(QUEUE, entry);
        if (!isStacked(entry)) {
            release(entry);
            return slot;
        }
        state(entry, GHOST);
        ghosts.add(get(entry, HASH), entry);
        others.addLast(GHOSTS, entry);
        if (others.size(GHOSTS) > ghostCapacity) {
            int oldest = others.first(GHOSTS);
            pop(oldest);
            forget(oldest);
        }
        return slot;
    }

    @Override
    public void onRemove(int slot) {
        int entry = entryOf[slot];
        if (state(entry) == LIR) {
            lirs--;
        } else {
            others.remove(QUEUE, entry);
        }
        if (isStacked(entry)) {
            pop(entry);
        }
        release(entry);
        prune();
    }
}
