package dev.cistern.experiments.proof;

import dev.cistern.lab.gc.GcPage;
import dev.cistern.lab.gc.GcReport;
import dev.cistern.lab.probe.ProbeOptions;
import dev.cistern.lab.recording.EngineChoice;
import dev.cistern.lab.stall.StallPage;
import dev.cistern.lab.stall.StallReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Runs the proofs that take longer than a test may: {@code experiments/prove run | coverage | check | overhead | probe | grid | matrix | flames | heaps | pauses | stalls | pages | big}. */
final class Prove {
    private static final String USAGE = """
        usage: experiments/prove COMMAND [OPTION VALUE]...
          run       one run, every site against the truth
          coverage  --runs runs alike: how often the truth lies in the stated interval
          overhead  --runs stretches in which a target is observed, and as many in which not: what observing costs them;
                           --of recording|probe --pace N (requests a second, else as many as it can)
          options of all three: --jdk 25 --collector G1 --threads platform|virtual|shared --engine async-profiler|jfr
                           --seconds 24 --young MEGABYTES --runs 20
          probe     boundary 5 of objects that only a probe can tell of: --jdk N --collector NAME --seconds 15
          check     how often the gate is wrong, by --draws from --runs recorded runs of two builds in --folder
                           --runs 60 --draws 400 --folder experiments/target/check
          grid      every JDK, collector, kind of thread and engine; each of these options leaves only one:
                           --jdk N --threads platform|virtual --engine async-profiler|jfr --seconds 15
          matrix    the joint verdict on programs whose bytes, pauses and memory are set, every row of the matrix:
                           --together 1 (runs of each at the same time)
          flames    the allocation graph on the targets and with the options of grid, each site against its interval
          heaps     gc against heaps whose rates and pauses are set, each JDK and collector, live and from their logs:
                           --jdk N --collector NAME --seconds 10
          pauses    the pauses that gc and stall tell of, their number and lengths, against the JVM's own log:
                           --jdk N --collector NAME --seconds 6
          stalls    stall against targets driven into allocation stalls: --jdk N --collector NAME
          pages     writes gc.html and stall.html of such targets, for the pictures of the guide
          big       reads a log and a recording of these megabytes in a heap of 1 GB, and keeps them in the folder;
                    with --only make it makes them and no more:
                           --log 1000 --recording 500 --folder experiments/target/big
        """;
    private static final Set<String> ONE_TARGET =
            new TreeSet<>(Set.of("--jdk", "--collector", "--threads", "--engine", "--seconds", "--young", "--runs"));
    private static final Set<String> OVERHEAD = Stream.concat(ONE_TARGET.stream(), Stream.of("--of", "--pace"))
            .collect(Collectors.toCollection(TreeSet::new));
    private static final Set<String> GRID = new TreeSet<>(Set.of("--jdk", "--threads", "--engine", "--seconds"));

    private static final Set<String> CHECK = new TreeSet<>(Set.of("--runs", "--draws", "--folder"));

    private static final int FEWEST_SECONDS_OBSERVED = 5;

    private Prove() {}

