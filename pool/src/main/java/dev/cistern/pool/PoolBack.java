package dev.cistern.pool;

import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * All of a pool that is not on its hit path: what lies behind the stripes, and every call of the policy but
 * {@code reset} of a plain release.
 *
 * <p><b>Algorithm.</b> An acquire whose stripe is empty looks in the overflow stacks, in seven neighbour stripes and
 * among the victims of the last rotation, and then creates; each place is looked at before an atomic operation is spent
 * on it, and while searches find nothing most are left out. A release whose stripe is full goes to the overflow or is dropped.
 */
final class PoolBack<T> {
    private final String name;
    private final PoolPolicy<T> policy;
    private final boolean weighed;
    private final boolean destroyed;
    private final Stripes stripes;
    private final PoolGate gate;
    private final PoolGuard guard;
    private final Overflow overflow;
    private final Victims victims;
    private final WeightLimit weightLimit;
    private final PoolSampling sampling;
    private final PoolUpkeep<T> upkeep;
    private final @Nullable Chaos chaos;
    private volatile boolean clockStarted;

    PoolBack(
            PoolPolicy<T> policy,
            PoolConfig config,
            StripeLayout layout,
            boolean weighed,
            boolean destroyed,
            Stripes stripes,
            PoolGate gate,
            PoolGuard guard) {
        this.name = config.name();
        this.policy = policy;
        this.weighed = weighed;
        this.destroyed = destroyed;
        this.stripes = stripes;
        this.gate = gate;
        this.guard = guard;
        this.overflow = new Overflow(layout);
        this.victims = new Victims(layout.victims());
        this.weightLimit = config.weightLimit();
        this.sampling = new PoolSampling(gate);
        OptionalLong seed = config.safety().chaosSeed();
        this.chaos = seed.isPresent() ? new Chaos(seed.getAsLong()) : null;
        Generations generations = new Generations(stripes, overflow, victims, guard);
        this.upkeep = new PoolUpkeep<>(this, config, layout, generations);
        if (chaos != null) {
            gate.raise(PoolGate.CHAOS);
        }
    }

    String name() {
        return name;
    }

    PoolPolicy<T> policy() {
        return policy;
    }

    PoolSampling sampling() {
        return sampling;
    }

    PoolUpkeep<T> upkeep() {
        return upkeep;
    }

    Stripes stripes() {
        return stripes;
    }

    PoolGate gate() {
        return gate;
    }

    PoolGuard guard() {
        return guard;
    }

    /** What comes out of the slots is what went in. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    static <T> T cast(Object object) {
        return (T) object;
    }

    T acquireElsewhere(int home) {
        Object found = findElsewhere(home);
        return found == null ? create(home) : cast(found);
    }

    private @Nullable Object findElsewhere(int home) {
        if (stripes.skipsSearch(home)) {
            return null;
        }
        Object found = overflow.take(home);
        if (found == null) {
            found = stripes.steal(home);
        }
        if (found == null) {
            found = victims.take();
        }
        stripes.searched(home, found == null);
        if (found != null) {
            stripes.count(home, Counter.STEAL);
            if (PoolSampling.wantsLease(stripes.countHit(home))) {
                sampling.begin(found);
            }
        }
        return found;
    }

    private T create(int home) {
        long misses = stripes.count(home, Counter.MISS);
        if (!PoolSampling.wantsCreate(misses)) {
            return createUntimed();
        }
        upkeep.sampleMiss(misses);
        long start = System.nanoTime();
        T created = createUntimed();
        sampling.created(System.nanoTime() - start);
        return created;
    }

    private T createUntimed() {
        if (!clockStarted) {
            clockStarted = true;
            GcClock.start();
        }
        T created;
        try {
            created = policy.create();
        } catch (Throwable thrown) {
            throw wrap("create", thrown);
        }
        if (created == null) {
            throw new PoolPolicyException("pool '" + name + "': create returned null; it must return a new object");
        }
        return created;
    }

    /** {@return whether the object's weight is within the limit; if not it was dropped} */
    boolean admits(int home, T object) {
        long weight;
        try {
            weight = policy.weigh(object);
        } catch (Throwable thrown) {
            throw failed(home, object, "weigh", thrown);
        }
        if (weight < 0) {
            throw failed(
                    home,
                    object,
                    "weigh",
                    new IllegalArgumentException("weight must be at least 0, but was " + weight));
        }
        if (!weightLimit.admits(weight)) {
            drop(home, object, Counter.DROP_OVERWEIGHT);
            return false;
        }
        return true;
    }

    void putElsewhere(int home, Object object) {
        if (!overflow.put(home, object)) {
            drop(home, object, Counter.DROP_FULL);
            return;
        }
        stripes.searched(home, false);
        if (destroyed && gate.isClosedNow()) {
            dropAllIdle();
        }
    }

    void drop(int home, Object object, Counter reason) {
        stripes.count(home, reason);
        guard.forget(object);
        destroy(object);
    }

    void destroy(Object object) {
        if (destroyed) {
            try {
                policy.destroy(cast(object));
            } catch (Throwable thrown) {
                throw wrap("destroy", thrown);
            }
        }
    }

    /** Drops an object of which the policy made a mess; what destroying it throws is added to the exception. */
    RuntimeException failed(int home, T object, String method, Throwable thrown) {
        try {
            drop(home, object, Counter.DROP_REFUSED);
        } catch (PoolPolicyException e) {
            thrown.addSuppressed(e);
        }
        return wrap(method, thrown);
    }

