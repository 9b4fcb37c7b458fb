package dev.cistern.cache;

import dev.cistern.cache.internal.eviction.Advisor;
import dev.cistern.cache.internal.eviction.Mode;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets the stripes of a cache share one advisor: puts a lock around what changes it.
 *
 * <p><b>Concurrency.</b> Taken under the lock of a stripe, never the other way round. A large cache samples one request in eight
 * or fewer, so stripes rarely meet here.
 */
final class GuardedAdvisor implements Advisor {
    private final Advisor advisor;
    private final ReentrantLock lock = new ReentrantLock();

    GuardedAdvisor(Advisor advisor) {
        this.advisor = advisor;
    }

    @Override
    public boolean samples(int hash) {
        return advisor.samples(hash);
    }

    @Override
    public void request(int hash) {
        lock.lock();
        try {
            advisor.request(hash);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Mode mode() {
        return advisor.mode();
    }

    @Override
    public int era() {
        return advisor.era();
    }

    @Override
    public void resize(long capacity) {
        lock.lock();
        try {
            advisor.resize(capacity);
        } finally {
            lock.unlock();
        }
    }
}
