package dev.cistern.cache;

import java.util.function.LongSupplier;

/**
 * When entries expire.
 *
 * <p>The jitter is taken from the hash and the time, not from a random generator: so the same run gives the same times, and
 * keys that are written together still expire apart.
 *
 * <p><b>Concurrency.</b> The durations are one record, replaced as a whole by a volatile write. What was written before keeps
 * its times until it is written, or read where reads extend a life, again.
 */
final class Expiry {
    /** A duration that never ends; half of the range, so that differences of times stay positive. */
    static final long NEVER = Long.MAX_VALUE >> 1;

    private final LongSupplier ticker;
    private final boolean dated;
    private volatile Durations durations;

    private record Durations(long afterWrite, long afterAccess, double jitter) {}

    /**
     * An expiry.
     *
     * @param ticker the time in nanoseconds, from any origin
     * @param afterWrite time to live in nanoseconds, or {@link #NEVER}
     * @param afterAccess time to idle in nanoseconds, or {@link #NEVER}
     * @param jitter the largest share by which a time to live is shortened, from 0 to 1
     * @param dated whether entries know when they were written
     */
    Expiry(LongSupplier ticker, long afterWrite, long afterAccess, double jitter, boolean dated) {
        this.ticker = ticker;
        this.dated = dated;
        durations = new Durations(afterWrite, afterAccess, jitter);
    }

    /** Sets the times for what is written and read from now on. */
    void become(long afterWrite, long afterAccess, double jitter) {
        durations = new Durations(afterWrite, afterAccess, jitter);
    }

    /** {@return a node whose times are not set yet} */
    TimedNode node(Object key, int hash, Object value, int weight) {
        return dated ? new DatedNode(key, hash, value, weight) : new TimedNode(key, hash, value, weight);
    }

    long now() {
        return ticker.getAsLong();
    }

    /** Sets the times of a node that is written now; needs the stripe's lock. */
    void written(TimedNode node, long ttl, long now) {
        Durations set = durations;
        long live = ttl == StripedStore.DEFAULT_TTL ? set.afterWrite : ttl;
        node.limit = now + (live == NEVER ? NEVER : live - (long) (live * set.jitter * share(node.hash(), now)));
        accessed(node, now, set.afterAccess);
        if (dated) {
            ((DatedNode) node).writtenAt = now;
        }
    }

    /** Extends the life of a node that is read now. */
    void accessed(TimedNode node, long now) {
        accessed(node, now, durations.afterAccess);
    }

    private static void accessed(TimedNode node, long now, long afterAccess) {
        long deadline = afterAccess == NEVER || node.limit - now < afterAccess ? node.limit : now + afterAccess;
        if (node.deadline != deadline) {
            node.deadline = deadline;
        }
    }

    boolean extendsOnAccess() {
        return durations.afterAccess != NEVER;
    }

    static boolean isOver(TimedNode node, long now) {
        return now - node.deadline >= 0;
    }

    /** {@return a share from 0 to below 1} */
    private static double share(int hash, long now) {
        long mixed = (hash ^ now) * 0x9E3779B97F4A7C15L;
        mixed = (mixed ^ (mixed >>> 32)) * 0xD6E8FEB86659FD93L;
        return (mixed >>> 11) * 0x1p-53;
    }
}
