package dev.cistern.bench.hitratio;

import dev.cistern.cache.Eviction;
import dev.cistern.simulator.Contender;
import dev.cistern.simulator.Simulation;
import dev.cistern.simulator.SimulationReport;
import dev.cistern.simulator.Trace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Formatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The command behind {@code bench/hit-ratio}: every contender over every cell of the grid, and how far each is from Caffeine.
 *
 * <p>A cell is the median of the seeds. Contenders named on the command line are Cistern's policies; Caffeine always runs.
 */
final class HitRatioGrid {
    private static final String USAGE =
            "bench/hit-ratio [FOLDER] [--policies A,B] [--peers] [--shifts] [--seeds N] [--only TRACE]"
                    + " [--csv FILE] [--svg FILE]; the folder of traces also from CISTERN_TRACES";
    private static final int USUAL_SEEDS = 5;
    private static final String USUAL = "adaptive";

    private final Path folder;
    private final List<Contender> contenders;
    private final int seeds;
    private final @Nullable String only;
    private final Map<GridCell, SimulationReport> reports = new LinkedHashMap<>();

    private HitRatioGrid(Path folder, List<Contender> contenders, int seeds, @Nullable String only) {
        this.folder = folder;
        this.contenders = contenders;
        this.seeds = seeds;
        this.only = only;
    }

    public static void main(String[] arguments) throws IOException {
        String folder = System.getenv("CISTERN_TRACES");
        String policies = USUAL;
        String only = null;
        Path csv = null;
        Path svg = null;
        boolean peers = false;
        boolean shifts = false;
        int seeds = USUAL_SEEDS;
        for (int i = 0; i < arguments.length; i++) {
            switch (arguments[i]) {
                case "--policies" -> policies = value(arguments, ++i);
                case "--seeds" -> seeds = Integer.parseInt(value(arguments, ++i));
                case "--only" -> only = value(arguments, ++i);
                case "--csv" -> csv = Path.of(value(arguments, ++i));
                case "--svg" -> svg = Path.of(value(arguments, ++i));
                case "--peers" -> peers = true;
                case "--shifts" -> shifts = true;
                default -> folder = arguments[i];
            }
        }
        if (folder == null || !Files.isDirectory(Path.of(folder))) {
            refuse("needs the folder of traces, but was " + folder);
            return;
        }
        List<Contender> contenders =
                new ArrayList<>(peers ? PeerCaches.all() : PeerCaches.all().subList(0, 1));
        Stream.of(policies.split(",", -1)).map(HitRatioGrid::contender).forEach(contenders::add);
        if (shifts) {
            PhaseShifts.print(Path.of(folder), contenders);
            return;
        }
        HitRatioGrid grid = new HitRatioGrid(Path.of(folder), contenders, seeds, only);
        grid.run();
        System.out.print(grid.table());
        if (csv != null) {
            Files.writeString(csv, grid.csv());
        }
        if (svg != null) {
            Files.writeString(svg, grid.svg());
        }
    }

    /** {@code adaptive/16} is the policy in a cache of 16 stripes. */
    private static Contender contender(String text) {
        int slash = text.indexOf('/');
        return slash < 0
                ? Contender.ofPolicy(text)
                : Contender.striped(
                        Eviction.parse(text.substring(0, slash)), Integer.parseInt(text.substring(slash + 1)));
    }

    private static String value(String[] arguments, int index) {
        if (index >= arguments.length) {
            refuse(arguments[index - 1] + " needs a value behind it, but was the last word");
        }
        return arguments[index];
    }

    private static void refuse(String message) {
        System.err.println("bench/hit-ratio: " + message + "\nusage: " + USAGE);
        System.exit(3);
    }

    private void run() {
        String read = "";
        Trace trace = null;
        for (GridCell cell : GridCell.grid()) {
            if (only != null && !only.equals(cell.trace())) {
                continue;
            }
            if (trace == null || !read.equals(cell.file())) {
                read = cell.file();
                trace = Trace.of(folder.resolve(read).toString());
            }
            System.err.printf("%s %,d%n", cell.trace(), cell.size());
            reports.put(
                    cell, new Simulation(trace, List.of(cell.size()), contenders, seeds).run((what, share) -> true));
        }
    }

    private double percent(GridCell cell, String contender) {
        SimulationReport report = Objects.requireNonNull(reports.get(cell), cell::toString);
        return 100 * report.hitRatio(report.of(contender).get(0));
    }

    private double lead(GridCell cell, String contender) {
        return percent(cell, contender) - percent(cell, PeerCaches.CAFFEINE);
    }

    private String table() {
        Formatter out = new Formatter(Locale.ROOT);
        out.format("| trace | size | optimum | %s |", PeerCaches.CAFFEINE);
        List<String> others = contenders.stream().skip(1).map(Contender::name).toList();
        others.forEach(name -> out.format(" %s |", name));
        out.format("%n|---|--:|--:|--:|%s%n", "--:|".repeat(others.size()));
        for (GridCell cell : reports.keySet()) {
            out.format(
                    "| %s%s | %,d | %.2f | %.2f |",
                    cell.trace(),
                    cell.heldOut() ? " (held out)" : "",
                    cell.size(),
                    percent(cell, Contender.OPTIMUM),
                    percent(cell, PeerCaches.CAFFEINE));
            others.forEach(name -> out.format(" %+.2f |", lead(cell, name)));
            out.format("%n");
        }
        summary(out, others, "mean, all", cell -> true);
        summary(out, others, "mean, applications", GridCell::application);
        summary(out, others, "mean, held out", GridCell::heldOut);
        summary(out, others, "mean, tuned on", cell -> !cell.heldOut());
        out.format("| worst cell | | | |");
        others.forEach(name -> out.format(
                " %+.2f |",
                reports.keySet().stream()
                        .mapToDouble(cell -> lead(cell, name))
                        .min()
                        .orElse(0)));
        out.format("%n| cells below −0.5 | | | |");
        others.forEach(name -> out.format(
                " %d |",
                reports.keySet().stream()
                        .filter(cell -> lead(cell, name) < -0.5)
                        .count()));
        return out.format("%n").toString();
    }

    private void summary(Formatter out, List<String> others, String what, Predicate<GridCell> which) {
        List<GridCell> cells = reports.keySet().stream().filter(which).toList();
        out.format("| %s (%d) | | | |", what, cells.size());
        others.forEach(name -> out.format(
                " %+.2f |",
                cells.stream().mapToDouble(cell -> lead(cell, name)).average().orElse(0)));
        out.format("%n");
    }

    private String svg() {
        String policy = contenders.get(contenders.size() - 1).name();
        return LeadChart.svg(
                policy + ": points of hit ratio more or less than " + PeerCaches.CAFFEINE,
                reports.keySet().stream()
                        .map(cell -> new LeadChart.Bar(
                                String.format(
                                        Locale.ROOT,
                                        "%s %,d%s",
                                        cell.trace(),
                                        cell.size(),
                                        cell.heldOut() ? " (held out)" : ""),
                                lead(cell, policy)))
                        .toList());
    }

    private String csv() {
        Formatter out = new Formatter(Locale.ROOT);
        out.format("trace,size,application,held_out,policy,hit_ratio\n");
        reports.forEach((cell, report) -> report.cells()
                .forEach(result -> out.format(
                        "%s,%d,%s,%s,%s,%.6f\n",
                        cell.trace(),
                        cell.size(),
                        cell.application(),
                        cell.heldOut(),
                        result.policy(),
                        report.hitRatio(result))));
        return out.toString();
    }
}
