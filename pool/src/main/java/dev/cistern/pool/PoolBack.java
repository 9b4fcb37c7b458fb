package dev.cistern.pool;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * All of a pool that is not on its hit path: what lies behind the stripes, and what becomes of an object that is not
 * kept.
 *
 * <p><b>Algorithm.</b> An acquire whose stripe is empty looks in the overflow stacks, among the victims of the last
 * rotation and in seven neighbour stripes, and then creates; each place is looked at before an atomic operation is spent
 * on it, and after many searches in a row that found nothing only one miss in 64 searches at all. A release whose
 * stripe is full goes to the overflow or is dropped.
 */
final class PoolBack<T> {
    private final PolicyCalls<T> calls;
    private final Stripes stripes;
    private final PoolGate gate;
    private final PoolGuard guard;
    private final Overflow overflow;
    private final Victims victims;
    private final WeightLimit weightLimit;
    private final PoolSampling sampling;
    private final PoolUpkeep<T> upkeep;
    private final GuardedPath<T> guarded;
    private volatile boolean clockStarted;

    PoolBack(
            PolicyCalls<T> calls,
            PoolConfig config,
            StripeLayout layout,
            Stripes stripes,
            PoolGate gate,
            PoolGuard guard) {
        this.calls = calls;
        this.stripes = stripes;
        this.gate = gate;
        this.guard = guard;
        this.overflow = new Overflow(layout);
        this.victims = new Victims(layout.victims());
        this.weightLimit = config.weightLimit();
        this.sampling = new PoolSampling(gate);
        Generations generations = new Generations(stripes, overflow, victims, guard);
        this.upkeep = new PoolUpkeep<>(this, config, layout, generations);
        OptionalLong seed = config.safety().chaosSeed();
        this.guarded = new GuardedPath<>(this, seed.isPresent() ? new Chaos(seed.getAsLong()) : null);
    }

    String name() {
        return calls.pool();
    }

    PolicyCalls<T> calls() {
        return calls;
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

    Overflow overflow() {
        return overflow;
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

    static IllegalStateException closed(String name) {
        return new IllegalStateException("pool '" + name
                + "' is closed and hands nothing out any more; close it only after its last user has ended");
    }

    T acquireElsewhere(int home) {
        Object found = findElsewhere(home);
        return found == null ? create(home) : cast(found);
    }

    @Nullable
    Object findElsewhere(int home) {
        if (stripes.skipsSearch(home)) {
            return null;
        }
        Object found = overflow.take(home);
        if (found == null) {
            found = victims.take();
        }
        if (found == null && !stripes.seeds(home)) {
            found = stripes.steal(home);
        }
        if (found == null) {
            found = stripes.takeAnywhere(home);
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

    T create(int home) {
        long misses = stripes.count(home, Counter.MISS);
        return PoolSampling.wantsCreate(misses) ? createTimed(misses) : createUntimed();
    }

    private T createTimed(long misses) {
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
        return calls.create();
    }

    T acquireGuarded() {
        return guarded.acquire();
    }

    void releaseGuarded(T object) {
        guarded.release(object);
    }

    boolean reset(int home, T object) {
        try {
            return calls.policy().reset(object);
        } catch (Throwable thrown) {
            throw failed(home, object, "reset", thrown);
        }
    }

    /** {@return whether the object's weight is within the limit; if not it was dropped} */
    boolean admits(int home, T object) {
        if (!calls.weighed()) {
            return true;
        }
        long weight;
        try {
            weight = calls.weigh(object);
        } catch (Throwable thrown) {
            dropAfter(thrown, home, object);
            throw thrown;
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
        if (calls.destroyed() && gate.isClosedNow()) {
            dropAllIdle();
        }
    }

    /** Drops an object that was in use. */
    void drop(int home, Object object, Counter reason) {
        stripes.count(home, reason);
        guard.forget(object);
        calls.destroy(object);
    }

    /** Drops an object that was idle. */
    void dropIdle(int home, Object object, Counter reason) {
        stripes.count(home, reason);
        try {
            guard.forgetIdle(object);
        } finally {
            calls.destroy(object);
        }
    }

    /** Drops an object of which the policy made a mess, and returns what its user gets to see. */
    RuntimeException failed(int home, T object, String method, Throwable thrown) {
        dropAfter(thrown, home, object);
        return calls.named(method, thrown);
    }

    /** Drops an object; what destroying it throws is added to what was thrown before. */
    @SuppressWarnings("ReferenceEquality") // an exception cannot suppress itself
    private void dropAfter(Throwable thrown, int home, T object) {
        try {
            drop(home, object, Counter.DROP_REFUSED);
        } catch (Throwable suppressed) {
            if (suppressed != thrown) {
                thrown.addSuppressed(suppressed);
            }
        }
    }

    void discard(T object) {
        if (!gate.isOpen()) {
            sampling.end(object);
            if ((gate.bits() & PoolGate.GUARDED) != 0 && guard.released(object) == null) {
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

    void dropAllIdle() {
        upkeep.trim(TrimLevel.ALL, "emptied");
    }

    /** Sets the safety level; null stands for the pool's own level or that of the open scopes. */
    void watch(@Nullable SafetyLevel level) {
        try {
            // What was found out so far is told before the pool forgets it.
            guard.inspectIdle();
        } finally {
            upkeep.destroyAll(guard.setLevel(level, upkeep.inUseAtMost(), upkeep::takeIdle));
        }
    }
}
