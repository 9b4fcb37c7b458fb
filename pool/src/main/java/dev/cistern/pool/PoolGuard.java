package dev.cistern.pool;

import dev.cistern.pool.PoolConfig.SafetyConfig;
import dev.cistern.pool.StrictChecks.Finding;
import dev.cistern.pool.StrictChecks.Inspection;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What watches the users of one pool at the levels SAMPLED and STRICT.
 *
 * <p><b>Concurrency.</b> The ledger is concurrent. A change of level takes the write lock, every watched acquire and
 * release the read lock: so no object filled with a pattern is handed out by a pool that no longer knows of it.
 */
final class PoolGuard {
    private final String name;
    private final PoolGate gate;
    private final int leakSampling;
    private final MisuseReporter reporter;
    private final OwnershipLedger ledger = new OwnershipLedger();
    private final ReentrantReadWriteLock levelLock = new ReentrantReadWriteLock();
    private final AtomicInteger untilSample = new AtomicInteger();
    private final Quarantine quarantine;
    private final StrictChecks strict;
    private SafetyLevel own;
    private volatile SafetyLevel level;

    PoolGuard(PolicyCalls<?> calls, PoolGate gate, SafetyConfig config, int quarantineCapacity) {
        this.name = calls.pool();
        this.gate = gate;
        leakSampling = config.leakSampling();
        SafetyLevel configured = config.level();
        own = configured == null ? SafetyLevel.ofProperty() : configured;
        level = SafetyLevel.OFF;
        reporter = new MisuseReporter(name, config.listener());
        quarantine = new Quarantine(quarantineCapacity);
        strict = new StrictChecks(calls, config, reporter, ledger, quarantine);
    }

    SafetyLevel level() {
        return level;
    }

    private boolean isStrict() {
        return level == SafetyLevel.STRICT;
    }

    /**
     * Sets the pool's own level, or, if null is given, only takes note of the scopes that are open.
     *
     * @param wanted the pool's own level from now on
     * @param inUse how many objects are in use, at most
     * @param takeIdle empties the pool; called when its idle objects, which may be poisoned, are no longer watched
     * @return what was taken out, to be dropped
     */
    List<Object> setLevel(@Nullable SafetyLevel wanted, long inUse, Supplier<List<Object>> takeIdle) {
        levelLock.writeLock().lock();
        try {
            own = wanted == null ? own : wanted;
            SafetyLevel scope = SafetyScope.level();
            SafetyLevel next = scope.compareTo(own) > 0 ? scope : own;
            if (next == level) {
                return List.of();
            }
            List<Object> idle = isStrict() ? takeIdle.get() : List.of();
            idle.forEach(strict::takenOut);
            level = next;
            ledger.clear();
            reporter.forgetSites();
            strict.begin(inUse);
            if (next.compareTo(SafetyLevel.SAMPLED) >= 0) {
                gate.raise(PoolGate.GUARDED);
            } else {
                gate.lower(PoolGate.GUARDED);
            }
            return idle;
        } finally {
            levelLock.writeLock().unlock();
        }
    }

    /** Stops the level from changing until {@link #leave}; no code of the policy or the listener runs in between. */
    void enter() {
        levelLock.readLock().lock();
    }

    void leave() {
        levelLock.readLock().unlock();
    }

    /** {@return an idle object that only a strict pool has, or null}; within {@link #enter} and {@link #leave}. */
    @Nullable
    Object takeRested() {
        return isStrict() ? strict.takeRested() : null;
    }

    /**
     * Looks whether an object that was just taken out was changed while it was idle, and takes the pattern off; within
     * {@link #enter} and {@link #leave}.
     */
    Inspection takenOut(Object object) {
        return isStrict() ? strict.takenOut(object) : Inspection.NOTHING;
    }

    /** Follows an object that is handed out, if its turn has come, and reports what the inspection found. */
    void acquired(Object object, Inspection inspection) {
        SafetyLevel now = level;
        if (now == SafetyLevel.STRICT) {
            ledger.put(object, Stamp.Held.now());
        } else if (now == SafetyLevel.SAMPLED && untilSample.decrementAndGet() < 0) {
            untilSample.set(leakSampling - 1);
            ledger.put(object, Stamp.Held.now());
        }
        ledger.expunge(reporter::leaked);
        strict.report(object, inspection);
    }

    /**
     * Notes that an object is given back.
     *
     * @return the stamp it had, or {@link Stamp.Held#NONE} if it was not followed; null if it may not be taken back
     */
    @Nullable
    Stamp released(Object object) {
        SafetyLevel now = level;
        if (now == SafetyLevel.STRICT) {
            return strict.released(object);
        }
        if (now == SafetyLevel.SAMPLED && !ledger.isEmpty()) {
            ledger.remove(object);
        }
        return Stamp.Held.NONE;
    }

    /** Reports what was wrong with a lease that ended, and what {@code reset} left behind. */
    void inspect(Object object, Stamp stamp) {
        if (isStrict() && stamp instanceof Stamp.Held held && held.followed()) {
            strict.compare(object, held);
        }
    }

    /** {@return whether {@link #setAside} is where an idle object belongs}; within {@link #enter} and {@link #leave}. */
    boolean setsAside() {
        return isStrict();
    }

    /**
     * Poisons an object and lets it wait; within {@link #enter} and {@link #leave}.
     *
     * @return the object that must go since there is no room for all, or null
     */
    @Nullable
    Object setAside(Object object) {
        return strict.setAside(object);
    }

    /** Forgets an object that leaves the pool for good, and was not idle. */
    void forget(Object object) {
        if (!ledger.isEmpty()) {
            ledger.remove(object);
        }
    }

    /** Forgets an idle object that leaves the pool for good, and reports if it was changed meanwhile. */
    void forgetIdle(Object object) {
        Inspection inspection = takenOut(object);
        forget(object);
        strict.reportFound(object, inspection);
    }

    /** Reports idle objects that were changed since their release. */
    void inspectIdle() {
        if (!isStrict()) {
            return;
        }
        List<Finding> found;
        enter();
        try {
            found = isStrict() ? strict.inspectIdle() : List.of();
        } finally {
            leave();
        }
        found.forEach(one -> strict.reportFound(one.object(), one.inspection()));
    }

    void closedTwice(Object lease) {
        if (level != SafetyLevel.OFF) {
            reporter.report(MisuseKind.DOUBLE_RELEASE, lease, "", Stamp.Held.NONE);
        }
    }

    /** Looks for objects that were collected without a release, and for those that are held for too long. */
    void tick() {
        ledger.expunge(reporter::leaked);
        if (isStrict()) {
            strict.reportOverdue();
        }
    }

    /** {@return the objects acquired since a moment and not released} */
    List<Misuse> outstandingSince(long nanos) {
        return ledger.outstanding().stream()
                .filter(one -> one.stamp().nanos() - nanos >= 0)
                .map(one -> new Misuse(
                        name,
                        MisuseKind.FORGOTTEN_RELEASE,
                        one.object(),
                        "still acquired at the end",
                        one.stamp().thread(),
                        one.stamp().acquiredAt(),
                        null,
                        null))
                .toList();
    }

    int quarantined() {
        return quarantine.size();
    }

    List<Object> rotateQuarantine() {
        return quarantine.rotate();
    }

    List<Object> drainQuarantine() {
        return quarantine.clear();
    }
}
