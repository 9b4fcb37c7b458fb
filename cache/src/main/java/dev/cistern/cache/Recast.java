package dev.cistern.cache;

/** What became of the attempt to put another form of a value in its place. */
enum Recast {
    /** The form is there, or the entry was too heavy with it and left. */
    DONE,
    /** The entry has another value, or is not there. */
    OTHER,
    /** Somebody is computing the value of the key. */
    CLAIMED
}
