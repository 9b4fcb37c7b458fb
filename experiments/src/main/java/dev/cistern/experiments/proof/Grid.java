package dev.cistern.experiments.proof;

import dev.cistern.lab.LabException;
import dev.cistern.lab.recording.EngineChoice;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** One run of every combination of JDK, collector, kind of thread and engine, a row of a Markdown table each. */
final class Grid {
    private final PrintStream out;

    Grid(PrintStream out) {
        this.out = out;
    }

    /** {@return the runs that are possible with the JDKs of this machine} */
    static List<ProofRun> runs(
            List<Integer> features, List<ProofRun.Threads> kinds, List<EngineChoice> engines, Duration duration)
            throws IOException, InterruptedException {
        List<ProofRun> runs = new ArrayList<>();
        for (int feature : features) {
            JdkHome jdk = JdkHome.find(feature)
                    .orElseThrow(() -> new IllegalArgumentException("no JDK " + feature + " was found; install one"));
            for (ProofRun.Threads threads : kinds) {
                for (ProofRun.Collector collector : ProofRun.Collector.values()) {
                    for (EngineChoice engine : engines) {
                        ProofRun run = new ProofRun(jdk, collector, threads, engine, duration, ProofRun.LARGE_YOUNG);
                        if (run.possible()) {
                            runs.add(run);
                        }
                    }
                }
            }
        }
        return runs;
    }

    /** Makes them one after the other and prints each row when it is known; {@return whether all verdicts were right} */
    boolean print(List<ProofRun> runs) throws IOException {
        out.print("""
                | JDK | collector | threads | engine | verdicts right | worst rate error | truth in the stated interval | \
                error of the total | where not right |
                |---|---|---|---|---|---|---|---|---|
                """);
        boolean right = true;
        for (ProofRun run : runs) {
            String first = String.format(
                    Locale.ROOT,
                    "| %s | %s | %s | %s |",
                    run.jdk().feature(),
                    run.collector().label(),
                    run.threads().label(),
                    run.engine().label());
            try {
                Score score = run.run();
                System.err.println(run + "\n" + score.table());
                out.println(first + row(score));
                right &= score.verdictsRight() == score.sites().size();
            } catch (LabException.NoConclusion | IllegalStateException e) {
                out.println(first + " – | – | – | – | no conclusion: " + e.getMessage() + " |");
                right = false;
            }
        }
        return right;
    }

    private static String row(Score score) {
        int sites = score.sites().size();
        String wrong = score.sites().stream()
                .filter(site -> !site.verdictRight())
                .map(site -> site.truth().name() + " "
                        + (site.advice() == null
                                ? "not reported"
                                : site.advice().verdict()))
                .collect(Collectors.joining(", "));
        return String.format(
                Locale.ROOT,
                " %d of %d | %.1f %% | %d of %d | %+.2f %% | %s |",
                score.verdictsRight(),
                sites,
                100 * score.worstRateError(),
                score.covered(),
                sites,
                100 * score.totalError(),
                wrong.isEmpty() ? "–" : wrong);
    }
}