    private RuntimeException wrap(String method, Throwable thrown) {
        PoolPolicyException named = new PoolPolicyException(
                "pool '" + name + "': " + method + " of its policy "
                        + policy.getClass().getTypeName() + " failed",
                thrown);
        if (thrown instanceof Error error) {
            // Whoever handles an OutOfMemoryError must still see one.
            error.addSuppressed(new PoolPolicyException("pool '" + name + "': thrown by " + method + " of its policy"));
            throw error;
        }
        return named;
    }

    void discard(T object) {
        if (!gate.isOpen()) {
            sampling.end(object);
            if (guard.released(object) == null) {
                return;
            }
        }
        drop(stripes.home(), object, Counter.DROP_DISCARDED);
    }

    void detached(T object) {
        if (!gate.isOpen()) {
            sampling.end(object);
            guard.forget(object);
        }
        stripes.count(stripes.home(), Counter.DROP_DISCARDED);
    }

    T acquireGuarded() {
        int bits = gate.bits();
        if ((bits & PoolGate.CLOSED) != 0) {
            throw new IllegalStateException("pool '" + name
                    + "' is closed and hands nothing out any more; close it only after its last user has ended");
        }
        if ((bits & PoolGate.BYPASS) != 0) {
            stripes.count(stripes.home(), Counter.BYPASS);
            return create(stripes.home());
        }
        int home = chaos == null ? stripes.home() : stripes.home(chaos.anyThreadId());
        if (chaos != null && chaos.rotates()) {
            upkeep.trim(TrimLevel.HALF, "chaos");
        }
        T object = (bits & PoolGate.GUARDED) == 0 ? takeOrCreate(home) : acquireWatched(home);
        if ((bits & PoolGate.SAMPLING) != 0) {
            sampling.begin(object);
        }
        return object;
    }

    private T takeOrCreate(int home) {
        Object taken = take(home);
        return taken == null ? create(home) : cast(taken);
    }

    private @Nullable Object take(int home) {
        Object taken = stripes.take(home);
        if (taken == null) {
            return findElsewhere(home);
        }
        stripes.countHit(home);
        return taken;
    }

    private T acquireWatched(int home) {
        Object taken;
        PoolGuard.Inspection inspection = PoolGuard.Inspection.NOTHING;
        guard.enter();
        try {
            taken = take(home);
            if (taken != null) {
                inspection = guard.takenOut(taken);
            }
        } finally {
            guard.leave();
        }
        T object = taken == null ? create(home) : cast(taken);
        if (inspection.needsReset() && !reset(home, object)) {
            drop(home, object, Counter.DROP_REFUSED);
            object = create(home);
        }
        try {
            guard.acquired(object, inspection);
        } catch (Throwable thrown) {
            // The listener threw, and the caller will never see the object.
            drop(home, object, Counter.DROP_OTHER);
            throw thrown;
        }
        return object;
    }

    void releaseGuarded(T object) {
        int bits = gate.bits();
        int home = stripes.home();
        Stamp stamp = (bits & PoolGate.GUARDED) == 0 ? Stamp.Held.NONE : guard.released(object);
        if (stamp == null) {
            return;
        }
        boolean timed = (bits & PoolGate.SAMPLING) != 0 && sampling.isTimed(object);
        if (timed) {
            sampling.end(object);
        }
        if ((bits & (PoolGate.CLOSED | PoolGate.BYPASS)) != 0) {
            drop(home, object, Counter.DROP_OTHER);
            return;
        }
        boolean usable = timed ? resetTimed(home, object) : reset(home, object);
        if (!usable) {
            drop(home, object, Counter.DROP_REFUSED);
        } else if (chaos != null && chaos.drops()) {
            drop(home, object, Counter.DROP_OTHER);
        } else if (!weighed || admits(home, object)) {
            keepWatched(home, object, stamp);
        }
    }

    private void keepWatched(int home, T object, Stamp stamp) {
        try {
            guard.inspect(object, stamp, policy);
        } catch (Throwable thrown) {
            drop(home, object, Counter.DROP_OTHER);
            throw thrown;
        }
        Object homeless = null;
        guard.enter();
        try {
            Object rested = guard.setAside(object);
            if (rested != null && !stripes.putExact(home, rested) && !overflow.put(home, rested)) {
                homeless = rested;
            }
        } finally {
            guard.leave();
        }
        if (homeless != null) {
            drop(home, homeless, Counter.DROP_FULL);
        }
        if (gate.isClosedNow()) {
            dropAllIdle();
        }
    }

    private boolean reset(int home, T object) {
        try {
            return policy.reset(object);
        } catch (Throwable thrown) {
            throw failed(home, object, "reset", thrown);
        }
    }

    private boolean resetTimed(int home, T object) {
        long start = System.nanoTime();
        boolean usable = reset(home, object);
        sampling.reset(System.nanoTime() - start);
        return usable;
    }

    void dropAllIdle() {
        upkeep.trim(TrimLevel.ALL, "emptied");
    }

    /** Sets the safety level; null stands for the pool's own level or that of the open scopes. */
    void watch(@Nullable SafetyLevel level) {
        upkeep.destroyAll(guard.setLevel(level, upkeep.inUseAtMost(), upkeep::takeIdle));
    }

    /** {@return what the objects weigh together; their number if weight plays no role} */
    long weigh(List<Object> objects) {
        if (!weighed) {
            return objects.size();
        }
        long sum = 0;
        for (Object object : objects) {
            try {
                sum += policy.weigh(cast(object));
            } catch (RuntimeException e) {
                // Only the event wants to know, and the object is about to go.
                PoolLog.warn("pool '" + name + "': weigh failed", e);
            }
        }
        return sum;
    }
}
