package dev.cistern.pool;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A queue in which released objects wait, so that a late user of one does not meet its next owner. */
final class Quarantine {
    private final int capacity;
    private final ArrayDeque<Object> waiting = new ArrayDeque<>();

    Quarantine(int capacity) {
        this.capacity = capacity;
    }

    /** Takes one in and lets the longest waiting one out, once the quarantine is full. */
    synchronized @Nullable Object exchange(Object object) {
        waiting.addLast(object);
        return waiting.size() > capacity ? waiting.pollFirst() : null;
    }

    synchronized int size() {
        return waiting.size();
    }

    synchronized List<Object> clear() {
        List<Object> left = new ArrayList<>(waiting);
        waiting.clear();
        return left;
    }
}
