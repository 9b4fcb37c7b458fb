package dev.cistern.pool;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Where a strict pool keeps all its idle objects: a queue in which each waits until as many others were released as fill
 * half of it, so that a late user of an object does not meet its next owner.
 *
 * <p>Apart from the slots of the other levels on purpose: what waits here is filled with a pattern, and a thread that
 * found the gate open before the pool became strict must never come upon it.
 */
final class Quarantine {
    private final int capacity;
    private final ArrayDeque<Object> waiting = new ArrayDeque<>();

    /** How many of the longest waiting have seen a rotation. */
    private int aged;

    Quarantine(int capacity) {
        this.capacity = capacity;
    }

    /** Takes an object in; returns the one that must go for it, the object itself if there is no room at all. */
    synchronized @Nullable Object exchange(Object object) {
        waiting.addLast(object);
        return waiting.size() > capacity ? first() : null;
    }

    /** {@return the longest waiting object, if it has waited long enough} */
    synchronized @Nullable Object take() {
        return waiting.size() > capacity / 2 ? first() : null;
    }

    private @Nullable Object first() {
        aged = Math.max(0, aged - 1);
        return waiting.pollFirst();
    }

    /** {@return what has waited since before the last rotation, and waits no longer} */
    synchronized List<Object> rotate() {
        List<Object> old = new ArrayList<>();
        for (int n = aged; n > 0; n--) {
            old.add(waiting.removeFirst());
        }
        aged = waiting.size();
        return old;
    }

    synchronized int size() {
        return waiting.size();
    }

    /** Shows each waiting object; none can be taken meanwhile. */
    synchronized void forEach(Consumer<Object> action) {
        waiting.forEach(action);
    }

    synchronized List<Object> clear() {
        List<Object> left = new ArrayList<>(waiting);
        waiting.clear();
        aged = 0;
        return left;
    }
}
