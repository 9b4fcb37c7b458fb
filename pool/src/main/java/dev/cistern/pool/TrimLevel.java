package dev.cistern.pool;

/** How much a pool gives back. */
public enum TrimLevel {
    /** Drops what was not used since the last rotation. */
    IDLE,

    /** Rotates: drops what was not used since the last rotation, and marks all other idle objects as next to go. */
    HALF,

    /** Drops every idle object. */
    ALL
}
