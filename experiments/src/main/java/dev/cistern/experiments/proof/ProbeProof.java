package dev.cistern.experiments.proof;

import dev.cistern.lab.Boundary;
import dev.cistern.lab.Outcome;
import dev.cistern.lab.advise.Advice;
import dev.cistern.lab.advise.AdviceOptions;
import dev.cistern.lab.advise.Advisor;
import dev.cistern.lab.advise.SiteAdvice;
import dev.cistern.lab.cost.CostProbe;
import dev.cistern.lab.probe.Probe;
import dev.cistern.lab.probe.ProbeEvidence;
import dev.cistern.lab.probe.ProbeOptions;
import dev.cistern.lab.recording.EngineChoice;
import dev.cistern.lab.recording.LiveRecorder;
import dev.cistern.lab.recording.Progress;
import dev.cistern.lab.recording.Recording;
import dev.cistern.lab.recording.RecordingOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** The probe against a target whose objects are handed over, locked and used as keys where no class file tells of it. */
final class ProbeProof {
    /** What boundary 5 must come out at. */
    private static final Map<String, Outcome> EXPECTED = Map.of(
            "byte[]", Outcome.PASS,
            "dev.cistern.experiments.truth.Message", Outcome.PASS,
            "dev.cistern.experiments.truth.Ticket", Outcome.FAIL,
            "dev.cistern.experiments.truth.Token", Outcome.FAIL);

    /** What no class file tells of. */
    private static final List<String> ONLY_BY_PROBE = EXPECTED.keySet().stream()
            .filter(name -> name.startsWith("dev.cistern."))
            .toList();

    private static final Duration RECORDING = Duration.ofSeconds(8);
    private static final int WINDOWS = 4;

    /** The target's error output joins its answers. */
    private static final String WITHOUT_A_WARNING = "-XX:+EnableDynamicAgentLoading";

    private final JdkHome jdk;
    private final ProofRun.Collector collector;

    ProbeProof(JdkHome jdk, ProofRun.Collector collector) {
        this.jdk = jdk;
        this.collector = collector;
    }

    /**
     * What the probe led to.
     *
     * @param without the advice before the probe
     * @param with the advice after it
     */
    record Result(Advice without, Advice with) {
        /** Whether boundary 5 is right for all four, and was open before for those that only a probe can tell. */
        boolean right() {
            return EXPECTED.entrySet().stream().allMatch(entry -> identity(with, entry.getKey()) == entry.getValue())
                    && ONLY_BY_PROBE.stream().allMatch(name -> identity(without, name) == Outcome.UNKNOWN);
        }

        String table() {
            StringBuilder text = new StringBuilder("""
                    | class | boundary 5 without | with | must be | followed | handed over | key | locked |
                    |---|---|---|---|---|---|---|---|
                    """);
            for (SiteAdvice site : with.sites()) {
                ProbeEvidence seen = with.probe().of(site.className(), site.path());
                text.append(String.format(
                        Locale.ROOT,
                        "| %s | %s | %s | %s | %s |%n",
                        site.className(),
                        identity(without, site.className()),
                        identity(with, site.className()),
                        EXPECTED.get(site.className()),
                        seen == null
                                ? "not probed | | | "
                                : seen.followed() + " | " + seen.handedOver() + " | " + seen.asKey() + " | "
                                        + seen.locked()));
            }
            return text.toString();
        }

        static Outcome identity(Advice advice, String className) {
            return advice.sites().stream()
                    .filter(site -> site.className().equals(className))
                    .flatMap(site -> site.boundaries().stream())
                    .filter(finding -> finding.boundary() == Boundary.IDENTITY)
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("the advice names no " + className))
                    .outcome();
        }
    }

    /** Starts its target and waits until the target's code is compiled. */
    TargetProcess start(List<String> more) throws IOException {
        List<String> arguments = List.of(collector.flag(), "-Xms256m", "-Xmx256m", WITHOUT_A_WARNING);
        return TargetProcess.start(
                jdk, Stream.concat(arguments.stream(), more.stream()).toList(), List.of("--identity"));
    }

    /** Observes and probes a target. */
    Result run(TargetProcess target, ProbeOptions options) {
        AdviceOptions judging = new AdviceOptions(List.of(), CostProbe.ofThisHost());
        try (Probe probe = Probe.load(target.pid())) {
            Recording recording = new LiveRecorder()
                    .record(
                            target.pid(),
                            new RecordingOptions(RECORDING, WINDOWS, EngineChoice.ASYNC_PROFILER),
                            Progress.silent());
            Advice without = Advisor.advise(recording, judging);
            return new Result(
                    without,
                    Advisor.advise(
                            recording,
                            judging.with(probe.of(without.open(), recording.target(), options, Progress.silent()))));
        }
    }
}
