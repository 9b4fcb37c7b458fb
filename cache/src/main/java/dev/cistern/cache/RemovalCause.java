package dev.cistern.cache;

/** Why an entry, or the value of an entry, left the cache. */
public enum RemovalCause {
    /** Somebody removed it: invalidate, remove, a compute that returned null, clear. */
    EXPLICIT,
    /** Somebody put another value in its place. */
    REPLACED,
    /** Its time was over. */
    EXPIRED,
    /** There were too many entries, or they weighed too much. */
    SIZE;

    /** {@return whether the cache itself decided it, not a caller} */
    public boolean wasEvicted() {
        return this == EXPIRED || this == SIZE;
    }
}
