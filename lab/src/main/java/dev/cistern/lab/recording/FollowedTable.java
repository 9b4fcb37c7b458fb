package dev.cistern.lab.recording;

import java.util.List;

/**
 * Finds out whether the profiler's table of followed objects had room for all of a session's samples.
 *
 * <p>The table gives a place to each sample and gets those of dead objects back at the next collection. It does not tell
 * when it was full, so its filling is reckoned from what was sampled and what survived.
 */
final class FollowedTable {
    private static final int PLACES = 1024;

    private final ProfiledSession session;
    private final List<Collection> deciding;

    FollowedTable(ProfiledSession session, List<Collection> deciding) {
        this.session = session;
        this.deciding = deciding;
    }

    boolean sufficed() {
        long from = session.startEpochNanos();
        for (Collection collection : deciding) {
            if (filling(from, collection.endEpochNanos()) >= PLACES) {
                return false;
            }
            from = collection.startEpochNanos();
        }
        return filling(from, session.endEpochNanos()) < PLACES;
    }

    /** Survivors from before a stretch and all samples in it. */
    private long filling(long from, long to) {
        long survivors = session.survivors().stream()
                .filter(survivor -> survivor.allocatedEpochNanos() < from)
                .count();
        long sampled = session.allocations().stream()
                .filter(sample -> sample.epochNanos() >= from && sample.epochNanos() < to)
                .count();
        return survivors + sampled;
    }
}
