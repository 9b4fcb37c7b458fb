package dev.cistern.cache;

import dev.cistern.cache.internal.eviction.EvictionPolicy;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.Lock;
import org.jspecify.annotations.Nullable;

/**
 * Carries hits on unsaturated nodes from lock-free readers to a policy that wants all of them.
 *
 * <p><b>Concurrency.</b> Threads are spread over {@value #MOST_LANES} lanes by their id, so that they seldom write to the same
 * lines of the processor's caches. In its lane a reader takes a number and stores the hash at that place; whoever holds the lock
 * of the stripe empties the places. A reader whose number is beyond the end takes the lock and empties them itself: nothing
 * is lost, and hits on saturated nodes, which are most, never come here. A store is released and its read acquires, though a
 * hash has nothing behind it, so that the place is seen filled in the order of the numbers.
 */
final class HitFeed {
    private static final int MOST_LANES = 4;
    static final int LENGTH = 64;
    /** 128 bytes, so that taking numbers disturbs nobody but those who take numbers in the same lane. */
    private static final int APART = 32;

    private static final int STRIDE = 2 * APART + LENGTH;
    private static final VarHandle PLACE = MethodHandles.arrayElementVarHandle(int[].class);

    /** Lane by lane a gap, the number to be taken next, a gap that begins with it, and the places. */
    private int @Nullable [] lanes;

    /**
     * Gives room to the feed. Needs the stripe's lock, and happens before any reader knows that it is wanted.
     *
     * @param stripes how many there are: where several spread their readers one lane each is enough
     */
    void open(int stripes) {
        if (lanes == null) {
            lanes = new int[Math.max(1, MOST_LANES / stripes) * STRIDE];
        }
    }

    @SuppressWarnings("deprecation") // threadId() is younger than JDK 17
    void offer(int hash, Lock lock, EvictionPolicy policy) {
        int[] array = lanes;
        if (array == null) {
            return;
        }
        int lane = lane((int) Thread.currentThread().getId() & (lanesOf(array) - 1));
        int at = (int) PLACE.getAndAdd(array, lane, 1);
        while (at >= LENGTH) {
            lock.lock();
            try {
                drain(policy);
            } finally {
                lock.unlock();
            }
            at = (int) PLACE.getAndAdd(array, lane, 1);
        }
        // Odd, since 0 means empty.
        PLACE.setRelease(array, lane + APART + at, hash | 1);
    }

    private static int lanesOf(int[] array) {
        return array.length / STRIDE;
    }

    /** {@return where a lane keeps its next number} */
    private static int lane(int number) {
        return number * STRIDE + APART;
    }

    /** Tells the policy. Needs the stripe's lock. */
    void drain(EvictionPolicy policy) {
        int[] array = lanes;
        if (array == null) {
            return;
        }
        for (int i = 0; i < lanesOf(array); i++) {
            int lane = lane(i);
            // A plain look, since what it does not see yet is only told a little later.
            if (array[lane] != 0) {
                drain(array, lane, policy);
            }
        }
    }

    private static void drain(int[] array, int lane, EvictionPolicy policy) {
        int done = 0;
        while (true) {
            int seen = (int) PLACE.getVolatile(array, lane);
            for (int filled = Math.min(seen, LENGTH); done < filled; done++) {
                policy.onHit(await(array, lane + APART + done) & ~1);
            }
            // Beyond the end all others wait for the lock, so nobody can take a number that counts.
            if (seen >= LENGTH) {
                PLACE.setVolatile(array, lane, 0);
                return;
            }
            if (PLACE.compareAndSet(array, lane, seen, 0)) {
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
