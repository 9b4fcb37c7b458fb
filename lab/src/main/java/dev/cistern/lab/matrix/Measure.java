package dev.cistern.lab.matrix;

/** A figure of a run; of each less is better. */
public enum Measure {
    /** Allocated bytes an operation; bytes a second where operations were not counted. */
    BYTES("bytes", "allocated bytes", 0.5),
    /** The median pause for collection, nanoseconds; 0 where there was none. */
    PAUSE_MEDIAN("pauseMedian", "GC pause, median", 0),
    /** The pause that 99 of 100 stay below, nanoseconds; 0 where there was none. */
    PAUSE_P99("pauseP99", "GC pause, P99", 0),
    /** By how much the resident memory grows, bytes a second. */
    MEMORY_SLOPE("memorySlope", "slope of resident memory", 0);

    private final String id;
    private final String label;
    private final double resolution;

    Measure(String id, String label, double resolution) {
        this.id = id;
        this.label = label;
        this.resolution = resolution;
    }

    /** {@return its name in documents} */
    public String id() {
        return id;
    }

    /** {@return its name for people} */
    public String label() {
        return label;
    }

    /**
     * {@return the largest difference that is none} Half a byte an operation is one object in thirty operations at
     * least, or what the measuring itself allocates.
     */
    public double resolution() {
        return resolution;
    }

    /** Whether it is one of the two figures that tell of pauses. */
    boolean ofPauses() {
        return this == PAUSE_MEDIAN || this == PAUSE_P99;
    }
}
