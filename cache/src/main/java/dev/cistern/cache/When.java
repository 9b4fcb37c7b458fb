package dev.cistern.cache;

/** Which entries an operation applies to. */
enum When {
    ALWAYS,
    ABSENT,
    PRESENT
}
