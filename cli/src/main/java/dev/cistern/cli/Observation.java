package dev.cistern.cli;

import dev.cistern.lab.recording.Jvms;
import dev.cistern.lab.recording.LiveRecorder;
import dev.cistern.lab.recording.Recording;
import dev.cistern.lab.recording.RecordingFiles;
import dev.cistern.lab.recording.RecordingOptions;

/** Gets from a target to a recording of it: starts what has to be started, and ends it afterwards whatever happens. */
final class Observation {
    private final RecordingOptions options;
    private final ProgressLine progress;
    private final Interruption interruption;

    Observation(RecordingOptions options, ProgressLine progress, Interruption interruption) {
        this.options = options;
        this.progress = progress;
        this.interruption = interruption;
    }

    /** Refuses at once what cannot be looked at, before anything takes time. */
    void check(AdviseTarget target) {
        switch (target) {
            case AdviseTarget.Running running -> Jvms.find(running.wanted());
            case AdviseTarget.Launched launched -> LaunchedProgram.check(launched.command());
            case AdviseTarget.Recorded recorded -> RecordingFiles.check(recorded.files());
            case AdviseTarget.Demo unused -> {}
            case AdviseTarget.None unused -> {}
        }
    }

    Recording of(AdviseTarget target) {
        return switch (target) {
            case AdviseTarget.Running running ->
                record(Jvms.find(running.wanted()).pid());
            case AdviseTarget.Launched launched -> launch(launched);
            case AdviseTarget.Recorded recorded ->
                RecordingFiles.read(recorded.files(), options.windows(), progress::report);
            case AdviseTarget.Demo unused -> demo();
            case AdviseTarget.None unused -> throw new IllegalArgumentException("there is nothing to look at");
        };
    }

    private Recording launch(AdviseTarget.Launched launched) {
        progress.report("starting " + launched.command().getFirst(), 0);
        try (LaunchedProgram program = LaunchedProgram.start(launched.command())) {
            Recording recording = record(program.awaitJvm(interruption::happened));
            progress.report("ending the program", 1);
            return recording;
        }
    }

    private Recording demo() {
        progress.report("starting the demo service", 0);
        try (DemoProgram program = DemoProgram.start()) {
            return record(program.awaitReady());
        }
    }

    private Recording record(long pid) {
        LiveRecorder recorder = new LiveRecorder();
        interruption.react(() -> {
            progress.clear();
            System.err.println("cistern: interrupted; ending the recording in the target");
            recorder.stop();
        });
        return recorder.record(pid, options, progress::report);
    }
}
