package dev.cistern.cache;

import dev.cistern.cache.internal.eviction.Node;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * The right of one thread to decide what becomes of one key while user code runs; other keys know nothing of it.
 *
 * <p><b>Concurrency.</b> A claim is listed in its stripe under the lock. Then the value of the node, if there is one, is
 * replaced by null, which sends everybody who wants to write to the lock, where they find the claim and wait for its end.
 * Readers find the claim without the lock and see the value from before, as long as it is not settled: {@code settled} is
 * set before the new value is, so that nobody sees the old value after somebody saw the new one.
 */
final class Claim {
    final Object key;
    final int hash;
    final @Nullable Node node;
    private final Thread owner = Thread.currentThread();
    private final CountDownLatch end = new CountDownLatch(1);

    /** What the key had before; null if nothing. */
    volatile @Nullable Object before;

    /** Set before the outcome can be seen. */
    volatile boolean settled;

    /** The next of the stripe. */
    volatile @Nullable Claim next;

    Claim(Object key, int hash, @Nullable Node node) {
        this.key = key;
        this.hash = hash;
        this.node = node;
    }

    boolean isFor(Object otherKey, int otherHash) {
        return hash == otherHash && key.equals(otherKey);
    }

    /** Wakes up those who wait. */
    void end() {
        end.countDown();
    }

    /**
     * Waits for the end of the claim; an interrupt is kept for later.
     *
     * @throws IllegalStateException if the claim is the caller's own
     */
    void await() {
        if (owner == Thread.currentThread()) {
            throw new IllegalStateException("the function that computes the value of " + key
                    + " changes the same key; return the value from the function instead");
        }
        boolean interrupted = false;
        while (true) {
            try {
                end.await();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
