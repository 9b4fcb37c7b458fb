package dev.cistern.bench.harness;

import java.io.IOException;
import java.util.List;

/** A set of measurements that belong into one table. */
public interface Suite {
    /** {@return its name on the command line} */
    String name();

    /** {@return what it measures, in one line} */
    String about();

    /**
     * {@return whether a contender is another's, so that ours is compared with it}
     *
     * @param contender its name
     */
    boolean isPeer(String contender);

    /**
     * Measures.
     *
     * @param plan how thoroughly, and what of it
     * @return one row for each scenario and contender
     * @throws IOException if a JVM can't be started or dies
     */
    List<Row> run(Plan plan) throws IOException;

    /**
     * {@return what must not be as it was measured, in words; the command then ends with 1}
     *
     * @param lines what was measured
     */
    default List<String> objections(List<Table.Line> lines) {
        return List.of();
    }
}
