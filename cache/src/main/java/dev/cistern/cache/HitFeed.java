package dev.cistern.cache;

import dev.cistern.cache.internal.eviction.EvictionPolicy;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Lock;
import org.jspecify.annotations.Nullable;

/**
 * Carries hits on unsaturated nodes from lock-free readers to a policy that wants all of them.
 *
 * <p><b>Concurrency.</b> A reader takes a number and stores the hash at that place; whoever holds the lock of the stripe
 * empties the places. A reader whose number is beyond the end takes the lock and empties them itself: nothing is lost, and
 * hits on saturated nodes, which are most, never come here. A store is released and its read acquires, though a hash has
 * nothing behind it, so that the place is seen filled in the order of the numbers.
 */
final class HitFeed {
    private static final int LENGTH = 512;
    private static final VarHandle PLACE = MethodHandles.arrayElementVarHandle(int[].class);

    private final AtomicInteger next = new AtomicInteger();
    private int @Nullable [] places;

    /** Gives room to the feed. Needs the stripe's lock, and happens before any reader knows that it is wanted. */
    void open() {
        if (places == null) {
            places = new int[LENGTH];
        }
    }

    void offer(int hash, Lock lock, EvictionPolicy policy) {
        int[] array = places;
        if (array == null) {
            return;
        }
        int at = next.getAndIncrement();
        while (at >= LENGTH) {
            lock.lock();
            try {
                drain(policy);
            } finally {
                lock.unlock();
            }
            at = next.getAndIncrement();
        }
        // Odd, since 0 means empty.
        PLACE.setRelease(array, at, hash | 1);
    }

    /** Tells the policy. Needs the stripe's lock. */
    void drain(EvictionPolicy policy) {
        int[] array = places;
        if (array == null || next.getPlain() == 0) {
            return;
        }
        int done = 0;
        while (true) {
            int seen = next.get();
            for (int filled = Math.min(seen, LENGTH); done < filled; done++) {
                policy.onHit(await(array, done) & ~1);
            }
            // Beyond the end all others wait for the lock, so nobody can take a number that counts.
            if (seen >= LENGTH) {
                next.set(0);
                return;
            }
            if (next.compareAndSet(seen, 0)) {
                return;
            }
        }
    }

    /** A reader that took the number stores at once, unless its thread loses its core just then. */
    @SuppressWarnings("ThreadPriorityCheck") // the thread that is waited for may need this core
    private static int await(int[] array, int at) {
        int hash = (int) PLACE.getAcquire(array, at);
        for (int spins = 0; hash == 0; spins++) {
            if (spins > 64) {
                Thread.yield();
            } else {
                Thread.onSpinWait();
            }
            hash = (int) PLACE.getAcquire(array, at);
        }
        PLACE.set(array, at, 0);
        return hash;
    }
}
