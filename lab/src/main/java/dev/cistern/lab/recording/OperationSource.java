package dev.cistern.lab.recording;

import java.util.List;
import java.util.OptionalLong;

/**
 * Tells how many operations a program has done.
 *
 * <p>{@link #poll()} is called about once a second on the thread that measures, {@link #line} whenever a line is printed;
 * the others after the program was measured.
 */
public interface OperationSource {
    /**
     * How many operations had been done at one moment.
     *
     * @param epochNanos when, nanoseconds since the epoch
     * @param operations so far, since whatever beginning
     */
    record Reading(long epochNanos, double operations) {}

    /**
     * Is told which process is being measured, before the first poll.
     *
     * @param pid its process id
     */
    default void begin(long pid) {}

    /**
     * Is told each line that the program prints, on a thread of its own.
     *
     * @param line without its end
     */
    default void line(String line) {}

    /** Takes a reading, where readings have to be asked for; what fails is told by {@link #problem()} afterwards. */
    default void poll() {}

    /** {@return the readings so far, in order of time} */
    default List<Reading> readings() {
        return List.of();
    }

    /** {@return the name of the flight recorder event of which each is an operation; empty where none is} */
    default String eventName() {
        return "";
    }

    /** {@return when the program itself says that its warm-up ended, nanoseconds since the epoch} */
    default OptionalLong warmSince() {
        return OptionalLong.empty();
    }

    /** {@return why there are no readings; empty where nothing is known to be wrong} */
    default String problem() {
        return "";
    }

    /** {@return a source that knows of no operations} */
    static OperationSource none() {
        return new OperationSource() {};
    }
}
