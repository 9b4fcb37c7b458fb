package dev.cistern.pool.junit;

import org.junit.jupiter.api.Test;

/** A test without the annotation. */
final class PlainCases {
    @Test
    void misuses() {
        byte[] array = MisusingCases.ARRAYS.acquire();
        MisusingCases.ARRAYS.release(array);
        MisusingCases.ARRAYS.release(array);
    }
}
