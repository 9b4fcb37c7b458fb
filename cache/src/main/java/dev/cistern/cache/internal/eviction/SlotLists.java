package dev.cistern.cache.internal.eviction;

import java.util.Arrays;

/**
 * Several doubly linked lists over the same slots, in one flat array; a slot is in one of them or in none.
 *
 * <p>Memory: 8 bytes a slot, both links side by side, since who needs one of them soon needs the other and each cache line
 * that is touched may be in another core's cache. The head of list {@code l} is element {@code l}, slot {@code s} is element
 * {@code s + lists}.
 */
final class SlotLists {
    private final int lists;
    private final int[] sizes;
    /** The element before element {@code e} at {@code 2e}, the one after it at {@code 2e + 1}. */
    private int[] links;

    SlotLists(int lists, int slots) {
        this.lists = lists;
        sizes = new int[lists];
        links = new int[2 * (lists + slots)];
        clear();
    }

    void clear() {
        Arrays.fill(sizes, 0);
        for (int list = 0; list < lists; list++) {
            link(list, list);
        }
    }

    private int previous(int element) {
        return links[2 * element];
    }

    private int next(int element) {
        return links[2 * element + 1];
    }

    private void link(int before, int after) {
        links[2 * before + 1] = after;
        links[2 * after] = before;
    }

    private int slot(int element) {
        return element < lists ? -1 : element - lists;
    }

    /** Makes room for slots up to and with this one. */
    void ensure(int slot) {
        int needed = 2 * (slot + lists + 1);
        if (needed > links.length) {
            links = Arrays.copyOf(links, Growth.length(links.length, needed));
        }
    }

    int size(int list) {
        return sizes[list];
    }

    /** The slot that was added longest ago, or -1. */
    int first(int list) {
        return slot(next(list));
    }

    /** The slot that was added last, or -1. */
    int last(int list) {
        return slot(previous(list));
    }

    /** The slot added after this one, or -1. */
    int after(int slot) {
        return slot(next(slot + lists));
    }

    /** The slot added before this one, or -1. */
    int before(int slot) {
        return slot(previous(slot + lists));
    }

    void addLast(int list, int slot) {
        int element = slot + lists;
        link(previous(list), element);
        link(element, list);
        sizes[list]++;
    }

    void remove(int list, int slot) {
        int element = slot + lists;
        link(previous(element), next(element));
        sizes[list]--;
    }

    /** Puts a slot that is in no list where another is, which is in none then. */
    void replace(int slot, int by) {
        int element = slot + lists;
        int other = by + lists;
        int before = previous(element);
        int after = next(element);
        link(before, other);
        link(other, after);
    }

    void moveToLast(int list, int slot) {
        remove(list, slot);
        addLast(list, slot);
    }
}
