package dev.cistern.bench.harness;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/** The rows of a suite as people read them. */
public final class Table {
    private final List<Row> rows;
    private final Predicate<String> isPeer;

    /**
     * Makes a table.
     *
     * @param rows what was measured
     * @param isPeer tells by a contender's name whether it is another's pool
     */
    public Table(List<Row> rows, Predicate<String> isPeer) {
        this.rows = rows;
        this.isPeer = isPeer;
    }

    /**
     * What is printed of a row.
     *
     * @param scenario what was done
     * @param contender with what
     * @param wallNanos wall time of an operation
     * @param cpuNanos CPU time of an operation
     * @param bytes allocated by an operation
     * @param toBestPeer CPU time divided by that of the best peer of the scenario; empty if there is none
     */
    public record Line(
            String scenario,
            String contender,
            Shift wallNanos,
            Shift cpuNanos,
            double bytes,
            Optional<Shift> toBestPeer) {}

    /** {@return what is printed, scenario by scenario, the fastest first} */
    public List<Line> lines() {
        return rows.stream()
                .map(Row::scenario)
                .distinct()
                .flatMap(scenario -> {
                    List<Row> of = rows.stream()
                            .filter(row -> row.scenario().equals(scenario))
                            .toList();
                    Optional<Row> best = of.stream()
                            .filter(row -> isPeer.test(row.contender()))
                            .min(Comparator.comparingDouble(row -> row.cpu().value()));
                    return of.stream()
                            .sorted(Comparator.comparingDouble(row -> row.cpu().value()))
                            .map(row -> line(row, best));
                })
                .toList();
    }

    private static Line line(Row row, Optional<Row> best) {
        return new Line(row.scenario(), row.contender(), row.wall(), row.cpu(), row.bytes(), best.map(row::cpuRatioTo));
    }

    /** {@return the table as text that is Markdown too} */
    public String text() {
        StringBuilder text = new StringBuilder();
        String scenario = "";
        for (Line line : lines()) {
            if (!line.scenario().equals(scenario)) {
                scenario = line.scenario();
                text.append("\n### ").append(scenario).append("\n\n");
                text.append(format(
                        "name", "wall ns/op", "95 % interval", "CPU ns/op", "95 % interval", "B/op", "to best peer"));
                text.append(format("---", "---:", "---:", "---:", "---:", "---:", "---:"));
            }
            text.append(format(
                    line.contender(),
                    number(line.wallNanos().value()),
                    interval(line.wallNanos()),
                    number(line.cpuNanos().value()),
                    interval(line.cpuNanos()),
                    bytes(line.bytes()),
                    line.toBestPeer().map(Table::ratio).orElse("")));
        }
        return text.toString();
    }

    private static String format(String... cells) {
        return String.format(Locale.ROOT, "| %-32s | %10s | %15s | %10s | %15s | %8s | %18s |%n", (Object[]) cells);
    }

    private static String ratio(Shift ratio) {
        String value = String.format(Locale.ROOT, "%.2f", ratio.value());
        return Double.isNaN(ratio.low())
                ? value
                : value + String.format(Locale.ROOT, " (%.2f–%.2f)", ratio.low(), ratio.high());
    }

    private static String interval(Shift shift) {
        return Double.isNaN(shift.low()) ? "" : number(shift.low()) + "–" + number(shift.high());
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "" : String.format(Locale.ROOT, value < 100 ? "%.2f" : "%.0f", value);
    }

    private static String bytes(double value) {
        return Double.isNaN(value) ? "" : String.format(Locale.ROOT, "%.0f", value);
    }
}
