package dev.cistern.lab.recording;

import dev.cistern.lab.LabException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import jdk.jfr.consumer.EventStream;

/**
 * Watches a running JVM: once a second it tells what was measured in the window of time up to now.
 *
 * <p>The events of a {@link RunMeter} are read while they are recorded, from the folder where the JVM writes them; it keeps
 * no more of them than a window and what the JVM has not yet closed. Afterwards the recording is ended and its files are
 * removed.
 *
 * <p>One meter watches once. {@link #stop()} may be called from any thread, all else is for one.
 */
public final class LiveMeter {
    /** What a JVM records reaches its file within a second. */
    private static final long BEHIND_NANOS = 1_500_000_000L;

    private final Duration window;
    private final Duration duration;
    private final StopSignal stop = new StopSignal();

    /**
     * A meter that has not watched yet.
     *
     * @param window how far back the figures go, at least 10 s
     * @param duration for how long to watch
     */
    public LiveMeter(Duration window, Duration duration) {
        this.window = window;
        this.duration = duration;
    }

    /** Ends the watching, at once or when it begins. */
    public void stop() {
        stop.raise();
    }

    /**
     * Watches a JVM and returns when the time is over, {@link #stop()} was called or the JVM is gone.
     *
     * @param pid the JVM's process id
     * @param eachSecond is told what was measured in the window up to now
     * @return what was measured in the last window
     * @throws LabException.BadInput if the process is no JVM that can be observed
     * @throws LabException.NoConclusion if the JVM was gone before anything was measured
     */
    public MeteredRun watch(long pid, Consumer<MeteredRun> eachSecond) {
        try (TargetConnection target =
                        TargetConnection.open(Jvms.find(Long.toString(pid)).pid());
                ExchangeFolder exchange = ExchangeFolder.create(pid)) {
            FlightRecorder flight = new FlightRecorder(target, exchange);
            flight.start(MeterEvents.settings(""), "maxage=" + (window.toSeconds() + 60) + "s ");
            try {
                Path repository = flight.repository()
                        .orElseThrow(() -> new IOException("the JVM does not tell where it records"));
                return watch(target, repository, eachSecond);
            } finally {
                if (flight.running() && target.alive()) {
                    flight.stop();
                }
            }
        } catch (IOException e) {
            throw new LabException.NoConclusion("the process " + pid + " could not be watched: " + e.getMessage()
                    + "; check that it still runs and that its temporary folder can be read from here");
        }
    }

    private MeteredRun watch(TargetConnection target, Path repository, Consumer<MeteredRun> eachSecond)
            throws IOException {
        MeterEvents events = new MeterEvents("");
        Series series = new Series(target);
        OperationSource none = OperationSource.none();
        try (EventStream stream = EventStream.openRepository(repository)) {
            stream.setStartTime(Instant.EPOCH);
            stream.onEvent(events::accept);
            stream.startAsync();
            long begun = System.nanoTime();
            for (long look = 0; look * Series.EVERY_NANOS < duration.toNanos() && !stop.isRaised(); look++) {
                if (!series.look()) {
                    break;
                }
                if (look % Series.LOOKS_A_SECOND == Series.LOOKS_A_SECOND - 1) {
                    slide(series, events);
                    eachSecond.accept(series.run(events, none));
                }
                stop.await(begun + (look + 1) * Series.EVERY_NANOS - System.nanoTime());
            }
        }
        return series.run(events, none);
    }

    private void slide(Series series, MeterEvents events) {
        long now = EventTimes.now();
        long from = Math.max(series.begin(), now - window.toNanos());
        series.forgetBefore(from);
        events.forgetBefore(from - BEHIND_NANOS);
        series.measured(from, now);
    }
}
