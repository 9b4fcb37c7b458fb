package dev.cistern.pool;

/** When a pool is asked whether it should trim itself. */
enum TrimOccasion {
    /** A collection of young objects only: never a reason to trim, they come many a second. */
    YOUNG_CYCLE,

    /** A collection that also looked at old objects. */
    MAJOR_CYCLE,

    /** The same, but asked for by {@code System.gc()} or a tool. */
    EXPLICIT_CYCLE,

    /** The clock's regular tick. */
    TIMER
}
