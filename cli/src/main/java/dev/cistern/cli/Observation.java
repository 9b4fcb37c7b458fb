package dev.cistern.cli;

import dev.cistern.lab.recording.LiveRecorder;
import dev.cistern.lab.recording.Recording;
import dev.cistern.lab.recording.RecordingFiles;
import dev.cistern.lab.recording.RecordingOptions;
import java.util.function.Supplier;

/** Gets from a target to a recording of it and what is concluded from that. */
final class Observation {
    /**
     * Concludes from a recording, while what was recorded still runs.
     *
     * @param <T> what is concluded
     */
    interface Conclusion<T> {
        /**
         * Concludes.
         *
         * @param pid the process to be recorded; 0 where only files are known
         * @param recording makes the recording, once
         */
        T of(long pid, Supplier<Recording> recording);
    }

    private final RecordingOptions options;
    private final ProgressLine progress;
    private final Interruption interruption;

    Observation(RecordingOptions options, ProgressLine progress, Interruption interruption) {
        this.options = options;
        this.progress = progress;
        this.interruption = interruption;
    }

    /** Refuses at once what cannot be looked at, before anything takes time. */
    static void check(AdviseTarget target) {
        if (target instanceof AdviseTarget.Recorded recorded) {
            RecordingFiles.check(recorded.files());
        } else {
            LiveTarget.check(target);
        }
    }

    <T> T of(AdviseTarget target, Conclusion<T> conclusion) {
        if (target instanceof AdviseTarget.Recorded recorded) {
            return conclusion.of(0, () -> RecordingFiles.read(recorded.files(), options.windows(), progress::report));
        }
        LiveTarget live = new LiveTarget(interruption, progress);
        LiveRecorder recorder = new LiveRecorder();
        live.onInterruption(recorder::stop);
        return live.observe(target, pid -> conclusion.of(pid, () -> recorder.record(pid, options, progress::report)));
    }
}
