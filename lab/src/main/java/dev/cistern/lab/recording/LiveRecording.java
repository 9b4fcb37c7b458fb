package dev.cistern.lab.recording;

import dev.cistern.lab.LabException;
import dev.cistern.lab.recording.TargetConnection.AgentRefused;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The making of one recording: choose the engine, observe, end everything in the target, put the parts together. */
final class LiveRecording {
    private static final double SHORTEST_SECONDS = 3;

    private final TargetConnection target;
    private final ExchangeFolder exchange;
    private final RecordingOptions options;
    private final StopSignal stop;
    private final Progress progress;
    private final FlightRecorder flight;
    private final HeapLooks heap;
    private final SamplingPlan plan;
    private final List<String> notes = new ArrayList<>();
    private @Nullable Profiler profiler;

    LiveRecording(
            TargetConnection target,
            ExchangeFolder exchange,
            RecordingOptions options,
            StopSignal stop,
            Progress progress) {
        this.target = target;
        this.exchange = exchange;
        this.options = options;
        this.stop = stop;
        this.progress = progress;
        this.flight = new FlightRecorder(target, exchange);
        this.heap = new HeapLooks(target, options.duration().toNanos());
        this.plan = new SamplingPlan(options);
    }

    Recording make() throws IOException {
        TargetFacts facts = TargetProbe.ask(target);
        try {
            ProfilerObservation profiling = options.engine() == EngineChoice.JFR ? null : profiling(facts);
            List<ProfiledSession> pilot = profiling == null ? List.of() : startProfiling(profiling);
            if (profiling != null && !pilot.isEmpty()) {
                Observed observed = profiling.run();
                return enough(assembly(facts, observed).profiled(pilot, heap.found()));
            }
            startFlight(FlightEventSettings.sampling());
            Observed observed = new FlightObservation(target, heap, plan, stop, progress).run();
            return enough(assembly(facts, observed).flown(heap.found()));
        } finally {
            endAll();
        }
    }

    private Recording enough(Recording recording) {
        String what = "the process " + target.pid();
        if (stop.isRaised()) {
            EnoughSamples.shortage(recording, what).ifPresent(shortage -> {
                throw new LabException.Interrupted("interrupted when " + shortage);
            });
        }
        return EnoughSamples.of(recording, what, "put it under load, or observe it for longer");
    }

    private @Nullable ProfilerObservation profiling(TargetFacts facts) throws IOException {
        Optional<Path> library = ProfilerLibrary.install();
        if (library.isEmpty()) {
            refused("async-profiler does not exist for " + System.getProperty("os.name") + " on "
                    + System.getProperty("os.arch"));
            return null;
        }
        Profiler started = new Profiler(target, exchange, library.get());
        profiler = started;
        if (!CollectorNames.clearsFollowed(facts.collector(), facts.javaVersion())) {
            plan.neverFollow();
            notes.add(
                    "Generational ZGC does not tell which single objects are dead, so how long those of a site live is"
                            + " only known by class.");
        }
        return new ProfilerObservation(target, started, heap, plan, new PaceMeter(), stop, progress);
    }

    private List<ProfiledSession> startProfiling(ProfilerObservation profiling) throws IOException {
        startFlight(FlightEventSettings.beside());
        progress.report("learning the pace", 0);
        try {
            return profiling.pilot();
        } catch (AgentRefused e) {
            refused(String.valueOf(e.getMessage()));
            endFlight();
            return List.of();
        }
    }

    private void refused(String reason) {
        if (options.engine() == EngineChoice.ASYNC_PROFILER) {
            throw new LabException.BadInput("the process " + target.pid() + " cannot be observed with async-profiler: "
                    + reason + "; use --engine auto or --engine jfr");
        }
        notes.add("Allocations were sampled by the Flight Recorder, whose shares are only indicative, because the"
                + " target does not let async-profiler in: " + reason + ".");
    }

    private void startFlight(Map<String, Map<String, String>> events) throws IOException {
        progress.report("starting the Flight Recorder", 0);
        flight.start(events);
    }

    private RecordingAssembly assembly(TargetFacts facts, Observed observed) throws IOException {
        progress.report("reading", 1);
        int windows = completeWindows(observed);
        boolean partial = observed.endEpochNanos() - observed.startEpochNanos() < plan.endNanos() * 98 / 100;
        FlightFacts flown = flightFacts(observed);
        List<String> all = new ArrayList<>(notes);
        all.addAll(observed.notes());
        if (heap.heapTooLarge()) {
            all.add(
                    "The heap was not counted by class, because walking one of its size would stop the program for long;"
                            + " life spans rest on followed objects alone.");
        }
        Observed noted = new Observed(
                observed.startEpochNanos(), observed.endEpochNanos(), observed.sessions(), observed.targetGone(), all);
        return new RecordingAssembly(facts, noted, flown, windows, partial);
    }

    private int completeWindows(Observed observed) {
        int complete = (int) Math.round(observed.seconds() * 1e9 / plan.windowNanos() - 0.45);
        long seconds = Math.round(observed.seconds());
        if (stop.isRaised()) {
            if (observed.seconds() < SHORTEST_SECONDS) {
                throw new LabException.Interrupted("interrupted after " + seconds
                        + " s, when there was not yet anything to report; let it record for at least 3 s");
            }
        } else if (observed.targetGone() && complete < 2) {
            throw new LabException.NoConclusion("the process " + target.pid() + " was gone after " + seconds
                    + " s, before two windows of " + Math.round(plan.windowNanos() / 1e9)
                    + " s were over; observe one that runs longer, or with a shorter --duration");
        } else if (observed.seconds() < SHORTEST_SECONDS) {
            throw new LabException.NoConclusion("the observation of the process " + target.pid() + " broke off after "
                    + seconds + " s: " + String.join(" ", observed.notes()) + " Try again");
        }
        return Math.clamp(complete, 2, options.windows());
    }

    private FlightFacts flightFacts(Observed observed) throws IOException {
        try {
            return FlightFacts.read(observed.targetGone() ? flight.salvage() : flight.stop());
        } catch (IOException e) {
            if (!target.gone()) {
                throw e;
            }
            notes.add("Collections and exact totals are unknown, because the process ended without writing them down.");
            return new FlightFacts();
        }
    }

    private void endFlight() throws IOException {
        if (flight.running()) {
            flight.stop();
        }
    }

    /** Leaves nothing running in the target, whatever happened before. */
    private void endAll() {
        try {
            Profiler started = profiler;
            if (started != null && started.running()) {
                started.stop();
            }
        } catch (IOException | AgentRefused e) {
            couldNotEnd("the profiler", e);
        }
        try {
            endFlight();
        } catch (IOException e) {
            couldNotEnd("the flight recording", e);
        }
    }

    private void couldNotEnd(String what, Exception failure) {
        System.Logger.Level level = target.gone() ? System.Logger.Level.DEBUG : System.Logger.Level.WARNING;
        System.getLogger(LiveRecording.class.getName())
                .log(level, what + " could not be ended in the process " + target.pid(), failure);
    }
}
