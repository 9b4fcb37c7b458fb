package dev.cistern.cli;

import dev.cistern.lab.LabException;
import dev.cistern.lab.recording.Jvms;
import java.util.function.LongFunction;

/** A JVM that runs or has to be started first, and is ended afterwards where Cistern has started it. */
final class LiveTarget {
    private final Interruption interruption;
    private final ProgressLine progress;

    LiveTarget(Interruption interruption, ProgressLine progress) {
        this.interruption = interruption;
        this.progress = progress;
    }

    /** Refuses at once what cannot be looked at, before anything takes time. */
    static void check(AdviseTarget target) {
        switch (target) {
            case AdviseTarget.Running running -> Jvms.find(running.wanted());
            case AdviseTarget.Launched launched -> LaunchedProgram.check(launched.command());
            case AdviseTarget.Recorded unused -> {}
            case AdviseTarget.Demo unused -> {}
            case AdviseTarget.None unused -> {}
        }
    }

    /**
     * Observes it.
     *
     * @param target a running JVM, a program to start, or the demo service
     * @param observe is given its process id
     */
    <T> T observe(AdviseTarget target, LongFunction<T> observe) {
        return switch (target) {
            case AdviseTarget.Running running ->
                observe.apply(Jvms.find(running.wanted()).pid());
            case AdviseTarget.Launched launched -> {
                progress.report("starting " + launched.command().getFirst(), 0);
                try (LaunchedProgram program = LaunchedProgram.start(launched.command())) {
                    yield observe.apply(program.awaitJvm(interruption::happened));
                }
            }
            case AdviseTarget.Demo unused -> {
                progress.report("starting the demo service", 0);
                try (DemoProgram program = DemoProgram.start()) {
                    yield observe.apply(program.awaitReady());
                }
            }
            case AdviseTarget.Recorded unused -> throw new IllegalArgumentException("a recording does not run");
            case AdviseTarget.None unused -> throw new LabException.BadInput("there is nothing to look at");
        };
    }

    /** What Ctrl-C does from now on: it ends the recording early. */
    void onInterruption(Runnable stop) {
        interruption.react(() -> {
            progress.clear();
            System.err.println("cistern: interrupted; ending the recording in the target");
            stop.run();
        });
    }
}
