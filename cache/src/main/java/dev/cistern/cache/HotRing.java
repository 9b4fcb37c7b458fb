package dev.cistern.cache;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Which entries have a decoded value: a clock over so many places.
 *
 * <p><b>Concurrency.</b> Whoever puts a value in a place takes out what was there, exactly once, and gives the entry its bytes back
 * if it still has that very value; if it has not, the entry changed or left and there is nothing to do. So there are never
 * more hot values than places and threads between two steps.
 */
final class HotRing {
    private static final int ONE_IN = 8;
    private static final int MOST_STEPS = 16;

    private final AtomicReferenceArray<Decoded> places;
    private final AtomicInteger hand = new AtomicInteger();
    private final StripedStore store;

    HotRing(int size, StripedStore store) {
        places = new AtomicReferenceArray<>(size);
        this.store = store;
    }

    /** {@return whether a value that was just decoded should become hot} */
    boolean wants() {
        return places.length() > 0 && ThreadLocalRandom.current().nextInt() >>> 1 <= Integer.MAX_VALUE / ONE_IN;
    }

    boolean isOpen() {
        return places.length() > 0;
    }

    /** Gives a place to a value that its entry has already. */
    void place(Decoded hot) {
        int at = free();
        cool(places.getAndSet(at, hot));
    }

    private void cool(@Nullable Decoded displaced) {
        if (displaced != null && displaced.bytes != null) {
            store.recast(displaced.key, displaced, displaced.bytes);
        }
    }

    /** {@return a place whose value was not read since the hand came by, or the last one that was looked at} */
    private int free() {
        int at = next();
        for (int i = 1; i < MOST_STEPS; i++) {
            Decoded there = places.get(at);
            if (there == null || !there.isUsed) {
                break;
            }
            there.isUsed = false;
            at = next();
        }
        return at;
    }

    private int next() {
        return Integer.remainderUnsigned(hand.getAndIncrement(), places.length());
    }

    int size() {
        int size = 0;
        for (int i = 0; i < places.length(); i++) {
            if (places.get(i) != null) {
                size++;
            }
        }
        return size;
    }

    /** Lets go of all values. */
    void clear() {
        for (int i = 0; i < places.length(); i++) {
            cool(places.getAndSet(i, null));
        }
    }
}
