package dev.cistern.lab.recording;

import dev.cistern.lab.recording.Session.Survivors;
import java.util.List;

/**
 * Moves what was recorded to another time.
 *
 * @param nanos by how much; negative to move it back
 */
record TimeShift(long nanos) {
    Session session(Session session) {
        return new Session(
                session.window(),
                session.startEpochNanos() + nanos,
                session.endEpochNanos() + nanos,
                session.intervalBytes(),
                survivors(session.survivors()),
                session.samples().stream().map(this::sample).toList());
    }

    private AllocationSample sample(AllocationSample sample) {
        return new AllocationSample(
                sample.epochNanos() + nanos,
                sample.className(),
                sample.path(),
                sample.thread(),
                sample.sizeBytes(),
                sample.weightBytes());
    }

    private Survivors survivors(Survivors survivors) {
        List<SurvivorSample> moved = survivors.samples().stream()
                .map(survivor -> new SurvivorSample(
                        survivor.allocatedEpochNanos() + nanos,
                        survivor.seenEpochNanos() + nanos,
                        survivor.className(),
                        survivor.path(),
                        survivor.sizeBytes()))
                .toList();
        return survivors.tracked()
                ? new Survivors(
                        true,
                        survivors.complete(),
                        survivors.sinceEpochNanos() + nanos,
                        survivors.decidedEpochNanos() + nanos,
                        moved)
                : survivors;
    }

    Collection collection(Collection collection) {
        return new Collection(
                collection.id(),
                collection.collector(),
                collection.startEpochNanos() + nanos,
                collection.endEpochNanos() + nanos,
                collection.pauseNanos(),
                collection.cpuNanos(),
                collection.usedBeforeBytes(),
                collection.usedAfterBytes(),
                collection.reclaimsYoung(),
                collection.major());
    }

    Recording.AllocatedBytes total(Recording.AllocatedBytes total) {
        return new Recording.AllocatedBytes(
                total.startEpochNanos() + nanos, total.endEpochNanos() + nanos, total.bytes());
    }
}
