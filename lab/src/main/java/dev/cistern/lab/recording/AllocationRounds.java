package dev.cistern.lab.recording;

import java.util.HashMap;
import java.util.Map;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedThread;

/**
 * The JVM's exact count of the bytes each thread has allocated, taken in rounds, turned into bytes by stretch of time
 * while the events stream by.
 *
 * <p>What a thread allocated between its last count and its end is never told, so a program whose threads live shorter
 * than a round is undercounted. Threads that exist only because somebody observes are left out.
 */
public final class AllocationRounds {
    /** JDK 17 stamps each thread's count with a time of its own; those of one round are microseconds apart. */
    private static final long ROUND_NANOS = 50_000_000L;

    private static final long NONE = Long.MIN_VALUE;

    private final Listener listener;
    private Map<Long, Long> counts = new HashMap<>();
    private Map<Long, Long> round = new HashMap<>();
    private long lastNanos = NONE;
    private long roundNanos = NONE;

    /** Is told each stretch in order of time. */
    @FunctionalInterface
    public interface Listener {
        /**
         * One stretch of time is complete.
         *
         * @param fromEpochNanos its beginning, nanoseconds since the epoch
         * @param toEpochNanos its end
         * @param byThread the bytes that each thread allocated in it, by the thread's Java id; threads without any are
         *     left out
         */
        void allocated(long fromEpochNanos, long toEpochNanos, Map<Long, Long> byThread);
    }

    /**
     * Rounds not begun yet.
     *
     * @param listener is told each stretch
     */
    public AllocationRounds(Listener listener) {
        this.listener = listener;
    }

    /**
     * Takes note of one count.
     *
     * @param event a {@code jdk.ThreadAllocationStatistics}
     */
    public void accept(RecordedEvent event) {
        RecordedThread thread = event.getValue("thread");
        if (thread == null || ObserverThreads.isOne(RecordedThreads.name(thread))) {
            return;
        }
        count(EventTimes.epochNanos(event.getStartTime()), RecordedThreads.id(thread), event.getLong("allocated"));
    }

    /** Takes note of one count; the times must not fall by more than a round. */
    void count(long epochNanos, long thread, long bytes) {
        if (roundNanos != NONE && epochNanos < roundNanos - ROUND_NANOS) {
            return; // of an earlier round, which is closed
        }
        if (roundNanos != NONE && epochNanos > roundNanos + ROUND_NANOS) {
            close();
        }
        if (round.isEmpty()) {
            roundNanos = epochNanos;
        }
        round.merge(thread, bytes, Math::max);
    }

    /** Ends the last round. */
    public void finish() {
        if (!round.isEmpty()) {
            close();
        }
    }

    private void close() {
        if (lastNanos != NONE) {
            Map<Long, Long> allocated = new HashMap<>();
            round.forEach((thread, bytes) -> {
                long more = bytes - counts.getOrDefault(thread, 0L);
                if (more > 0) {
                    allocated.put(thread, more);
                }
            });
            listener.allocated(lastNanos, roundNanos, allocated);
        }
        lastNanos = roundNanos;
        counts = round;
        round = new HashMap<>();
    }
}
