package dev.cistern.lab.recording;

/** How allocations were sampled. */
public enum Engine {
    /** async-profiler, by the JVM's heap sampling interface: verdicts are firm. */
    ASYNC_PROFILER("async-profiler"),
    /** async-profiler, read from a file that it wrote earlier: what it sampled before is unknown, so verdicts are indicative. */
    ASYNC_PROFILER_FILE("async-profiler"),
    /** JDK Flight Recorder: shares are biased, so verdicts are indicative. */
    JFR("jfr");

    private final String label;

    Engine(String label) {
        this.label = label;
    }

    /** {@return the word for it on the command line and in reports} */
    public String label() {
        return label;
    }

    /** {@return whether a PAYS by this engine is only indicative} */
    public boolean indicative() {
        return this != ASYNC_PROFILER;
    }
}
