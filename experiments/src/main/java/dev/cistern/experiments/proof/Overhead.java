package dev.cistern.experiments.proof;

import dev.cistern.lab.Estimate;
import dev.cistern.lab.advise.AdviceOptions;
import dev.cistern.lab.advise.Advisor;
import dev.cistern.lab.cost.CostProbe;
import dev.cistern.lab.probe.Probe;
import dev.cistern.lab.probe.ProbeOptions;
import dev.cistern.lab.probe.ProbeReport;
import dev.cistern.lab.recording.LiveRecorder;
import dev.cistern.lab.recording.Progress;
import dev.cistern.lab.recording.Recording;
import dev.cistern.lab.recording.RecordingOptions;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/**
 * What observing costs a target that is busy all the time, or one that serves at a set pace: its CPU time a request, in
 * stretches with and without a recording in turn.
 *
 * <p>No two processes are compiled alike, which would drown the difference, and a shared machine changes its speed from
 * minute to minute; so each observed stretch is held against the one beside it in the same process, in which nobody
 * observes it. The recording is one of the usual minute, whose sampling is as fine as its length needs; it is ended early,
 * since the pairs are many. Counted is the time in which it runs; loading the profiler and starting the Flight Recorder
 * are not.
 */
final class Overhead {
    /** What is held against nobody's looking, and what it may cost. */
    enum Observation {
        /** The recording that advise makes. */
        RECORDING(0.03),
        /** The probe, with the exchange of the classes and their restoration, of the usual 15 s or what is asked for. */
        PROBE(0.05);

        private final double bar;

        Observation(double bar) {
            this.bar = bar;
        }
    }

    private static final Duration SHORT_RECORDING = Duration.ofSeconds(4);
    private static final Duration USUAL_DURATION = Duration.ofSeconds(60);
    private static final int USUAL_WINDOWS = 6;
    private static final int PAIRS_EACH = 5;

    private final ProofRun run;
    private final Observation observation;
    private final int requestsPerSecond;

    /** Of a target that serves so many requests a second, with 0 as many as it can. */
    Overhead(ProofRun run, Observation observation, int requestsPerSecond) {
        this.run = run;
        this.observation = observation;
        this.requestsPerSecond = requestsPerSecond;
    }

    /** Two stretches beside each other. */
    private record Beside(Cost alone, Cost observed) {
        PairedShift.Pair pair(ToDoubleFunction<Cost> figure) {
            return new PairedShift.Pair(figure.applyAsDouble(alone), figure.applyAsDouble(observed));
        }
    }

    /** What a stretch came to. */
    private record Cost(double nanosPerRequest, double requestsPerSecond) {}

    /** Makes the pairs and prints the shifts; {@return whether the upper end of the CPU time's lies below the bar} */
    boolean print(int pairs, PrintStream out) throws IOException {
        List<Beside> measured = new ArrayList<>();
        while (measured.size() < pairs) {
            measured.addAll(inOneProcess(Math.min(PAIRS_EACH, pairs - measured.size())));
        }
        Estimate shift = shift(measured, Cost::nanosPerRequest);
        Estimate served = shift(measured, Cost::requestsPerSecond);
        String outcome = shift.high() < observation.bar ? "met" : shift.low() > observation.bar ? "missed" : "open";
        out.printf(
                Locale.ROOT,
                "%s: CPU time a request %+.2f %% (%+.2f to %+.2f) in %d pairs of %d s; bar %.0f %%: %s;"
                        + " requests a second %+.2f %% (%+.2f to %+.2f)%n",
                run,
                100 * shift.value(),
                100 * shift.low(),
                100 * shift.high(),
                pairs,
                run.duration().toSeconds(),
                100 * observation.bar,
                outcome,
                100 * served.value(),
                100 * served.low(),
                100 * served.high());
        return shift.high() < observation.bar;
    }

    private static Estimate shift(List<Beside> measured, ToDoubleFunction<Cost> figure) {
        return PairedShift.of(
                measured.stream().map(beside -> beside.pair(figure)).toList());
    }

