package dev.cistern.bench.harness;

import java.io.IOException;
import java.util.List;

/** A set of measurements that belong into one table. */
public interface Suite {
    /** {@return its name on the command line} */
    String name();

    /**
     * Measures.
     *
     * @param plan how thoroughly, and what of it
     * @return one row for each scenario and contender
     * @throws IOException if a JVM can't be started or dies
     */
    List<Row> run(Plan plan) throws IOException;
}
