package dev.cistern.simulator;

import java.util.List;

/**
 * What came of a simulation.
 *
 * @param trace the trace's name
 * @param requests how many requests it has
 * @param distinct how many different keys
 * @param seeds of how many runs a cell is the median
 * @param cells by size, and within a size the optimum first, then in the order of the contenders
 * @param partial whether it was stopped before its end, so that cells are missing
 */
public record SimulationReport(String trace, int requests, int distinct, int seeds, List<Cell> cells, boolean partial) {
    /**
     * One policy at one size.
     *
     * @param policy its name
     * @param size how many entries the cache holds
     * @param hits how many requests hit
     */
    public record Cell(String policy, int size, long hits) {}

    /** Keeps a list of its own. */
    public SimulationReport {
        cells = List.copyOf(cells);
    }

    /**
     * The hit ratio of a cell.
     *
     * @param cell one of the cells
     * @return from 0 to 1
     */
    public double hitRatio(Cell cell) {
        return (double) cell.hits() / requests;
    }

    /** {@return the sizes, in the order of the simulation} */
    public List<Integer> sizes() {
        return cells.stream().map(Cell::size).distinct().toList();
    }

    /** {@return the names of the policies, the optimum first} */
    public List<String> policies() {
        return cells.stream().map(Cell::policy).distinct().toList();
    }

    /**
     * The hit ratios of one policy by size, where there are some.
     *
     * @param policy its name
     * @return its cells
     */
    public List<Cell> of(String policy) {
        return cells.stream().filter(cell -> cell.policy().equals(policy)).toList();
    }
}
