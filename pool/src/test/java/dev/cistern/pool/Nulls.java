package dev.cistern.pool;

/** A null where none is allowed, as callers without a null checker pass them. */
final class Nulls {
    private Nulls() {}

    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
    static <T> T object() {
        return null;
    }
}
