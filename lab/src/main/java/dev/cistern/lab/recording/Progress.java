package dev.cistern.lab.recording;

/** Is told how far an observation has come; called on the thread that records. */
@FunctionalInterface
public interface Progress {
    /**
     * Something went on.
     *
     * @param phase what is being done, a few words
     * @param fraction how much of the whole is done, 0 to 1
     */
    void report(String phase, double fraction);

    /** {@return a listener that keeps silent} */
    static Progress silent() {
        return (phase, fraction) -> {};
    }
}
