package dev.cistern.pool.junit;

import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.Test;

/** Two tests of which one misuses a pool while the other runs. */
final class ParallelTests {
    private static final CyclicBarrier BARRIER = new CyclicBarrier(2);

    @Test
    void misuses() throws InterruptedException, BrokenBarrierException {
        BARRIER.await();
        byte[] array = MisusingTests.ARRAYS.acquire();
        MisusingTests.ARRAYS.release(array);
        MisusingTests.ARRAYS.release(array);
        BARRIER.await();
    }

    @Test
    void behaves() throws InterruptedException, BrokenBarrierException {
        BARRIER.await();
        BARRIER.await();
    }
}
