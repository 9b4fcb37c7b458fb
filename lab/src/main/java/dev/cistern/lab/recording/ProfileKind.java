package dev.cistern.lab.recording;

/** What a profile shows of a program. */
public enum ProfileKind {
    /** Time on a processor. */
    CPU("cpu", "CPU time"),
    /** Time that passes, whether a thread runs or waits. */
    WALL("wall", "wall clock time"),
    /** Bytes allocated. */
    ALLOC("alloc", "allocated bytes"),
    /** Bytes allocated while it was recorded and still reachable at its end. */
    LIVE("live", "live bytes"),
    /** Time spent waiting for locks that others held. */
    LOCK("lock", "time waiting for locks");

    private final String label;
    private final String title;

    ProfileKind(String label, String title) {
        this.label = label;
        this.title = title;
    }

    /** {@return the word for it on the command line} */
    public String label() {
        return label;
    }

    /** {@return what its figures are, in words} */
    public String title() {
        return title;
    }
}
