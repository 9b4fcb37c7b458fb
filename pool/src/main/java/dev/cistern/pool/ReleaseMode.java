package dev.cistern.pool;

/** How a pool takes an object back. */
public enum ReleaseMode {
    /**
     * By a plain store: if two threads that share a stripe release at the same instant, one object may be overwritten
     * and is left to the garbage collector. Chosen where the policy overrides neither {@code weigh} nor
     * {@code destroy}.
     */
    LOSSY,

    /** By one compare-and-set that sees what it replaces: no object is ever lost, {@code destroy} misses none. */
    EXACT,

    /** Not at all: the pool is off and every object is dropped at its release. */
    NONE
}
