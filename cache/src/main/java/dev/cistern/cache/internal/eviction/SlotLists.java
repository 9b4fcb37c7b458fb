package dev.cistern.cache.internal.eviction;

import java.util.Arrays;

/**
 * Several doubly linked lists over the same slots, in two flat arrays; a slot is in one of them or in none.
 *
 * <p>Memory: 8 bytes a slot. The head of list {@code l} is element {@code l}, slot {@code s} is element {@code s + lists}.
 */
final class SlotLists {
    private final int lists;
    private final int[] sizes;
    private int[] previous;
    private int[] next;

    SlotLists(int lists, int slots) {
        this.lists = lists;
        sizes = new int[lists];
        previous = new int[lists + slots];
        next = new int[lists + slots];
        clear();
    }

    void clear() {
        Arrays.fill(sizes, 0);
        for (int list = 0; list < lists; list++) {
            previous[list] = list;
            next[list] = list;
        }
    }

    /** Makes room for slots up to and with this one. */
    void ensure(int slot) {
        if (slot + lists >= next.length) {
            int length = Growth.length(next.length, slot + lists + 1);
            previous = Arrays.copyOf(previous, length);
            next = Arrays.copyOf(next, length);
        }
    }

    int size(int list) {
        return sizes[list];
    }

    /** The slot that was added longest ago, or -1. */
    int first(int list) {
        return next[list] - lists < 0 ? -1 : next[list] - lists;
    }

    /** The slot that was added last, or -1. */
    int last(int list) {
        return previous[list] - lists < 0 ? -1 : previous[list] - lists;
    }

    /** The slot added after this one, or -1. */
    int after(int slot) {
        return next[slot + lists] - lists < 0 ? -1 : next[slot + lists] - lists;
    }

    /** The slot added before this one, or -1. */
    int before(int slot) {
        return previous[slot + lists] - lists < 0 ? -1 : previous[slot + lists] - lists;
    }

    void addLast(int list, int slot) {
        int element = slot + lists;
        int last = previous[list];
        previous[element] = last;
        next[element] = list;
        next[last] = element;
        previous[list] = element;
        sizes[list]++;
    }

    void remove(int list, int slot) {
        int element = slot + lists;
        next[previous[element]] = next[element];
        previous[next[element]] = previous[element];
        sizes[list]--;
    }

    /** Puts a slot that is in no list where another is, which is in none then. */
    void replace(int slot, int by) {
        int element = slot + lists;
        int other = by + lists;
        previous[other] = previous[element];
        next[other] = next[element];
        next[previous[other]] = other;
        previous[next[other]] = other;
    }

    void moveToLast(int list, int slot) {
        remove(list, slot);
        addLast(list, slot);
    }
}
