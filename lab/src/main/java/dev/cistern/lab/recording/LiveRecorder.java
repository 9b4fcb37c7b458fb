package dev.cistern.lab.recording;

import dev.cistern.lab.LabException;
import java.io.IOException;

/**
 * Observes a running JVM from outside, without restarting it.
 *
 * <p>While it records, async-profiler samples allocations in the target and the target's Flight Recorder notes its
 * collections; afterwards both are ended and their files removed. What stays is the profiler's idle library, the Flight
 * Recorder's idle machinery and the JVM's own attach listener.
 *
 * <p>One recorder makes one recording. {@link #stop()} may be called from any thread, all else is for one.
 */
public final class LiveRecorder {
    private final StopSignal stop = new StopSignal();

    /** A recorder that has not recorded yet. */
    public LiveRecorder() {}

    /**
     * Ends the recording early; what was observed until then is returned by {@link #record} as a partial recording.
     * Returns at once. Called before a recording, it ends that one when it begins; called again, it does nothing.
     */
    public void stop() {
        stop.raise();
    }

    /**
     * Observes a JVM and returns when the time is over, {@link #stop()} was called or the JVM is gone. Blocks for the
     * duration and two to three seconds more.
     *
     * @param pid the JVM's process id
     * @param options for how long and how
     * @param progress is told how far it has come
     * @return what was observed; partial when it was stopped or the JVM ended before the time was over
     * @throws LabException.BadInput if the process is no JVM that can be observed, or async-profiler was asked for and
     *     cannot be used
     * @throws LabException.NoConclusion if the JVM was gone before two windows were over, or too few allocations were
     *     sampled for any verdict
     * @throws LabException.Interrupted if it was stopped before there was enough to report
     */
    public Recording record(long pid, RecordingOptions options, Progress progress) {
        progress.report("attaching", 0);
        try (TargetConnection target =
                        TargetConnection.open(Jvms.find(Long.toString(pid)).pid());
                ExchangeFolder exchange = ExchangeFolder.create(pid)) {
            return new LiveRecording(target, exchange, options, stop, progress).make();
        } catch (IOException e) {
            throw broken(pid, e);
        }
    }

    private LabException broken(long pid, IOException failure) {
        if (stop.isRaised()) {
            return new LabException.Interrupted("interrupted before there was enough to report on the process " + pid);
        }
        if (Liveness.endsSoon(pid)) {
            return new LabException.NoConclusion("the process " + pid
                    + " was gone before two windows were over; observe one that runs longer, or for a shorter time");
        }
        return new LabException.BadInput("the JVM " + pid + " could not be observed: " + failure.getMessage(), failure);
    }
}
