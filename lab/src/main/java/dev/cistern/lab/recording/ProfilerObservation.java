package dev.cistern.lab.recording;

import dev.cistern.lab.recording.TargetConnection.AgentRefused;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Observes with async-profiler: a pilot that learns the target's pace, then one planned session after another. */
final class ProfilerObservation {
    private static final long FIRST_LOOK_NANOS = 200_000_000L;
    private static final long PILOT_NANOS = 1_000_000_000L;
    private static final long PROGRESS_NANOS = 500_000_000L;

    private final TargetConnection target;
    private final Profiler profiler;
    private final HeapLooks heap;
    private final SamplingPlan plan;
    private final PaceMeter pace;
    private final StopSignal stop;
    private final Progress progress;
    private final List<ProfiledSession> sessions = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private Profiler.@Nullable Finished unread;
    private int lookedInWindow = -1;
    private long startNanos;

    ProfilerObservation(
            TargetConnection target,
            Profiler profiler,
            HeapLooks heap,
            SamplingPlan plan,
            PaceMeter pace,
            StopSignal stop,
            Progress progress) {
        this.target = target;
        this.profiler = profiler;
        this.heap = heap;
        this.plan = plan;
        this.pace = pace;
        this.stop = stop;
        this.progress = progress;
    }

    /**
     * Learns the pace: for a moment at the JVM's own interval, which is far too fine for a target that allocates
     * gigabytes a second, then as finely as the observation will at most. Also finds out whether the target lets the profiler
     * in.
     */
    List<ProfiledSession> pilot() throws IOException, AgentRefused {
        ProfiledSession first = pilot(SampleWeights.JVM_DEFAULT_INTERVAL, FIRST_LOOK_NANOS);
        return List.of(first, pilot(SamplingPlan.pilotInterval(pace.pace()), PILOT_NANOS));
    }

    private ProfiledSession pilot(long interval, long nanos) throws IOException, AgentRefused {
        profiler.start(interval, true);
        stop.await(nanos);
        ProfiledSession session = profiler.read(profiler.stop());
        pace.learn(session);
        return session;
    }

    /** Observes until the planned end, the signal to stop or the end of the target. */
    Observed run() {
        progress.report("recording", 0);
        long startEpochNanos = EventTimes.now();
        startNanos = System.nanoTime();
        boolean gone = false;
        try {
            while (!stop.isRaised() && elapsed() < plan.endNanos()) {
                session();
            }
        } catch (IOException | AgentRefused e) {
            gone = target.gone();
            notes.add(
                    gone
                            ? "The process ended while it was observed."
                            : "Observation broke off: " + e.getMessage() + ".");
        }
        try {
            readUnread();
        } catch (IOException e) {
            notes.add("The last session could not be read: " + e.getMessage() + ".");
        }
        long end = sessions.isEmpty() ? EventTimes.now() : sessions.getLast().endEpochNanos();
        return new Observed(startEpochNanos, end, List.copyOf(sessions), gone, List.copyOf(notes));
    }

    private void session() throws IOException, AgentRefused {
        SamplingPlan.Step step = plan.next(elapsed(), pace.pace());
        profiler.start(step.intervalBytes(), step.tracked());
        readUnread();
        int window = plan.window(elapsed());
        if (window != lookedInWindow) {
            lookedInWindow = window;
            heap.lookAfterCollection(stop, Math.max(0, (step.endNanos() - elapsed()) * 3 / 4));
        }
        waitUntil(step.endNanos());
        unread = profiler.stop();
    }

    private void waitUntil(long endNanos) throws IOException {
        for (long left = endNanos - elapsed(); left > 0 && !stop.isRaised(); left = endNanos - elapsed()) {
            progress.report("recording", (double) elapsed() / plan.endNanos());
            stop.await(Math.min(left, PROGRESS_NANOS));
            if (!target.alive()) {
                throw new IOException("the process is gone");
            }
        }
    }

    /** Reads the last session's file; done while the next one runs, so that no time goes unobserved for it. */
    private void readUnread() throws IOException {
        Profiler.Finished finished = unread;
        if (finished != null) {
            unread = null;
            ProfiledSession session = profiler.read(finished);
            sessions.add(session);
            pace.learn(session);
        }
    }

    private long elapsed() {
        return System.nanoTime() - startNanos;
    }
}