    /** Runs a proof and ends with 0 where it holds, 1 where not, 3 when it was asked for in a wrong way. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (arguments.length == 0) {
            System.err.print(USAGE);
            System.exit(3);
        }
        List<String> rest = Arrays.asList(arguments).subList(1, arguments.length);
        try {
            boolean held = switch (arguments[0]) {
                case "run" -> run(oneTarget(new ProofOptions(rest, ONE_TARGET)));
                case "coverage" -> coverage(new ProofOptions(rest, ONE_TARGET));
                case "overhead" -> overhead(new ProofOptions(rest, OVERHEAD));
                case "probe" -> probe(new ProofOptions(rest, Set.of("--jdk", "--collector", "--seconds")));
                case "flames" -> flames(new ProofOptions(rest, GRID));
                case "heaps" -> heaps(new ProofOptions(rest, Set.of("--jdk", "--collector", "--seconds")));
                case "pauses" -> pauses(new ProofOptions(rest, Set.of("--jdk", "--collector", "--seconds")));
                case "stalls" -> stalls(new ProofOptions(rest, Set.of("--jdk", "--collector")));
                case "pages" -> pages(new ProofOptions(rest, Set.of()));
                case "big" -> big(new ProofOptions(rest, Set.of("--log", "--recording", "--folder", "--only")));
                case "matrix" -> matrix(new ProofOptions(rest, Set.of("--together")));
                case "check" -> check(new ProofOptions(rest, CHECK));
                case "grid" -> grid(new ProofOptions(rest, GRID));
                default -> throw new IllegalArgumentException("unknown command " + arguments[0] + "\n" + USAGE);
            };
            System.exit(held ? 0 : 1);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(3);
        }
    }

    private static boolean run(ProofRun run) throws IOException {
        Score score = run.run();
        System.out.println(run + "\n" + score.table());
        return score.verdictsRight() == score.sites().size();
    }

    private static boolean coverage(ProofOptions options) throws IOException {
        ProofRun run = oneTarget(options);
        Coverage coverage = new Coverage();
        int runs = options.number("--runs", 20);
        for (int i = 1; i <= runs; i++) {
            Score score = run.run();
            System.err.printf("run %d of %d%n%s%n", i, runs, score.table());
            coverage.add(score);
        }
        System.out.println(run + ", " + run.duration().toSeconds() + " s each\n\n" + coverage.markdown());
        return coverage.holds();
    }

    private static boolean overhead(ProofOptions options) throws IOException {
        Overhead.Observation of = one(Overhead.Observation.values(), options, "--of", Overhead.Observation.RECORDING);
        int seconds = options.number("--seconds", FEWEST_SECONDS_OBSERVED);
        if (seconds < FEWEST_SECONDS_OBSERVED) {
            throw new IllegalArgumentException("--seconds must be " + FEWEST_SECONDS_OBSERVED
                    + " or more, since a shorter recording has nothing to report, but was " + seconds);
        }
        int runs = options.number("--runs", 20);
        if (runs < PairedShift.FEWEST) {
            throw new IllegalArgumentException("--runs must be " + PairedShift.FEWEST
                    + " or more, since fewer pairs have no interval of 95 %, but was " + runs);
        }
        int pace = options.has("--pace") ? options.number("--pace", 1) : 0;
        return new Overhead(oneTarget(options), of, pace).print(runs, System.out);
    }

    private static boolean probe(ProofOptions options) throws IOException {
        ProbeOptions usual = ProbeOptions.usual();
        Duration duration = Duration.ofSeconds(
                options.number("--seconds", (int) usual.duration().toSeconds()));
        boolean right = true;
        for (JdkHome jdk : jdks(options)) {
            for (ProofRun.Collector collector : collectors(options)) {
                ProbeProof proof = new ProbeProof(jdk, collector);
                try (TargetProcess target = proof.start(List.of())) {
                    ProbeProof.Result result =
                            proof.run(target, new ProbeOptions(usual.sites(), usual.every(), duration));
                    System.out.println(jdk.feature() + " " + collector.label() + "\n" + result.table());
                    right &= result.right();
                }
            }
        }
        return right;
    }

    private static boolean check(ProofOptions options) throws IOException {
        Path folder = Path.of(options.text("--folder", "experiments/target/check"));
        CheckProof proof = new CheckProof(folder, options.number("--runs", 60));
        return proof.print(options.number("--draws", 400), System.out);
    }

    private static boolean matrix(ProofOptions options) throws IOException {
        return MatrixProof.measure(List.of(MatrixProof.Setting.values()), options.number("--together", 1))
                .print(System.out);
    }

    private static boolean grid(ProofOptions options) throws IOException, InterruptedException {
        return new Grid(System.out).print(runs(options));
    }

    private static List<ProofRun> runs(ProofOptions options) throws IOException, InterruptedException {
        List<Integer> features = options.has("--jdk") ? List.of(options.number("--jdk", 25)) : List.of(17, 25);
        List<ProofRun.Threads> threads = options.has("--threads")
                ? List.of(threads(options))
                : List.of(ProofRun.Threads.PLATFORM, ProofRun.Threads.VIRTUAL);
        List<EngineChoice> engines = options.has("--engine")
                ? List.of(engine(options))
                : List.of(EngineChoice.ASYNC_PROFILER, EngineChoice.JFR);
        Duration duration = Duration.ofSeconds(options.number("--seconds", 15));
        return Grid.runs(features, threads, engines, duration);
    }

    private static boolean flames(ProofOptions options) throws IOException, InterruptedException {
        int sites = 0;
        int covered = 0;
        boolean right = true;
        for (ProofRun run : runs(options)) {
            FlameScore score = FlameScore.of(run);
            System.out.println(run + "\n" + score.table());
            sites += score.sites().size();
            covered += (int)
                    score.sites().stream().filter(FlameScore.Site::covered).count();
            right &= score.totalRight();
        }
        System.out.println(covered + " of " + sites + " sites within their stated intervals");
        return right && covered >= 0.95 * sites;
    }

    private static boolean heaps(ProofOptions options) throws IOException {
        Duration duration = Duration.ofSeconds(options.number("--seconds", 10));
        System.out.println(
                "| target | truth, MB/s | live | from the log | both rates within | R_idle of 0 within, live and log"
                        + " |\n"
                        + "|---|---|---|---|---|---|");
        boolean right = true;
        for (JdkHome jdk : jdks(options)) {
            for (ProofRun.Collector collector : collectors(options)) {
                HeapProof.Result result = new HeapProof(jdk, collector, duration, HeapProof.STEADY).run();
                System.out.println(result.line(jdk.feature() + " " + collector.label()));
                right &= result.right();
            }
        }
        return right;
    }

    private static boolean pauses(ProofOptions options) throws IOException {
        Duration duration = Duration.ofSeconds(options.number("--seconds", 6));
        System.out.println(PauseProof.head());
        boolean right = true;
        for (JdkHome jdk : jdks(options)) {
            for (ProofRun.Collector collector : collectors(options)) {
                PauseProof.Result result = new PauseProof(jdk, collector, duration).run();
                System.out.println(result.line(jdk.feature() + " " + collector.label()));
                right &= result.right();
            }
        }
        return right;
    }

    private static boolean stalls(ProofOptions options) throws IOException {
        System.out.println("| target | truly at | found | window | named | right |\n|---|---|---|---|---|---|");
        boolean right = true;
        for (JdkHome jdk : jdks(options)) {
            for (ProofRun.Collector collector : collectors(options)) {
                if (collector == ProofRun.Collector.SHENANDOAH && !options.has("--collector")) {
                    continue; // it tells nobody which threads wait for memory
                }
                StallProof.Result result = new StallProof(jdk, collector).run();
                System.out.println(result.line(jdk.feature() + " " + collector.label()));
                right &= result.right();
            }
        }
        return right;
    }

    private static boolean pages(ProofOptions none) throws IOException {
        JdkHome jdk = jdks(none).getLast();
        GcReport heap = new HeapProof(jdk, ProofRun.Collector.G1, Duration.ofSeconds(16), HeapProof.IMPROVING)
                .run()
                .live();
        Files.writeString(Path.of("gc.html"), GcPage.render(heap, Duration.ZERO).html());
        StallReport stalls = new StallProof(jdk, ProofRun.Collector.ZGC).run().report();
        Files.writeString(
                Path.of("stall.html"), StallPage.render(stalls, Duration.ZERO).html());
        return true;
    }

    private static boolean big(ProofOptions options) throws IOException, InterruptedException {
        Path folder = Files.createDirectories(Path.of(options.text("--folder", "experiments/target/big")));
        BigFiles files = new BigFiles(folder);
        Path log = files.log(options.number("--log", 1000));
        Path recording = files.recording(options.number("--recording", 500));
        return options.text("--only", "").equals("make") || new BigInput(folder, System.out).print(log, recording);
    }

    private static List<JdkHome> jdks(ProofOptions options) {
        List<Integer> features = options.has("--jdk") ? List.of(options.number("--jdk", 25)) : List.of(17, 25);
        return features.stream()
                .map(feature -> JdkHome.find(feature)
                        .orElseThrow(
                                () -> new IllegalArgumentException("no JDK " + feature + " was found; install one")))
                .toList();
    }

    private static List<ProofRun.Collector> collectors(ProofOptions options) {
        return options.has("--collector")
                ? List.of(one(ProofRun.Collector.values(), options, "--collector", ProofRun.Collector.G1))
                : List.of(ProofRun.Collector.values());
    }

    private static ProofRun oneTarget(ProofOptions options) {
        int feature = options.number("--jdk", 25);
        JdkHome jdk = JdkHome.find(feature)
                .orElseThrow(() -> new IllegalArgumentException("no JDK " + feature + " was found; install one"));
        return new ProofRun(
                jdk,
                one(ProofRun.Collector.values(), options, "--collector", ProofRun.Collector.G1),
                threads(options),
                engine(options),
                Duration.ofSeconds(options.number("--seconds", 24)),
                options.number("--young", ProofRun.LARGE_YOUNG));
    }

    private static ProofRun.Threads threads(ProofOptions options) {
        return one(ProofRun.Threads.values(), options, "--threads", ProofRun.Threads.PLATFORM);
    }

    private static <E extends Enum<E>> E one(E[] choices, ProofOptions options, String name, E otherwise) {
        String given = options.text(name, otherwise.name());
        return Arrays.stream(choices)
                .filter(choice -> choice.name().equalsIgnoreCase(given))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        name + " must be one of " + Arrays.toString(choices) + ", but was " + given));
    }

    private static EngineChoice engine(ProofOptions options) {
        String label = options.text("--engine", EngineChoice.ASYNC_PROFILER.label());
        return Arrays.stream(EngineChoice.values())
                .filter(choice -> choice != EngineChoice.AUTO && choice.label().equals(label))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("--engine must be async-profiler or jfr, but was " + label));
    }
}
