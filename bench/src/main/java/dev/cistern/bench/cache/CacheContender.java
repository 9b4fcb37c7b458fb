package dev.cistern.bench.cache;

import org.jspecify.annotations.Nullable;

/**
 * A cache under test, from Long to Long.
 *
 * <p>Each implementation is a record and the one that a forked JVM measures is held in a static final field: so the JIT
 * compiler knows its class and its fields, and no cache pays for the benchmark's interface.
 */
interface CacheContender {
    @Nullable
    Long get(Long key);

    void put(Long key, Long value);
}
