package dev.cistern.lab.recording;

import dev.cistern.lab.LabException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongConsumer;

/**
 * Observes a running JVM with its own Flight Recorder alone: no native code enters it, and nothing but the recorder's
 * idle machinery stays.
 *
 * <p>One object makes one observation. {@link #stop()} may be called from any thread, all else is for one.
 */
public final class LiveFlight {
    private static final Duration SHORTEST = Duration.ofSeconds(3);
    private static final Duration LONGEST = Duration.ofHours(24);
    private static final long PROGRESS_NANOS = 500_000_000L;

    private final StopSignal stop = new StopSignal();

    /** An observer that has not observed yet. */
    public LiveFlight() {}

    /**
     * How to observe.
     *
     * @param events the settings of each event by its name, {@code jdk.GCPhasePause → enabled=true}
     * @param duration for how long, 3 s to 24 h
     * @param pollEvery how often {@code poll} is called, 10 ms or more
     * @param poll is told the present moment, nanoseconds since the epoch, on the thread that observes
     * @param snapshotEvery how often {@code snapshot} is called; zero for never
     * @param snapshot is given what was recorded so far, on the thread that observes; the file is gone when it returns
     */
    public record Plan(
            Map<String, Map<String, String>> events,
            Duration duration,
            Duration pollEvery,
            LongConsumer poll,
            Duration snapshotEvery,
            Consumer<Flown> snapshot) {
        /**
         * Checks the duration.
         *
         * @throws LabException.BadInput if it lies outside its range
         */
        public Plan {
            if (duration.compareTo(SHORTEST) < 0 || duration.compareTo(LONGEST) > 0) {
                throw new LabException.BadInput("duration must be between 3s and 24h, but was " + duration.toMillis()
                        + "ms; 60s suits most programs");
            }
        }
    }

    /**
     * What was observed.
     *
     * @param file the flight recording, which is gone when the reader returns
     * @param target what the target is
     * @param startEpochNanos when observation began
     * @param endEpochNanos when it ended
     * @param partial whether it ended before its time
     * @param notes what the reader must know of it, each a sentence
     */
    public record Flown(
            Path file,
            TargetFacts target,
            long startEpochNanos,
            long endEpochNanos,
            boolean partial,
            List<String> notes) {}

    /** Ends the observation early; what was observed until then is reported as partial. Returns at once. */
    public void stop() {
        stop.raise();
    }

    /**
     * Observes a JVM and returns when the time is over, {@link #stop()} was called or the JVM is gone.
     *
     * @param pid its process id
     * @param plan what to record and for how long
     * @param progress is told how far it has come
     * @param reader reads the recording before it is deleted
     * @param <T> what the reader makes of it
     * @return what the reader returned
     * @throws LabException.BadInput if the process is no JVM that can be observed
     * @throws LabException.NoConclusion if the JVM was gone before there was anything to report
     * @throws LabException.Interrupted if it was stopped before there was anything to report
     */
    public <T> T observe(long pid, Plan plan, Progress progress, Function<Flown, T> reader) {
        progress.report("attaching", 0);
        try (TargetConnection target =
                        TargetConnection.open(Jvms.find(Long.toString(pid)).pid());
                ExchangeFolder exchange = ExchangeFolder.create(pid)) {
            return observe(target, exchange, plan, progress, reader);
        } catch (IOException e) {
            throw broken(pid, e);
        }
    }

