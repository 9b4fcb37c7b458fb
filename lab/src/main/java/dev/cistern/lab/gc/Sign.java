package dev.cistern.lab.gc;

/** Something in a log or recording that says what the heap lacks, whatever the figures are. */
enum Sign {
    /** A collection of the whole heap in one pause that the program did not ask for. */
    FULL_COLLECTION("collections of the whole heap in one pause"),
    /** The program called System.gc(). */
    EXPLICIT_COLLECTION("calls of System.gc()"),
    /** G1 found no room to copy survivors to. */
    EVACUATION_FAILURE("evacuations without room to copy to"),
    /** A humongous object made G1 start a collection. */
    HUMONGOUS_ALLOCATION("collections for a humongous object"),
    /** Shenandoah had to stop the program, because a concurrent cycle was overtaken by allocation. */
    DEGENERATED("degenerated cycles"),
    /** A thread had to wait for memory. */
    ALLOCATION_STALL("allocation stalls");

    private final String words;

    Sign(String words) {
        this.words = words;
    }

    /** What it is, as a row of a table says it. */
    String words() {
        return words;
    }
}
