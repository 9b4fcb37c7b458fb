package dev.cistern.cache;

import org.jspecify.annotations.Nullable;

/** A value that left the cache and that a listener is to be told of. */
final class Removal {
    final Object key;
    final Object value;
    final RemovalCause cause;

    @Nullable
    Removal next;

    Removal(Object key, Object value, RemovalCause cause) {
        this.key = key;
        this.value = value;
        this.cause = cause;
    }
}
