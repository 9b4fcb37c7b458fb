package dev.cistern.lab.matrix;

/**
 * What bytes, pauses and resident memory say together.
 *
 * <p>One figure misleads: a pool may save bytes and cost memory, and a leak may show in memory alone. A verdict that names
 * several figures as worse needs each of them to be so by its own interval.
 */
public enum JointVerdict {
    /** Bytes, pauses and memory are up. */
    OUTRUNS_COLLECTION(Level.RED, "allocation outruns collection"),
    /** Bytes and memory are up, pauses are not. */
    RISES_BEFORE_COLLECTION(Level.AMBER, "memory rises before the next collection meets it"),
    /** Bytes and pauses are up, memory is not. */
    CHURN(Level.AMBER, "churn; a pool may help: run advise"),
    /** Only bytes are up. */
    ABSORBED(Level.INFO, "reuse absorbs it"),
    /** Pauses and memory are up, bytes are not. */
    LIVE_SET_GROWS(Level.AMBER, "the live set or a cache grows"),
    /** Only pauses are up. */
    PAUSES_ALONE(Level.AMBER, "GC configuration or promotion"),
    /** Only memory is up. */
    MEMORY_ALONE(Level.AMBER, "native, metaspace or direct memory"),
    /** Nothing is up, and nothing is proven to be better. */
    GREEN(Level.GREEN, "nothing is worse"),
    /** At least one figure is better and none is worse. */
    PROVEN(Level.PROVEN, "better, and nothing is worse"),
    /** A figure is missing, so no row can be told from another. */
    UNDECIDED(Level.UNDECIDED, "a figure is missing");

    /** How bad it is. */
    public enum Level {
        /** Act on it. */
        RED,
        /** Look at it. */
        AMBER,
        /** Good to know. */
        INFO,
        /** Fine. */
        GREEN,
        /** A gain, shown. */
        PROVEN,
        /** Not known. */
        UNDECIDED
    }

    private final Level level;
    private final String meaning;

    JointVerdict(Level level, String meaning) {
        this.level = level;
        this.meaning = meaning;
    }

    /** {@return how bad it is} */
    public Level level() {
        return level;
    }

    /** {@return what it means, in words} */
    public String meaning() {
        return meaning;
    }

    /**
     * The row of the matrix.
     *
     * @param bytes allocated bytes an operation
     * @param pause pauses for collection, allocation stalls among them
     * @param memory slope of the resident memory
     * @return the verdict
     */
    public static JointVerdict of(Direction bytes, Direction pause, Direction memory) {
        if (bytes == Direction.UNKNOWN || pause == Direction.UNKNOWN || memory == Direction.UNKNOWN) {
            return UNDECIDED;
        }
        boolean moreBytes = bytes == Direction.UP;
        boolean longerPauses = pause == Direction.UP;
        boolean moreMemory = memory == Direction.UP;
        if (moreBytes) {
            return moreMemory
                    ? longerPauses ? OUTRUNS_COLLECTION : RISES_BEFORE_COLLECTION
                    : longerPauses ? CHURN : ABSORBED;
        }
        if (longerPauses || moreMemory) {
            return longerPauses ? moreMemory ? LIVE_SET_GROWS : PAUSES_ALONE : MEMORY_ALONE;
        }
        boolean better = bytes == Direction.BETTER || pause == Direction.BETTER || memory == Direction.BETTER;
        return better ? PROVEN : GREEN;
    }
}
