package dev.cistern.lab.gc;

/**
 * Books what was allocated between collections, from the heap in use before and after each.
 *
 * <p>What is in use before a collection, less what was in use after the one before, was allocated between them. That holds
 * while nothing else changes the heap; so what a concurrent collection allocates by copying is left out together with the
 * time it took, unless the log tells the allocation of the program itself.
 */
final class HeapLedger {
    private static final long NONE = Long.MIN_VALUE;

    private final GcHistory history;
    private long lastNanos = NONE;
    private double lastUsed;
    private double reclaimedMeanwhile;

    HeapLedger(GcHistory history) {
        this.history = history;
    }

    /** The program stood still from one moment to the other; that counts as time in which it allocated nothing. */
    void stopped(long fromNanos, long toNanos, LogNumbers.Change change, boolean major) {
        settle(toNanos, change.before());
        close(fromNanos, toNanos, change, major);
    }

    /**
     * A concurrent collection went on from one moment to the other.
     *
     * @param allocated what the program allocated meanwhile, -1 where the log does not tell
     */
    void concurrent(long fromNanos, long toNanos, LogNumbers.Change change, double allocated, boolean major) {
        if (fromNanos < lastNanos) {
            history.heapAfter(toNanos, change.after(), change.committed(), major); // the other cycle has told the rest
            lastNanos = toNanos;
            lastUsed = change.after();
            return;
        }
        settle(fromNanos, change.before());
        if (allocated >= 0) {
            history.allocated.add(fromNanos, toNanos, allocated);
        }
        close(fromNanos, toNanos, change, major);
    }

    /** The heap shrank by what a collection of another generation freed, which no allocation has to account for. */
    void reclaimedMeanwhile(double bytes) {
        reclaimedMeanwhile += bytes;
    }

    /** Copying has changed the heap since the last entry, so nothing follows from what comes before the next. */
    void forget() {
        lastNanos = NONE;
        reclaimedMeanwhile = 0;
    }

    private void settle(long untilNanos, double usedThen) {
        if (lastNanos != NONE) {
            history.allocated.add(lastNanos, untilNanos, usedThen - lastUsed + reclaimedMeanwhile);
        }
    }

    private void close(long fromNanos, long toNanos, LogNumbers.Change change, boolean major) {
        history.readingError(change.error());
        history.heap(fromNanos, change.before(), change.committed());
        history.heapAfter(toNanos, change.after(), change.committed(), major);
        lastNanos = toNanos;
        lastUsed = change.after();
        reclaimedMeanwhile = 0;
    }
}
