package dev.cistern.lab.flame;

import dev.cistern.lab.LabException;
import dev.cistern.lab.advise.Advice;
import dev.cistern.lab.advise.CalibratedSamples;
import dev.cistern.lab.recording.AllocationSample;
import dev.cistern.lab.recording.EngineChoice;
import dev.cistern.lab.recording.Frame;
import dev.cistern.lab.recording.LiveProfiler;
import dev.cistern.lab.recording.LiveRecorder;
import dev.cistern.lab.recording.ProfileFacts;
import dev.cistern.lab.recording.ProfileKind;
import dev.cistern.lab.recording.ProfileSink;
import dev.cistern.lab.recording.ProfileUnit;
import dev.cistern.lab.recording.Progress;
import dev.cistern.lab.recording.Recording;
import dev.cistern.lab.recording.RecordingOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Makes profiles of a running JVM, one after another.
 *
 * <p>Allocations are recorded and calibrated just as advise does, all else by {@link LiveProfiler}. {@link #stop()} may
 * be called from any thread, all else is for one.
 */
public final class ProfileRecorder {
    private static final int MOST_WINDOWS = 6;

    private final LiveProfiler profiler = new LiveProfiler();
    private boolean stopped;
    private @Nullable LiveRecorder recorder;

    /** A recorder that has not recorded yet. */
    public ProfileRecorder() {}

    /** Ends the profile that is being made, and every later one at once; it is returned as a partial one. */
    public synchronized void stop() {
        stopped = true;
        profiler.stop();
        if (recorder != null) {
            recorder.stop();
        }
    }

    /** {@return whether {@link #stop()} was called} */
    public synchronized boolean isStopped() {
        return stopped;
    }

    /**
     * Profiles a JVM for a while.
     *
     * @param pid its process id
     * @param kind what to profile
     * @param duration how long, 3 s or more
     * @param engine by which engine
     * @param progress is told how far it has come
     * @return the profile
     * @throws LabException if the JVM cannot be profiled or there was nothing to see
     */
    public Profile record(long pid, ProfileKind kind, Duration duration, EngineChoice engine, Progress progress) {
        return kind == ProfileKind.ALLOC
                ? allocations(pid, duration, engine, progress)
                : others(pid, kind, duration, engine, progress);
    }

    private Profile others(long pid, ProfileKind kind, Duration duration, EngineChoice engine, Progress progress) {
        CallTree tree = new CallTree();
        ProfileFacts facts = profiler.profile(pid, kind, duration, engine, tree, progress);
        if (facts.samples() == 0) {
            String nothing = "no " + kind.title() + " was sampled in the process " + pid + " in "
                    + Math.round(facts.seconds()) + " s";
            throw isStopped()
                    ? new LabException.Interrupted("interrupted when " + nothing)
                    : new LabException.NoConclusion(nothing + "; put it under load, or profile it for longer");
        }
        return ProfileFiles.profile(tree, facts, kind, facts.engine());
    }

    private Profile allocations(long pid, Duration duration, EngineChoice engine, Progress progress) {
        LiveRecorder own = new LiveRecorder();
        synchronized (this) {
            recorder = own;
            if (stopped) {
                own.stop();
            }
        }
        int windows = Math.clamp(duration.toSeconds(), 2, MOST_WINDOWS);
        return profile(own.record(pid, new RecordingOptions(duration, windows, engine), progress));
    }

    /** The allocations of a recording as a profile, each sample with the weight that advise gives it. */
    static Profile profile(Recording recording) {
        CalibratedSamples calibrated = new CalibratedSamples(recording);
        CallTree tree = new CallTree();
        calibrated.forEach((sample, bytes) -> tree.add(tree.stack(frames(sample)), bytes, 1));
        Advice.Calibration calibration = calibrated.calibration();
        Double exact = calibration.exactBytesPerSecond();
        double seconds = calibrated.seconds();
        return new Profile(
                tree,
                new Profile.Facts(
                        ProfileKind.ALLOC.label(),
                        ProfileKind.ALLOC.title(),
                        ProfileUnit.BYTES,
                        recording.engine().label(),
                        recording.engine().label(),
                        recording.target(),
                        recording.startEpochNanos(),
                        seconds,
                        exact == null
                                ? null
                                : new Profile.Calibration(
                                        calibration.sampledBytesPerSecond() * seconds,
                                        Objects.requireNonNull(exact) * seconds,
                                        calibrated.margin()),
                        calibration.dropped(),
                        null,
                        recording.partial(),
                        recording.notes()));
    }

    private static List<String> frames(AllocationSample sample) {
        List<String> frames = new ArrayList<>(sample.path().size() + 1);
        for (Frame frame : sample.path().reversed()) {
            frames.add(frame.className() + "." + frame.methodName());
        }
        frames.add(sample.className() + ProfileSink.CLASS_MARK);
        return frames;
    }
}
