package dev.cistern.cache;

/** Thrown by the cache's own functions to leave a claimed entry exactly as it was, its times included. */
@SuppressWarnings({"serial", "StaticAssignmentOfThrowable"}) // has no stack, so one is as good as many
final class Unchanged extends RuntimeException {
    static final Unchanged INSTANCE = new Unchanged();

    private Unchanged() {
        super("nothing was changed", null, false, false);
    }
}
