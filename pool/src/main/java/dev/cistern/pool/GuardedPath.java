package dev.cistern.pool;

import org.jspecify.annotations.Nullable;

/**
 * Acquire and release while the gate is shut: the pool is closed or bypassed, its users are watched, a lease is being
 * timed, or chaos mode throws its dice.
 */
final class GuardedPath<T> {
    private final PoolBack<T> back;
    private final Stripes stripes;
    private final PoolGate gate;
    private final PoolGuard guard;
    private final @Nullable Chaos chaos;

    GuardedPath(PoolBack<T> back, @Nullable Chaos chaos) {
        this.back = back;
        this.stripes = back.stripes();
        this.gate = back.gate();
        this.guard = back.guard();
        this.chaos = chaos;
        if (chaos != null) {
            gate.raise(PoolGate.CHAOS);
        }
    }

    T acquire() {
        int bits = gate.bits();
        if ((bits & PoolGate.CLOSED) != 0) {
            throw PoolBack.closed(back.name());
        }
        int home = chaos == null ? stripes.home() : stripes.home(chaos.anyThreadId());
        if ((bits & PoolGate.BYPASS) != 0) {
            stripes.count(home, Counter.BYPASS);
            return follow(back.create(home), bits);
        }
        if (chaos != null && chaos.rotates()) {
            back.upkeep().trim(TrimLevel.HALF, "chaos");
        }
        T object = (bits & PoolGate.GUARDED) == 0 ? takeOrCreate(home) : acquireWatched(home);
        if ((bits & PoolGate.TIMING_WANTED) != 0) {
            gate.lower(PoolGate.TIMING_WANTED);
            back.sampling().begin(object);
        }
        return object;
    }

    /** Objects that bypass the pool are followed too: a release is none the less a release. */
    private T follow(T created, int bits) {
        if ((bits & PoolGate.GUARDED) != 0) {
            guard.acquired(created, StrictChecks.Inspection.NOTHING);
        }
        return created;
    }

    private T takeOrCreate(int home) {
        Object taken = take(home);
        return taken == null ? back.create(home) : PoolBack.cast(taken);
    }

    private @Nullable Object take(int home) {
        Object taken = stripes.take(home);
        if (taken == null) {
            return back.findElsewhere(home);
        }
        stripes.countHit(home);
        return taken;
    }

    private @Nullable Object takeWatched(int home) {
        Object rested = guard.takeRested();
        if (rested == null) {
            return take(home);
        }
        stripes.countHit(home);
        return rested;
    }

    private T acquireWatched(int home) {
        Object taken;
        StrictChecks.Inspection inspection = StrictChecks.Inspection.NOTHING;
        guard.enter();
        try {
            taken = takeWatched(home);
            if (taken != null) {
                inspection = guard.takenOut(taken);
            }
        } finally {
            guard.leave();
        }
        T object = taken == null ? back.create(home) : PoolBack.cast(taken);
        if (inspection.needsReset() && !back.reset(home, object)) {
            back.drop(home, object, Counter.DROP_REFUSED);
            object = back.create(home);
        }
        try {
            guard.acquired(object, inspection);
        } catch (Throwable thrown) {
            // The listener threw, and the caller will never see the object.
            back.drop(home, object, Counter.DROP_OTHER);
            throw thrown;
        }
        return object;
    }

    void release(T object) {
        int bits = gate.bits();
        int home = stripes.home();
        Stamp stamp = (bits & PoolGate.GUARDED) == 0 ? Stamp.Held.NONE : guard.released(object);
        if (stamp == null) {
            return;
        }
        boolean timed = (bits & PoolGate.TIMING) != 0 && back.sampling().isTimed(object);
        if (timed) {
            back.sampling().end(object);
        }
        if ((bits & (PoolGate.CLOSED | PoolGate.BYPASS)) != 0) {
            back.drop(home, object, Counter.DROP_OTHER);
            return;
        }
        boolean usable = timed ? resetTimed(home, object) : back.reset(home, object);
        if (!usable) {
            back.drop(home, object, Counter.DROP_REFUSED);
        } else if (chaos != null && chaos.drops()) {
            back.drop(home, object, Counter.DROP_OTHER);
        } else if (back.admits(home, object)) {
            keep(home, object, stamp);
        }
    }

    private boolean resetTimed(int home, T object) {
        long start = System.nanoTime();
        boolean usable = back.reset(home, object);
        back.sampling().reset(System.nanoTime() - start);
        return usable;
    }

    @SuppressWarnings("ReferenceEquality") // which object must go, is the question
    private void keep(int home, T object, Stamp stamp) {
        try {
            guard.inspect(object, stamp);
        } catch (Throwable thrown) {
            back.drop(home, object, Counter.DROP_OTHER);
            throw thrown;
        }
        Object homeless = store(home, object);
        if (homeless == object) {
            back.drop(home, object, Counter.DROP_FULL);
        } else if (homeless != null) {
            back.dropIdle(home, homeless, Counter.DROP_FULL);
        }
        if (gate.isClosedNow()) {
            back.dropAllIdle();
        }
    }

    /** Puts an object where its level wants it, and returns the one that must go for it. */
    private @Nullable Object store(int home, T object) {
        guard.enter();
        try {
            if (guard.setsAside()) {
                return guard.setAside(object);
            }
            if (stripes.putExact(home, object)) {
                return null;
            }
            boolean kept = back.overflow().put(home, object);
            if (kept) {
                stripes.searched(home, false);
            }
            return kept ? null : object;
        } finally {
            guard.leave();
        }
    }
}
