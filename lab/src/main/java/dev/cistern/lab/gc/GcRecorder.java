package dev.cistern.lab.gc;

import dev.cistern.lab.LabException;
import dev.cistern.lab.recording.FlightFile;
import dev.cistern.lab.recording.FlightSubject;
import dev.cistern.lab.recording.LiveFlight;
import dev.cistern.lab.recording.ProcessMemory;
import dev.cistern.lab.recording.Progress;
import dev.cistern.lab.recording.RecordingSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Observes the heap of a running JVM: its Flight Recorder notes collections and exact allocation, and the operating system
 * tells ten times a second what the process occupies.
 *
 * <p>One recorder makes one recording. {@link #stop()} may be called from any thread, all else is for one.
 */
public final class GcRecorder {
    private static final Duration POLL_EVERY = Duration.ofMillis(100);
    private static final Map<String, String> ENABLED = Map.of("enabled", "true");

    private final LiveFlight flight = new LiveFlight();

    /** A recorder that has not recorded yet. */
    public GcRecorder() {}

    /** Ends the recording early; what was observed until then is returned as partial. */
    public void stop() {
        flight.stop();
    }

    /**
     * Observes a JVM for the duration.
     *
     * @param pid its process id
     * @param duration for how long, 3 s to 24 h
     * @param options what counts as an operation
     * @param progress is told how far it has come
     * @param every how often {@code soFar} is called; zero for never
     * @param soFar is given what was observed so far, on the calling thread
     * @return what was observed; partial when it was stopped or the JVM ended before the time was over
     * @throws LabException.BadInput if the process is no JVM that can be observed
     * @throws LabException.NoConclusion if there was no collection, or the JVM was gone too soon
     * @throws LabException.Interrupted if it was stopped before there was anything to report
     */
    public GcHistory record(
            long pid,
            Duration duration,
            GcOptions options,
            Progress progress,
            Duration every,
            Consumer<GcHistory> soFar) {
        TimeSeries resident = new TimeSeries();
        ProcessMemory memory = new ProcessMemory(pid);
        Map<String, Map<String, String>> events = RecordingSettings.heap();
        events.putAll(FlightSubject.settings());
        if (options.operationEvent() != null) {
            events.put(options.operationEvent(), ENABLED);
        }
        LiveFlight.Plan plan = new LiveFlight.Plan(
                events,
                duration,
                POLL_EVERY,
                nanos -> memory.residentBytes().ifPresent(bytes -> resident.add(nanos, bytes)),
                every,
                flown -> soFar(flown, resident, options, soFar));
        boolean swapped = memory.swappedBytes().orElse(0) > 0;
        return flight.observe(pid, plan, progress, flown -> read(flown, resident, options, swapped));
    }

    private static void soFar(
            LiveFlight.Flown flown, TimeSeries resident, GcOptions options, Consumer<GcHistory> soFar) {
        GcHistory history;
        try {
            history = read(flown, resident, options, false);
        } catch (LabException.NoConclusion e) {
            return; // no collection yet
        }
        soFar.accept(history);
    }

    private static GcHistory read(LiveFlight.Flown flown, TimeSeries resident, GcOptions options, boolean swapped) {
        GcHistory history = new GcHistory(GcHistory.Source.LIVE);
        for (int i = 0; i < resident.size(); i++) {
            history.rss.add(resident.nanos(i), resident.value(i));
        }
        history.input("process " + flown.target().pid());
        history.span(flown.startEpochNanos(), flown.endEpochNanos());
        history.target(flown.target());
        flown.notes().forEach(history::note);
        if (flown.partial()) {
            history.markPartial("The observation ended before its time.");
        }
        if (swapped) {
            history.note("Part of the process is swapped out, so its resident size is not what it uses.");
        }
        GcFlightReader reader = new GcFlightReader(history, options);
        FlightFile.read(List.of(flown.file()), Progress.silent(), reader::accept);
        reader.finish("the process " + flown.target().pid()
                + " made no collection while it was observed; observe it for longer or under load");
        return history;
    }
}
