package dev.cistern.lab.recording;

import java.util.ArrayDeque;

/** Learns the pace of a target from one session after another. */
final class PaceMeter {
    /** Further back than this a count of collections no longer tells how it is now. */
    private static final long MEMORY_NANOS = 60_000_000_000L;

    private final ArrayDeque<ProfiledSession.CollectionCount> counts = new ArrayDeque<>();
    private double bytesPerSecond;
    private double survivingShare = 0.05;
    private long begunEpochNanos;
    private long nowEpochNanos;

    void learn(ProfiledSession session) {
        begunEpochNanos = begunEpochNanos == 0 ? session.startEpochNanos() : begunEpochNanos;
        nowEpochNanos = session.endEpochNanos();
        bytesPerSecond = session.bytesPerSecond();
        counts.addAll(session.collections());
        while (counts.size() > 2 && nowEpochNanos - counts.getFirst().epochNanos() > MEMORY_NANOS) {
            counts.removeFirst();
        }
        if (session.tracked() && session.seconds() > 2 * collectionSeconds()) {
            survivingShare = earlySurvivors(session);
        }
    }

    /** The share of the objects sampled in the first half of a session that were there at its end. */
    private static double earlySurvivors(ProfiledSession session) {
        long middle = (session.startEpochNanos() + session.endEpochNanos()) / 2;
        long sampled = session.allocations().stream()
                .filter(sample -> sample.epochNanos() < middle)
                .count();
        long survived = session.survivors().stream()
                .filter(survivor -> survivor.allocatedEpochNanos() < middle)
                .count();
        return sampled == 0 ? 0 : Math.min(1, (double) survived / sampled);
    }

    TargetPace pace() {
        return new TargetPace(bytesPerSecond, collectionSeconds(), survivingShare);
    }

    private double collectionSeconds() {
        long collections = counts.isEmpty()
                ? 0
                : counts.getLast().latestId() - counts.getFirst().latestId();
        if (collections <= 0) {
            return Math.max(1, (nowEpochNanos - begunEpochNanos) / 1e9);
        }
        return (counts.getLast().epochNanos() - counts.getFirst().epochNanos()) / 1e9 / collections;
    }
}
