package dev.cistern.probe;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;

/**
 * One object that is followed: where and when it was born, who used it last, when it was found dead.
 *
 * <p>What happens to it is written down under its own lock: few objects are followed, each is used by few threads.
 */
final class Followed extends WeakReference<Object> {
    private static final int NONE = -1;

    private final int site;
    private final long bornNanos;
    private final long bornThread;
    private final int collectionsAtBirth;
    private long usedNanos;
    private int usedPlace = NONE;
    private int otherThreadPlace = NONE;
    private int turnsBack;
    private int keyPlace = NONE;
    private int lockPlace = NONE;
    private int staticPlace = NONE;
    private boolean away;
    private int survived;
    private long seenAliveNanos;
    private long diedNanos;

    Followed(Object object, ReferenceQueue<Object> queue, int site, long nowNanos, int collections) {
        super(object, queue);
        this.site = site;
        bornNanos = nowNanos;
        usedNanos = nowNanos;
        seenAliveNanos = nowNanos;
        collectionsAtBirth = collections;
        bornThread = Thread.currentThread().getId();
    }

    /** Somebody has it in hand. */
    synchronized void used(int kind, int place, long nowNanos) {
        usedNanos = nowNanos;
        usedPlace = place;
        boolean elsewhere = Thread.currentThread().getId() != bornThread;
        if (elsewhere && !away) {
            otherThreadPlace = otherThreadPlace == NONE ? place : otherThreadPlace;
            away = true;
        } else if (!elsewhere && away) {
            turnsBack++;
            away = false;
        }
        switch (kind) {
            case Watch.KEY -> keyPlace = place;
            case Watch.LOCK -> lockPlace = place;
            case Watch.STATIC -> staticPlace = place;
            default -> {}
        }
    }

    synchronized long idleNanos(long nowNanos) {
        return nowNanos - usedNanos;
    }

    /** A collection is over and it is still there. */
    synchronized void survived(int collection, long nowNanos) {
        if (collectionsAtBirth < collection) {
            survived++;
            seenAliveNanos = nowNanos;
        }
    }

    synchronized void died(long nowNanos) {
        diedNanos = nowNanos;
    }

    boolean isGone() {
        return refersTo(null);
    }

    /** All of it in one line of numbers: {@link Watch} says which. */
    synchronized String line() {
        long died = diedNanos == 0 ? -1 : diedNanos - bornNanos;
        return site + " " + (usedNanos - bornNanos) + " " + (seenAliveNanos - bornNanos) + " " + died + " " + survived
                + " " + (seenAliveNanos - usedNanos) + " " + usedPlace + " " + otherThreadPlace + " " + turnsBack + " "
                + keyPlace + " " + lockPlace + " " + staticPlace;
    }
}
