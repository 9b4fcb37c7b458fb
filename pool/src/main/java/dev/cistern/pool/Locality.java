package dev.cistern.pool;

/** How a pool keeps threads out of each other's way. */
public enum Locality {
    /** Eight stripes a core, at least 16 and at most 256; fewer where the bound of the pool demands it. */
    AUTO,

    /** One stripe for all threads: the least memory, for pools that are rarely used by two threads at once. */
    SINGLE
}
