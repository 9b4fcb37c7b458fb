package dev.cistern.cache;

/** Nulls where the compiler would not let one pass. */
final class Nulls {
    private Nulls() {}

    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
    static <T> T none() {
        return null;
    }
}
