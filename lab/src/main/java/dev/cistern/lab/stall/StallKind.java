package dev.cistern.lab.stall;

/** What kept a thread from going on. */
public enum StallKind {
    /** It waited for memory: ZGC had none free, or its allocation had to wait for a collection. */
    ALLOCATION("allocation stall"),
    /** The whole program stood still. */
    PAUSE("pause"),
    /** It waited to enter a monitor or for a lock. */
    LOCK("lock"),
    /** It waited for a signal, a task or a time; mostly nothing to worry about. */
    PARK("park"),
    /** It waited for a pool to give it an object. */
    POOL_WAIT("pool wait"),
    /** It waited for the load of a cache. */
    CACHE_LOAD("cache load");

    private final String words;

    StallKind(String words) {
        this.words = words;
    }

    /** {@return its name in a report} */
    public String words() {
        return words;
    }
}
