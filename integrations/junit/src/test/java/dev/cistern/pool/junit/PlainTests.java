package dev.cistern.pool.junit;

import org.junit.jupiter.api.Test;

/** A test without the annotation. */
final class PlainTests {
    @Test
    void misuses() {
        byte[] array = MisusingTests.ARRAYS.acquire();
        MisusingTests.ARRAYS.release(array);
        MisusingTests.ARRAYS.release(array);
    }
}
