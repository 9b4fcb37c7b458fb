package dev.cistern.pool.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cistern.pool.Lease;
import dev.cistern.pool.ScratchPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Tests that use a pool as they should. */
@CatchPoolMisuse
final class WellBehavedCases {
    private final ScratchPool<byte[]> arrays = MisusingCases.ARRAYS;
    private byte[] held = {};

    @BeforeEach
    void acquire() {
        held = arrays.acquire();
    }

    @AfterEach
    void release() {
        arrays.release(held);
    }

    @Test
    void lease() {
        try (Lease<byte[]> lease = arrays.lease()) {
            lease.get()[0] = 1;
        }
    }

    @Test
    void discard() {
        arrays.discard(arrays.acquire());
    }

    @Test
    void manyTimes() {
        for (int i = 0; i < 1_000; i++) {
            assertThat(arrays.<Integer>with(array -> array.length)).isEqualTo(16);
        }
    }

    @Nested
    final class Inside {
        @Test
        void detach() {
            try (Lease<byte[]> lease = arrays.lease()) {
                assertThat(lease.detach()).hasSize(16);
            }
        }
    }
}
