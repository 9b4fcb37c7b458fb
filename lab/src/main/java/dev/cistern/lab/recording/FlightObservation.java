package dev.cistern.lab.recording;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Observes with the Flight Recorder alone: it samples by itself, so all there is to do is to look at the heap and wait. */
final class FlightObservation {
    private static final long PROGRESS_NANOS = 500_000_000L;

    private final TargetConnection target;
    private final HeapLooks heap;
    private final SamplingPlan plan;
    private final StopSignal stop;
    private final Progress progress;
    private int lookedInWindow = -1;

    FlightObservation(TargetConnection target, HeapLooks heap, SamplingPlan plan, StopSignal stop, Progress progress) {
        this.target = target;
        this.heap = heap;
        this.plan = plan;
        this.stop = stop;
        this.progress = progress;
    }

    Observed run() {
        List<String> notes = new ArrayList<>();
        long startEpochNanos = EventTimes.now();
        long startNanos = System.nanoTime();
        boolean gone = false;
        try {
            for (long elapsed = 0;
                    elapsed < plan.endNanos() && !stop.isRaised() && !gone;
                    elapsed = System.nanoTime() - startNanos) {
                progress.report("recording", (double) elapsed / plan.endNanos());
                lookOnceAWindow(elapsed);
                stop.await(Math.min(PROGRESS_NANOS, plan.endNanos() - elapsed));
                gone = !target.alive();
            }
        } catch (IOException e) {
            gone = target.gone();
            notes.add(gone ? "" : "Observation broke off: " + e.getMessage() + ".");
        }
        notes.removeIf(String::isEmpty);
        if (gone) {
            notes.add("The process ended while it was observed.");
        }
        return new Observed(startEpochNanos, EventTimes.now(), List.of(), gone, List.copyOf(notes));
    }

    private void lookOnceAWindow(long elapsed) throws IOException {
        int window = plan.window(elapsed);
        if (window != lookedInWindow) {
            lookedInWindow = window;
            heap.lookAfterCollection(stop, plan.windowNanos() / 2);
        }
    }
}
