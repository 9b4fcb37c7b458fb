package dev.cistern.simulator;

import java.util.Formatter;
import java.util.List;
import java.util.Locale;

/** A report for the terminal, and as comma-separated values. */
public final class ReportText {
    private static final int LEAST_WIDTH = 9;

    private ReportText() {}

    /**
     * A table of hit ratios in percent: a line for each policy, a column for each size.
     *
     * @param report what to show
     * @return lines of text
     */
    public static String table(SimulationReport report) {
        Formatter out = new Formatter(Locale.ROOT);
        out.format("%s: %,d requests for %,d keys%n", report.trace(), report.requests(), report.distinct());
        out.format(
                "Hit ratio in %% by size%s%n%n", report.seeds() == 1 ? "" : ", median of " + report.seeds() + " runs");
        int name = report.policies().stream().mapToInt(String::length).max().orElse(0);
        List<Integer> sizes = report.sizes();
        out.format("%-" + Math.max(1, name) + "s", "");
        sizes.forEach(size -> out.format("%" + width(size) + "s", String.format(Locale.ROOT, "%,d", size)));
        out.format("%n");
        for (String policy : report.policies()) {
            out.format("%-" + name + "s", policy);
            report.of(policy)
                    .forEach(cell -> out.format("%" + width(cell.size()) + ".2f", 100 * report.hitRatio(cell)));
            out.format("%n");
        }
        if (report.partial()) {
            out.format("%nPartial: it was stopped before the end.%n");
        }
        return out.toString();
    }

    private static int width(int size) {
        return Math.max(LEAST_WIDTH, String.format(Locale.ROOT, "%,d", size).length() + 2);
    }

    /**
     * A line for each cell: trace, policy, size, requests, hits, hit ratio from 0 to 1.
     *
     * @param report what to write
     * @return a header and the lines
     */
    public static String csv(SimulationReport report) {
        Formatter out = new Formatter(Locale.ROOT);
        out.format("trace,policy,size,requests,hits,hit_ratio\n");
        for (SimulationReport.Cell cell : report.cells()) {
            out.format(
                    "%s,%s,%d,%d,%d,%.6f\n",
                    quoted(report.trace()),
                    quoted(cell.policy()),
                    cell.size(),
                    report.requests(),
                    cell.hits(),
                    report.hitRatio(cell));
        }
        return out.toString();
    }

    private static String quoted(String text) {
        boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
