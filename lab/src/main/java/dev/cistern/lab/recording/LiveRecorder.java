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
     * Returns at once and does nothing when nothing is recorded.
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
     * @return what was observed
     * @throws LabException.BadInput if the process is no JVM that can be observed, or async-profiler was asked for and
     *     cannot be used
     * @throws LabException.NoConclusion if the JVM was gone before two windows were over, or the recording was stopped
     *     within the first three seconds
     */
    public Recording record(long pid, RecordingOptions options, Progress progress) {
        progress.report("attaching", 0);
        try (TargetConnection target =
                        TargetConnection.open(Jvms.find(Long.toString(pid)).pid());
                ExchangeFolder exchange = ExchangeFolder.create(pid)) {
            return new LiveRecording(target, exchange, options, stop, progress).make();
        } catch (IOException e) {
            if (!ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false)) {
                throw new LabException.NoConclusion(
                        "the process " + pid
                                + " was gone before two windows were over; observe one that runs longer, or for a shorter time");
            }
            throw new LabException.BadInput("the JVM " + pid + " could not be observed: " + e.getMessage(), e);
        }
    }
}
