package dev.cistern.lab.recording;

/** Which engine the user wants allocations to be sampled with. */
public enum EngineChoice {
    /** async-profiler where it can be used, else the JVM's Flight Recorder. */
    AUTO("auto"),
    /** async-profiler or nothing. */
    ASYNC_PROFILER("async-profiler"),
    /** The JVM's Flight Recorder only: no native code enters the target. */
    JFR("jfr");

    private final String label;

    EngineChoice(String label) {
        this.label = label;
    }

    /** {@return the word for it on the command line} */
    public String label() {
        return label;
    }
}
