package dev.cistern.lab;

/** The five conditions inside which pooling an object can pay; a pool pays only inside all of them. */
public enum Boundary {
    /** Many objects a second, each short-lived and really allocated. */
    FREQUENCY_AND_LIFE(1, "frequency and life span"),
    /** The object can be returned to its initial state and nobody keeps it after release. */
    RESETTABLE_STATE(2, "resettable state"),
    /** Acquire, reset and release together cost clearly less than a new allocation with its share of collection. */
    COST(3, "cost"),
    /** More than 65 % of the acquires between two collections find an object to reuse. */
    REUSE(4, "reuse within a GC cycle"),
    /** Nothing outside depends on which object it is. */
    IDENTITY(5, "no identity");

    private final int id;
    private final String title;

    Boundary(int id, String title) {
        this.id = id;
        this.title = title;
    }

    /** {@return the number, 1 to 5, that the guide and the reports use} */
    public int id() {
        return id;
    }

    /** {@return a few words that name the boundary in a report} */
    public String title() {
        return title;
    }
}
