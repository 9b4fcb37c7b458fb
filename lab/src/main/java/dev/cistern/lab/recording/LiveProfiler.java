package dev.cistern.lab.recording;

import dev.cistern.lab.LabException;
import dev.cistern.lab.recording.TargetConnection.AgentRefused;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Profiles a running JVM from outside for a while, without restarting it: by async-profiler, or by the target's own Flight
 * Recorder where that is not let in.
 *
 * <p>Afterwards both are ended and their files removed. One profiler serves for one profile after another, on one
 * thread; {@link #stop()} may be called from any.
 */
public final class LiveProfiler {
    private static final String FILE = "profile.jfr";
    private static final long PROGRESS_NANOS = 250_000_000L;
    private static final int STACK_DEPTH = 512;
    private static final int FOLLOWED_OBJECTS = 1024;

    private final StopSignal stop = new StopSignal();

    /** A profiler that has not profiled yet. */
    public LiveProfiler() {}

    /** Ends the profile that is being made, and every later one at once. Returns at once. */
    public void stop() {
        stop.raise();
    }

    /**
     * Profiles for a while; returns when the time is over, {@link #stop()} was called or the JVM is gone.
     *
     * @param pid the JVM's process id
     * @param kind what to profile
     * @param duration how long
     * @param engine by which engine
     * @param sink takes the stacks; their weights are to be multiplied by the factor that is returned
     * @param progress is told how far it has come
     * @return what is known beside the stacks
     * @throws LabException.BadInput if the process is no JVM that can be profiled, or not by that engine
     * @throws LabException.NoConclusion if the JVM was gone before anything was written down
     */
    public ProfileFacts profile(
            long pid, ProfileKind kind, Duration duration, EngineChoice engine, ProfileSink sink, Progress progress) {
        progress.report("attaching", 0);
        try (TargetConnection target =
                        TargetConnection.open(Jvms.find(Long.toString(pid)).pid());
                ExchangeFolder exchange = ExchangeFolder.create(pid)) {
            return new Run(target, exchange, kind, duration, progress).make(engine, sink);
        } catch (IOException e) {
            if (Liveness.endsSoon(pid)) {
                throw new LabException.NoConclusion("the process " + pid
                        + " ended before its profile was written down; profile one that runs longer");
            }
            throw new LabException.BadInput("the JVM " + pid + " could not be profiled: " + e.getMessage(), e);
        }
    }

    /** One profile. */
    private final class Run {
        private final TargetConnection target;
        private final ExchangeFolder exchange;
        private final ProfileKind kind;
        private final Duration duration;
        private final Progress progress;
        private final List<String> notes = new ArrayList<>();
        private boolean gone;

        Run(TargetConnection target, ExchangeFolder exchange, ProfileKind kind, Duration duration, Progress progress) {
            this.target = target;
            this.exchange = exchange;
            this.kind = kind;
            this.duration = duration;
            this.progress = progress;
        }

        ProfileFacts make(EngineChoice engine, ProfileSink sink) throws IOException {
            TargetFacts facts = TargetProbe.ask(target);
            Path file = engine == EngineChoice.JFR ? null : byProfiler(engine);
            if (file == null) {
                file = byFlightRecorder();
            }
            progress.report("reading", 1);
            ProfileFacts read = ProfileFile.read(file, kind, sink, Progress.silent());
            return with(facts, read);
        }

        /** The file, or null where the target does not let the profiler in. */
        private @Nullable Path byProfiler(EngineChoice engine) throws IOException {
            Optional<Path> library = ProfilerLibrary.install();
            if (library.isEmpty()) {
                refused(engine, "async-profiler does not exist for " + System.getProperty("os.name"));
                return null;
            }
            String path = library.get().toString();
            String file = ",file=" + exchange.file(FILE) + ",loglevel=none";
            try {
                target.callAgent(path, "start," + options() + ",jfr,jstackdepth=" + STACK_DEPTH + file);
            } catch (AgentRefused e) {
                refused(engine, String.valueOf(e.getMessage()));
                return null;
            }
            try {
                await();
            } finally {
                if (!gone) {
                    end(path, file);
                }
            }
            return exchange.written(FILE);
        }

        private void end(String library, String file) throws IOException {
            try {
                target.callAgent(library, "stop" + file);
            } catch (AgentRefused e) {
                throw new IOException("the profiler could not be ended: " + e.getMessage(), e);
            } catch (IOException e) {
                // A target that ends writes its profile down by itself.
                gone = !target.alive();
                if (!gone) {
                    throw e;
                }
            }
        }

        private String options() {
            return switch (kind) {
                case CPU -> "event=cpu,interval=5ms";
                case WALL -> "wall=20ms";
                case ALLOC -> "event=alloc,alloc=" + SampleWeights.JVM_DEFAULT_INTERVAL;
                case LIVE -> "event=alloc,alloc=" + SampleWeights.JVM_DEFAULT_INTERVAL + ",live";
                case LOCK -> "lock=10us";
            };
        }

        private void refused(EngineChoice engine, String reason) {
            if (engine == EngineChoice.ASYNC_PROFILER || kind == ProfileKind.WALL) {
                String remedy = kind == ProfileKind.WALL
                        ? "the Flight Recorder has no wall clock samples, so profile cpu or lock instead"
                        : "use --engine auto or --engine jfr";
                throw new LabException.BadInput("the process " + target.pid()
                        + " cannot be profiled with async-profiler: " + reason + "; " + remedy);
            }
            notes.add(
                    "The Flight Recorder sampled, because the target does not let async-profiler in: " + reason + ".");
        }

        private Path byFlightRecorder() throws IOException {
            if (kind == ProfileKind.WALL) {
                throw new LabException.BadInput(
                        "the Flight Recorder has no wall clock samples; leave --engine jfr out, or"
                                + " profile cpu or lock");
            }
            FlightRecorder flight = new FlightRecorder(target, exchange);
            flight.start(flightEvents());
            try {
                await();
            } finally {
                if (!gone) {
                    flight.stop();
                }
            }
            return gone ? flight.salvage() : exchange.written("flight.jfr");
        }

        private Map<String, Map<String, String>> flightEvents() {
            if (kind == ProfileKind.ALLOC) {
                return FlightEventSettings.file();
            }
            Map<String, Map<String, String>> events = new LinkedHashMap<>();
            events.put("jdk.ActiveSetting", Map.of("enabled", "true"));
            events.put("jdk.JVMInformation", Map.of("enabled", "true", "period", "beginChunk"));
            switch (kind) {
                case CPU -> events.put("jdk.ExecutionSample", Map.of("enabled", "true", "period", "10 ms"));
                case LIVE ->
                    events.put(
                            "jdk.OldObjectSample", Map.of("enabled", "true", "stackTrace", "true", "cutoff", "0 ns"));
                default -> {
                    Map<String, String> waits = Map.of("enabled", "true", "stackTrace", "true", "threshold", "100 us");
                    events.put("jdk.JavaMonitorEnter", waits);
                    events.put("jdk.ThreadPark", waits);
                }
            }
            return events;
        }

        private void await() {
            long begun = System.nanoTime();
            long whole = duration.toNanos();
            for (long left = whole; left > 0 && !stop.isRaised() && !gone; left = whole - (System.nanoTime() - begun)) {
                progress.report("profiling", (double) (whole - left) / whole);
                stop.await(Math.min(left, PROGRESS_NANOS));
                gone = !target.alive();
            }
            if (gone) {
                notes.add("The process ended while it was profiled.");
            }
        }

        private ProfileFacts with(TargetFacts facts, ProfileFacts read) {
            if (kind == ProfileKind.LIVE && read.samples() >= FOLLOWED_OBJECTS) {
                notes.add("The profiler's table of followed objects was full, so objects allocated late are missing.");
            }
            notes.addAll(read.notes());
            boolean early = gone || stop.isRaised();
            return new ProfileFacts(
                    facts,
                    read.engine(),
                    read.unit(),
                    read.startEpochNanos(),
                    read.seconds(),
                    read.samples(),
                    read.dropped(),
                    read.factor(),
                    read.sampledTotal(),
                    read.exactTotal(),
                    read.present(),
                    read.partial() || early,
                    List.copyOf(notes));
        }
    }
}