    /** The cost of a request in stretches beside each other, one of them observed, each second pair in the other order. */
    private List<Beside> inOneProcess(int pairs) throws IOException {
        List<Beside> measured = new ArrayList<>();
        try (TargetProcess target = run.startServing(requestsPerSecond)) {
            alone(target); // its code is still being compiled
            for (int i = 0; i < pairs; i++) {
                Span first = i % 2 == 0 ? alone(target) : looked(target);
                Span second = i % 2 == 0 ? looked(target) : alone(target);
                Span observed = i % 2 == 0 ? second : first;
                Cost alone = (i % 2 == 0 ? first : second).cost();
                Cost looked = observed.cost();
                measured.add(new Beside(alone, looked));
                System.err.printf(
                        Locale.ROOT,
                        "%.1f ns a request alone, %.1f ns observed; %.0f requests a second alone, %.0f observed;"
                                + " this process took %.1f %% of a core meanwhile%n",
                        alone.nanosPerRequest(),
                        looked.nanosPerRequest(),
                        alone.requestsPerSecond(),
                        looked.requestsPerSecond(),
                        100 * observed.ownShareOfACore());
            }
        }
        return measured;
    }

    private Span looked(TargetProcess target) {
        return observation == Observation.PROBE ? probed(target) : observed(target);
    }

    private Span alone(TargetProcess target) {
        Span span = new Span(target);
        span.begin();
        pause(run.duration());
        span.end();
        return span;
    }

    private Span observed(TargetProcess target) {
        Span span = new Span(target);
        LiveRecorder recorder = new LiveRecorder();
        span.whenBegun(() -> after(run.duration(), recorder::stop));
        recorder.record(target.pid(), new RecordingOptions(USUAL_DURATION, USUAL_WINDOWS, run.engine()), span);
        return span;
    }

    /** The recording that finds the sites comes before what is counted; all of the probe is within. */
    private Span probed(TargetProcess target) {
        try (Probe probe = Probe.load(target.pid())) {
            Recording recording = new LiveRecorder()
                    .record(target.pid(), new RecordingOptions(SHORT_RECORDING, 2, run.engine()), Progress.silent());
            List<ProbeReport.SiteKey> sites =
                    Advisor.advise(recording, new AdviceOptions(List.of(), CostProbe.ofThisHost())).sites().stream()
                            .map(site -> new ProbeReport.SiteKey(site.className(), site.path()))
                            .toList();
            ProbeOptions usual = ProbeOptions.usual();
            Span span = new Span(target);
            span.begin();
            ProbeReport report = probe.of(
                    sites,
                    recording.target(),
                    new ProbeOptions(usual.sites(), usual.every(), run.duration()),
                    Progress.silent());
            span.end();
            System.err.println(report.notes());
            return span;
        }
    }

    private static void after(Duration duration, Runnable action) {
        CompletableFuture.delayedExecutor(duration.toNanos(), TimeUnit.NANOSECONDS)
                .execute(action);
    }

    private static void pause(Duration duration) {
        try {
            TimeUnit.NANOSECONDS.sleep(duration.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the target ran unobserved", e);
        }
    }

    /** CPU time and objects of a target between two moments. */
    private static final class Span implements Progress {
        private final TargetProcess target;
        private Runnable begun = () -> {};
        private String first = "";
        private String last = "";
        private Duration cpu = Duration.ZERO;
        private Duration ownCpu = Duration.ZERO;

        Span(TargetProcess target) {
            this.target = target;
        }

        @Override
        public void report(String phase, double fraction) {
            if (first.isEmpty() && phase.equals("recording")) {
                begin();
            } else if (last.isEmpty() && phase.equals("reading")) {
                end();
            }
        }

        void whenBegun(Runnable wanted) {
            begun = wanted;
        }

        void begin() {
            first = target.ask();
            cpu = target.cpuTime();
            ownCpu = ownCpuTime();
            begun.run();
        }

        void end() {
            last = target.ask();
            cpu = target.cpuTime().minus(cpu);
            ownCpu = ownCpuTime().minus(ownCpu);
        }

        /** The CPU time that this process took meanwhile: on a machine of two threads a core it slows the target too. */
        double ownShareOfACore() {
            return ownCpu.toNanos() / 1e9 / Truth.between(first, last).seconds();
        }

        private static Duration ownCpuTime() {
            return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
        }

        Cost cost() {
            Truth truth = Truth.between(first, last);
            double perSecond = truth.sites().stream()
                    .mapToDouble(Truth.Site::objectsPerSecond)
                    .sum();
            return new Cost(cpu.toNanos() / (truth.seconds() * perSecond), perSecond);
        }
    }
}
