package dev.cistern.lab.recording;

import dev.cistern.lab.LabException;
import java.io.IOException;
import java.nio.file.Path;
import jdk.jfr.consumer.RecordingFile;

/**
 * Measures one run of a program: allocated bytes, pauses, resident memory and operations, after a warm-up.
 *
 * <p>It attaches to the JVM and starts a flight recording there with four cheap events, so the program's command line, its
 * environment and what it prints stay as they are; the recording is ended afterwards. The resident memory is read from
 * {@code /proc} ten times a second.
 *
 * <p>One meter measures one run. {@link #stop()} may be called from any thread, all else is for one.
 */
public final class RunMeter {
    private final MeterOptions options;
    private final OperationSource operations;
    private final StopSignal stop = new StopSignal();

    /**
     * A meter that has not measured yet.
     *
     * @param options how long
     * @param operations what tells of operations
     */
    public RunMeter(MeterOptions options, OperationSource operations) {
        this.options = options;
        this.operations = operations;
    }

    /** Ends the measuring early, at once or when it begins. */
    public void stop() {
        stop.raise();
    }

    /**
     * Measures a JVM and returns when the time is over, {@link #stop()} was called or the JVM is gone.
     *
     * @param pid the JVM's process id
     * @return what was measured
     * @throws LabException.BadInput if the process is no JVM that can be observed
     * @throws LabException.NoConclusion if the JVM was gone before anything was measured
     */
    public MeteredRun measure(long pid) {
        try (TargetConnection target =
                        TargetConnection.open(Jvms.find(Long.toString(pid)).pid());
                ExchangeFolder exchange = ExchangeFolder.create(pid)) {
            FlightRecorder flight = new FlightRecorder(target, exchange);
            flight.start(MeterEvents.settings(operations.eventName()));
            try {
                Series series = observe(target);
                return read(target.alive() ? flight.stop() : flight.salvage(), series);
            } finally {
                if (flight.running() && target.alive()) {
                    flight.stop();
                }
            }
        } catch (IOException e) {
            throw new LabException.NoConclusion("the process " + pid + " could not be measured to its end: "
                    + e.getMessage() + "; try again, or let it run for longer");
        }
    }

    private Series observe(TargetConnection target) throws IOException {
        operations.begin(target.pid());
        Series series = new Series(target);
        long begun = System.nanoTime();
        long warm = options.warmUp().toNanos();
        long whole = warm + options.duration().toNanos();
        for (long look = 0; look * Series.EVERY_NANOS < whole && !stop.isRaised() && series.look(); look++) {
            if (look % Series.LOOKS_A_SECOND == 0) {
                operations.poll();
            }
            stop.await(begun + (look + 1) * Series.EVERY_NANOS - System.nanoTime());
        }
        operations.poll();
        series.measured(operations.warmSince().orElse(series.begin() + warm), EventTimes.now());
        return series;
    }

    private MeteredRun read(Path file, Series series) throws IOException {
        MeterEvents events = new MeterEvents(operations.eventName());
        try (RecordingFile recording = new RecordingFile(file)) {
            while (recording.hasMoreEvents()) {
                events.accept(recording.readEvent());
            }
        }
        return series.run(events, operations);
    }
}
