package dev.cistern.pool.junit;

import dev.cistern.pool.MisuseKind;
import dev.cistern.pool.PoolPolicy;
import dev.cistern.pool.ScratchPool;
import org.junit.jupiter.api.Test;

/** Tests that misuse a pool; run by {@link PoolMisuseExtensionTest} only, as their name keeps them from the build. */
@CatchPoolMisuse
final class MisusingCases {
    static final ScratchPool<byte[]> ARRAYS = pool();

    private static ScratchPool<byte[]> pool() {
        return ScratchPool.builder(PoolPolicy.of(() -> new byte[16], array -> true))
                .name("arrays")
                .build();
    }

    @Test
    void releasesTwice() {
        byte[] array = ARRAYS.acquire();
        ARRAYS.release(array);
        ARRAYS.release(array);
    }

    private static void releaseTwice() {
        byte[] array = ARRAYS.acquire();
        ARRAYS.release(array);
        ARRAYS.release(array);
    }

    @Test
    void writesAfterItsRelease() {
        byte[] array = ARRAYS.acquire();
        ARRAYS.release(array);
        array[3] = 1;
    }

    @Test
    void releasesWhatIsNotPooled() {
        // A pool that lost objects before it was watched lets as many pass.
        pool().release(new byte[16]);
    }

    @Test
    void forgetsItsRelease() {
        ARRAYS.acquire();
    }

    @Test
    @CatchPoolMisuse(allow = MisuseKind.FORGOTTEN_RELEASE)
    void mayForget() {
        ARRAYS.acquire();
    }

    @Test
    void misusesInAThreadOfItsOwn() throws InterruptedException {
        Thread worker = new Thread(MisusingCases::releaseTwice);
        worker.start();
        worker.join();
    }

    @Test
    void failsByItself() {
        releaseTwice();
        throw new IllegalStateException("its own");
    }
}
