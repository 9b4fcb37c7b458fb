package dev.cistern.experiments.proof;

import dev.cistern.lab.advise.Advice;
import dev.cistern.lab.advise.AdviceOptions;
import dev.cistern.lab.advise.Advisor;
import dev.cistern.lab.cost.CostProbe;
import dev.cistern.lab.recording.EngineChoice;
import dev.cistern.lab.recording.LiveRecorder;
import dev.cistern.lab.recording.RecordingOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One observation of one known-truth target, from its start to the score.
 *
 * @param jdk the JDK the target runs on
 * @param collector its collector
 * @param threads what its sites run on
 * @param engine the engine to observe it with
 * @param duration for how long
 * @param youngMegabytes the size of its young generation, which sets the GC interval where the collector has one
 */
record ProofRun(
        JdkHome jdk, Collector collector, Threads threads, EngineChoice engine, Duration duration, int youngMegabytes) {
    /** Megabytes that make a G1 collection about every half a second, far above the 30 ms of the delayed buffers. */
    static final int LARGE_YOUNG = 128;

    private static final int WINDOWS = 6;

    /** A collector by the flag that chooses it. */
    enum Collector {
        SERIAL("Serial", "-XX:+UseSerialGC", true),
        PARALLEL("Parallel", "-XX:+UseParallelGC", true),
        G1("G1", "-XX:+UseG1GC", true),
        ZGC("ZGC", "-XX:+UseZGC", false),
        SHENANDOAH("Shenandoah", "-XX:+UseShenandoahGC", false);

        private final String label;
        private final String flag;
        private final boolean youngSettable;

        Collector(String label, String flag, boolean youngSettable) {
            this.label = label;
            this.flag = flag;
            this.youngSettable = youngSettable;
        }

        String label() {
            return label;
        }

        String flag() {
            return flag;
        }
    }

    /** What the sites of the target run on. */
    enum Threads {
        /** A platform thread for each site. */
        PLATFORM,
        /** A virtual thread for each site. */
        VIRTUAL,
        /** One platform thread for all sites, so that a thread's exact count does not give a site's rate away. */
        SHARED;

        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** {@return whether this JDK can run such a target} */
    boolean possible() throws IOException, InterruptedException {
        if (threads == Threads.VIRTUAL && jdk.feature() < 21) {
            return false;
        }
        Process version = new ProcessBuilder(jdk.program("java").toString(), collector.flag, "-version")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        return version.waitFor() == 0;
    }

    /** Runs it. */
    Score run() throws IOException {
        try (TargetProcess target = start()) {
            TruthDuring truth = new TruthDuring(target);
            Advice advice = Advisor.advise(
                    new LiveRecorder().record(target.pid(), new RecordingOptions(duration, WINDOWS, engine), truth),
                    new AdviceOptions(List.of(), CostProbe.ofThisHost()));
            return Score.of(truth.found(), advice);
        }
    }

    /** Starts its target and waits until the target's code is compiled. */
    TargetProcess start() throws IOException {
        return TargetProcess.start(jdk, jvmArguments(), List.of("--threads", threads.label()));
    }

    /**
     * Starts a target whose one thread serves so many requests a second, or with 0 as many as it can, so that whatever
     * observing takes is taken from it.
     */
    TargetProcess startServing(int perSecond) throws IOException {
        List<String> arguments = new ArrayList<>(jvmArguments());
        arguments.add("-XX:+EnableDynamicAgentLoading"); // whose warning would be read for an answer
        return TargetProcess.start(
                jdk, arguments, perSecond == 0 ? List.of("--saturated") : List.of("--pace", "" + perSecond));
    }

    private List<String> jvmArguments() {
        List<String> arguments = new ArrayList<>(List.of(collector.flag, "-Xms512m", "-Xmx512m"));
        if (collector.youngSettable) {
            arguments.add("-Xmn" + youngMegabytes + "m");
        }
        return arguments;
    }

    @Override
    public String toString() {
        return "JDK " + jdk.version() + ", " + collector.label + ", " + threads.label() + " threads, " + engine.label();
    }
}
