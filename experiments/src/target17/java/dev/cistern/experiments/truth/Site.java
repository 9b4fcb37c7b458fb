package dev.cistern.experiments.truth;

/**
 * One allocation site with a set rate.
 *
 * <p>A site is used by one thread at a time; it keeps its own books of how long its objects really lived.
 */
interface Site {
    /** {@return a short name, unique among the sites} */
    String name();

    /** {@return the allocated class as in source} */
    String className();

    /** {@return the simple name of the method of this class that allocates} */
    String method();

    /** The rate of a site that allocates as fast as it can. */
    int UNPACED = Integer.MAX_VALUE;

    /** {@return the number of objects to allocate a second, or {@link #UNPACED}} */
    int objectsPerSecond();

    /** Allocates this many objects, one after the other, and lets go of as many. */
    void allocate(int count);

    /** {@return one object of the kind the site allocates, only to be measured} */
    Object specimen();

    /** {@return the mean measured life in seconds of the objects let go of so far; 0 where they die at once} */
    default double lifeSeconds() {
        return 0;
    }

    /** {@return whether the JVM's compiler is expected to remove the allocation altogether} */
    default boolean scalarReplaced() {
        return false;
    }
}
