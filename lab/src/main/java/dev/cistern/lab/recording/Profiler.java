package dev.cistern.lab.recording;

import dev.cistern.lab.recording.TargetConnection.AgentRefused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** async-profiler inside the target, sampling allocations in one session after another. */
final class Profiler {
    /** Deep enough to find the user's own frames under a framework's. */
    private static final int STACK_DEPTH = 256;

    private final TargetConnection target;
    private final ExchangeFolder exchange;
    private final String library;
    private final ProfilerFile reader = new ProfilerFile();
    private int sessions;
    private boolean running;
    private long startEpochNanos;
    private long intervalBytes;
    private boolean tracked;

    Profiler(TargetConnection target, ExchangeFolder exchange, Path library) {
        this.target = target;
        this.exchange = exchange;
        this.library = library.toString();
    }

    void start(long interval, boolean track) throws IOException, AgentRefused {
        intervalBytes = interval;
        tracked = track;
        sessions++;
        long before = EventTimes.now();
        target.callAgent(
                library,
                "start,event=alloc,alloc=" + interval + (track ? ",live" : "") + ",jfr,jstackdepth=" + STACK_DEPTH
                        + ",file=" + exchange.file(fileName()) + ",loglevel=none");
        running = true;
        // Sampling begins as the last act of the call, but the very first call also loads the library.
        startEpochNanos = Math.max(before, EventTimes.now() - 1_000_000);
    }

    /** Ends sampling; the session can be read when the next one has begun. */
    Finished stop() throws IOException, AgentRefused {
        long before = EventTimes.now();
        running = false;
        target.callAgent(library, "stop,file=" + exchange.file(fileName()) + ",loglevel=none");
        long end = before + Math.min(1_000_000, (EventTimes.now() - before) / 2);
        return new Finished(fileName(), startEpochNanos, end, intervalBytes, tracked);
    }

    boolean running() {
        return running;
    }

    ProfiledSession read(Finished session) throws IOException {
        Path file = exchange.written(session.file());
        ProfiledSession read = reader.read(
                file, session.startEpochNanos(), session.endEpochNanos(), session.intervalBytes(), session.tracked());
        Files.deleteIfExists(file);
        return read;
    }

    private String fileName() {
        return "session-" + sessions + ".jfr";
    }

    /** A session that ended and whose file is not yet read. */
    record Finished(String file, long startEpochNanos, long endEpochNanos, long intervalBytes, boolean tracked) {}
}
