package dev.cistern.pool.junit;

import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** Two tests of which one misuses a pool while the other runs. */
final class ParallelCases {
    private static final CyclicBarrier BARRIER = new CyclicBarrier(2);

    @Test
    void misuses() throws InterruptedException, BrokenBarrierException, TimeoutException {
        BARRIER.await(1, TimeUnit.MINUTES);
        byte[] array = MisusingCases.ARRAYS.acquire();
        MisusingCases.ARRAYS.release(array);
        MisusingCases.ARRAYS.release(array);
        BARRIER.await(1, TimeUnit.MINUTES);
    }

    @Test
    void behaves() throws InterruptedException, BrokenBarrierException, TimeoutException {
        BARRIER.await(1, TimeUnit.MINUTES);
        BARRIER.await(1, TimeUnit.MINUTES);
    }
}
