package dev.cistern.cli;

import dev.cistern.lab.advise.Advice;
import dev.cistern.lab.advise.AdviceOptions;
import dev.cistern.lab.advise.Advisor;
import dev.cistern.lab.probe.Probe;
import dev.cistern.lab.probe.ProbeOptions;
import dev.cistern.lab.probe.ProbeReport;
import dev.cistern.lab.recording.Jvms;
import dev.cistern.lab.recording.Recording;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Gets to an advice with the help of a probe: the agent is loaded first, so that a refusal shows before a long recording. */
final class ProbedAdvice {
    /** From this version on a JVM warns of agents that come while it runs. */
    private static final int WARNING = 21;

    private static final ProbeReport NOT_PROBED = new ProbeReport(
            Map.of(),
            ProbeReport.NONE.cost(),
            List.of("Nothing was probed: no site was left open, or the observation was ended early."));

    private final ProbeOptions options;
    private final ProgressLine progress;
    private final Interruption interruption;

    /** @param progress of the probe itself */
    ProbedAdvice(ProbeOptions options, ProgressLine progress, Interruption interruption) {
        this.options = options;
        this.progress = progress;
        this.interruption = interruption;
    }

    /**
     * Records, judges, probes what is open and judges again.
     *
     * @param pid the JVM
     * @param recording makes the recording
     * @param judging how to judge
     */
    Advice of(long pid, Supplier<Recording> recording, AdviceOptions judging) {
        warn(pid);
        try (Probe probe = Probe.load(pid)) {
            Recording recorded = recording.get();
            Advice advice = Advisor.advise(recorded, judging);
            if (interruption.happened() || advice.open().isEmpty()) {
                return Advisor.advise(recorded, judging.with(NOT_PROBED));
            }
            interruption.react(() -> {
                progress.clear();
                System.err.println("cistern: interrupted; taking the probe out of the target");
                probe.stop();
            });
            return Advisor.advise(
                    recorded, judging.with(probe.of(advice.open(), recorded.target(), options, progress::report)));
        } finally {
            progress.clear();
        }
    }

    private void warn(long pid) {
        int version = Jvms.find(Long.toString(pid)).javaVersion();
        if (version == 0 || version >= WARNING) {
            progress.clear();
            System.err.println(
                    "cistern: the probe is an agent; a JVM of JDK 21 or newer prints a warning of it on its error"
                            + " output, unless it was started with -XX:+EnableDynamicAgentLoading");
        }
    }
}
