package dev.cistern.lab.stall;

import dev.cistern.lab.LabException;
import dev.cistern.lab.recording.FlightFile;
import dev.cistern.lab.recording.FlightSubject;
import dev.cistern.lab.recording.LiveFlight;
import dev.cistern.lab.recording.Progress;
import dev.cistern.lab.recording.RecordingSettings;
import dev.cistern.lab.recording.TargetFacts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Observes with its own Flight Recorder when the threads of a running JVM stand still.
 *
 * <p>One recorder makes one recording. {@link #stop()} may be called from any thread, all else is for one.
 */
public final class StallRecorder {
    private static final Duration POLL_EVERY = Duration.ofMillis(200);

    private final LiveFlight flight = new LiveFlight();

    /** A recorder that has not recorded yet. */
    public StallRecorder() {}

    /** Ends the recording early; what was observed until then is reported as partial. */
    public void stop() {
        flight.stop();
    }

    /**
     * Observes a JVM for the duration.
     *
     * @param pid its process id
     * @param duration for how long, 3 s to 24 h
     * @param options what to look for
     * @param progress is told how far it has come
     * @param every how often {@code soFar} is called; zero for never
     * @param soFar is given a report of what was observed so far, on the calling thread
     * @return the report; partial when it was stopped or the JVM ended before the time was over
     * @throws LabException.BadInput if the process is no JVM that can be observed
     * @throws LabException.NoConclusion if the JVM was gone too soon
     * @throws LabException.Interrupted if it was stopped before there was anything to report
     */
    public StallReport record(
            long pid,
            Duration duration,
            StallOptions options,
            Progress progress,
            Duration every,
            Consumer<StallReport> soFar) {
        Map<String, Map<String, String>> events = RecordingSettings.stalls();
        events.putAll(FlightSubject.settings());
        LiveFlight.Plan plan = new LiveFlight.Plan(
                events, duration, POLL_EVERY, unused -> {}, every, flown -> soFar.accept(read(flown, options)));
        return flight.observe(pid, plan, progress, flown -> read(flown, options));
    }

    private static StallReport read(LiveFlight.Flown flown, StallOptions options) {
        StallReader reader = new StallReader(flown.startEpochNanos(), flown.endEpochNanos(), options);
        FlightFile.read(List.of(flown.file()), Progress.silent(), reader::accept);
        TargetFacts target = flown.target();
        List<String> notes = new ArrayList<>(flown.notes());
        if (flown.partial()) {
            notes.add("The observation ended before its time.");
        }
        return new StallAnalysis(reader.finished(), target, options)
                .report(
                        true,
                        List.of("process " + target.pid()),
                        flown.startEpochNanos(),
                        flown.endEpochNanos(),
                        flown.partial(),
                        notes);
    }
}