    private <T> T observe(
            TargetConnection target, ExchangeFolder exchange, Plan plan, Progress progress, Function<Flown, T> reader)
            throws IOException {
        TargetFacts facts = TargetProbe.ask(target);
        FlightRecorder flight = new FlightRecorder(target, exchange);
        progress.report("starting the Flight Recorder", 0);
        flight.start(plan.events());
        try {
            long start = EventTimes.now();
            boolean gone = waitFor(target, plan, progress, now -> {
                Path soFar = flight.snapshot();
                plan.snapshot().accept(new Flown(soFar, facts, start, now, false, List.of()));
                Files.deleteIfExists(soFar);
            });
            long end = EventTimes.now();
            checkLength(target.pid(), (end - start) / 1e9, gone);
            progress.report("reading", 1);
            Path file = gone ? salvaged(flight, target.pid()) : flight.stop();
            List<String> notes = new ArrayList<>();
            if (gone) {
                notes.add("The process ended while it was observed.");
            }
            boolean partial = gone || end - start < plan.duration().toNanos() * 98 / 100;
            return reader.apply(new Flown(file, facts, start, end, partial, List.copyOf(notes)));
        } finally {
            end(flight, target);
        }
    }

    /** A JVM that was killed has left an empty file, since it writes its recording down when it ends in peace. */
    private static Path salvaged(FlightRecorder flight, long pid) throws IOException {
        Path file = flight.salvage();
        if (Files.size(file) == 0) {
            throw new LabException.NoConclusion("the process " + pid + " was gone before it had written its recording"
                    + " down; observe one that runs longer, or for a shorter time");
        }
        return file;
    }

    /** Waits until the time is over; true when the process is gone before. */
    private boolean waitFor(TargetConnection target, Plan plan, Progress progress, SnapshotTaker snapshots)
            throws IOException {
        long startNanos = System.nanoTime();
        long told = startNanos - PROGRESS_NANOS;
        long endNanos = plan.duration().toNanos();
        long every = plan.snapshotEvery().toNanos();
        long nextSnapshot = every > 0 ? every : Long.MAX_VALUE;
        for (long elapsed = 0; elapsed < endNanos && !stop.isRaised(); elapsed = System.nanoTime() - startNanos) {
            if (System.nanoTime() - told >= PROGRESS_NANOS) {
                told = System.nanoTime();
                progress.report("recording", (double) elapsed / endNanos);
            }
            plan.poll().accept(EventTimes.now());
            stop.await(Math.min(plan.pollEvery().toNanos(), Math.max(1, endNanos - elapsed)));
            if (!target.alive()) {
                return true;
            }
            if (elapsed >= nextSnapshot) {
                snapshots.take(EventTimes.now());
                nextSnapshot = System.nanoTime() - startNanos + every;
            }
        }
        return false;
    }

    /** Takes a snapshot of what is recorded so far. */
    @FunctionalInterface
    private interface SnapshotTaker {
        void take(long epochNanos) throws IOException;
    }

    private void checkLength(long pid, double seconds, boolean gone) {
        if (seconds >= SHORTEST.toSeconds()) {
            return;
        }
        String after = String.format(java.util.Locale.ROOT, "%.1f s", seconds);
        if (stop.isRaised()) {
            throw new LabException.Interrupted("interrupted after " + after
                    + ", when there was not yet anything to report; let it record for at least 3 s");
        }
        if (gone) {
            throw new LabException.NoConclusion("the process " + pid + " was gone after " + after
                    + ", too soon to conclude anything; observe one that runs longer");
        }
    }

    private static void end(FlightRecorder flight, TargetConnection target) {
        try {
            if (flight.running()) {
                flight.stop();
            }
        } catch (IOException e) {
            System.Logger.Level level = target.alive() ? System.Logger.Level.WARNING : System.Logger.Level.DEBUG;
            System.getLogger(LiveFlight.class.getName())
                    .log(level, "the flight recording could not be ended in the process " + target.pid(), e);
        }
    }

    private LabException broken(long pid, IOException failure) {
        if (stop.isRaised()) {
            return new LabException.Interrupted("interrupted before there was enough to report on the process " + pid);
        }
        if (Liveness.endsSoon(pid)) {
            return new LabException.NoConclusion("the process " + pid
                    + " was gone, and its recording with it; observe one that runs longer, or for a shorter time");
        }
        return new LabException.BadInput("the JVM " + pid + " could not be observed: " + failure.getMessage(), failure);
    }
}
