package dev.cistern.pool;

import dev.cistern.pool.PoolConfig.SafetyConfig;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What watches the users of one pool at the levels SAMPLED and STRICT.
 *
 * <p><b>Concurrency.</b> The ledger is concurrent. A change of level takes the write lock, every strict acquire and
 * release the read lock: so no object filled with a pattern is handed out by a pool that no longer knows of it.
 */
final class PoolGuard {
    /** A lease may see one major collection come; two say that it is no scratch object. */
    private static final long LONG_LEASE_CYCLES = 1;

    private final PoolGate gate;
    private final SafetyConfig config;
    private final MisuseReporter reporter;
    private final OwnershipLedger ledger = new OwnershipLedger();
    private final ReentrantReadWriteLock levelLock = new ReentrantReadWriteLock();
    private final AtomicInteger untilSample = new AtomicInteger();

    /** Releases of objects that were acquired before anybody looked; so many are not reported as foreign. */
    private final AtomicLong acquiredUnseen = new AtomicLong();

    private final Quarantine quarantine;
    private SafetyLevel own;
    private volatile SafetyLevel level;
    private volatile @Nullable List<FieldState.Value> template;

    PoolGuard(String name, PoolGate gate, SafetyConfig config, int quarantineCapacity) {
        this.gate = gate;
        this.config = config;
        SafetyLevel configured = config.level();
        own = configured == null ? SafetyLevel.ofProperty() : configured;
        level = SafetyLevel.OFF;
        reporter = new MisuseReporter(name, config.listener());
        quarantine = new Quarantine(quarantineCapacity);
    }

    SafetyLevel level() {
        return level;
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
            SafetyLevel previous = level;
            if (next == previous) {
                return List.of();
            }
            level = next;
            ledger.clear();
            List<Object> idle = previous == SafetyLevel.STRICT ? takeIdle.get() : List.of();
            acquiredUnseen.set(next == SafetyLevel.STRICT ? inUse : 0);
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

    /**
     * Looks whether an object that was just taken out was changed while it was idle, and takes the pattern off; within
     * {@link #enter} and {@link #leave}.
     */
    Inspection takenOut(Object object) {
        if (level != SafetyLevel.STRICT || !(ledger.find(object) instanceof Stamp.Given given)) {
            return Inspection.NOTHING;
        }
        if (Poison.works(object)) {
            String overwritten = Poison.verify(object);
            Poison.lift(object);
            return new Inspection(given, overwritten, true);
        }
        String changed = FieldState.difference(given.state(), FieldState.of(object, config.keptFields()));
        return new Inspection(given, changed, false);
    }

    /** What a look at an object found that was idle. */
    record Inspection(@Nullable Stamp stamp, String difference, boolean needsReset) {
        static final Inspection NOTHING = new Inspection(null, "", false);
    }

    /** Follows an object that is handed out, if its turn has come, and reports what the inspection found. */
    void acquired(Object object, Inspection inspection) {
        SafetyLevel now = level;
        if (now == SafetyLevel.STRICT) {
            follow(object);
        } else if (now == SafetyLevel.SAMPLED && untilSample.decrementAndGet() < 0) {
            untilSample.set(config.leakSampling() - 1);
            follow(object);
        }
        ledger.expunge(reporter::leaked);
        if (inspection.stamp() != null && !inspection.difference().isEmpty()) {
            reporter.report(MisuseKind.USE_AFTER_RELEASE, object, inspection.difference(), inspection.stamp(), true);
        }
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
            return releasedStrictly(object);
        }
        if (now == SafetyLevel.SAMPLED && !ledger.isEmpty()) {
            ledger.remove(object);
        }
        return Stamp.Held.NONE;
    }

    private @Nullable Stamp releasedStrictly(Object object) {
        Stamp stamp = ledger.find(object);
        if (stamp == null) {
            if (acquiredUnseen.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
                return Stamp.Held.NONE;
            }
            reporter.report(MisuseKind.FOREIGN_RELEASE, object, "", Stamp.Held.NONE, true);
            return null;
        }
        Stamp.Given given = new Stamp.Given(stamp.acquiredAt(), new CallSite(), List.of());
        if (stamp instanceof Stamp.Held held && ledger.replace(object, held, given)) {
            return held;
        }
        Stamp first = ledger.find(object);
        reporter.report(MisuseKind.DOUBLE_RELEASE, object, "", first == null ? stamp : first, true);
        return null;
    }

    /** Reports what was wrong with a lease that ended, and what {@code reset} left behind. */
    <T> void inspect(T object, Stamp stamp, PoolPolicy<T> policy) {
        if (level != SafetyLevel.STRICT || !(stamp instanceof Stamp.Held held) || !held.followed()) {
            return;
        }
        checkLease(object, held);
        String difference = FieldState.difference(template(policy), FieldState.of(object, config.keptFields()));
        if (!difference.isEmpty()) {
            reporter.report(MisuseKind.STALE_STATE, object, difference, held, true);
        }
    }

    private void checkLease(Object object, Stamp.Held held) {
        Thread thread = Thread.currentThread();
        if (config.confined() && held.threadId() != thread.getId()) {
            reporter.report(MisuseKind.OTHER_THREAD, object, "acquired by thread " + held.threadId(), held, true);
        }
        long nanos = System.nanoTime() - held.nanos();
        long cycles = GcClock.majorCycles() - held.majorCycles();
        if (nanos > config.longLease().toNanos() || cycles > LONG_LEASE_CYCLES) {
            String detail = nanos / 1_000_000 + " ms and " + cycles + " major garbage collections, the limits are "
                    + config.longLease().toMillis() + " ms and " + LONG_LEASE_CYCLES;
            reporter.report(MisuseKind.LONG_LEASE, object, detail, held, true);
        }
    }

    /**
     * Poisons an object and lets it wait; within {@link #enter} and {@link #leave}.
     *
     * @return the object that has waited long enough and may be kept, or null if there is none yet
     */
    @Nullable
    Object setAside(Object object) {
        if (level != SafetyLevel.STRICT) {
            return object;
        }
        if (ledger.find(object) instanceof Stamp.Given given && !Poison.works(object)) {
            List<FieldState.Value> state = FieldState.of(object, config.keptFields());
            ledger.put(object, new Stamp.Given(given.acquiredAt(), given.releasedAt(), state));
        } else {
            Poison.apply(object);
        }
        return quarantine.exchange(object);
    }

    private <T> List<FieldState.Value> template(PoolPolicy<T> policy) {
        List<FieldState.Value> known = template;
        if (known == null) {
            T fresh = policy.create();
            known = FieldState.of(fresh, config.keptFields());
            policy.destroy(fresh);
            template = known;
        }
        return known;
    }

    private void follow(Object object) {
        ledger.put(
                object,
                new Stamp.Held(
                        new CallSite(), Thread.currentThread().getId(), System.nanoTime(), GcClock.majorCycles()));
    }

    /** Forgets an object that left the pool for good. */
    void forget(Object object) {
        if (!ledger.isEmpty()) {
            ledger.remove(object);
        }
    }

    void closedTwice(Object lease) {
        if (level != SafetyLevel.OFF) {
            reporter.report(MisuseKind.DOUBLE_RELEASE, lease, "", Stamp.Held.NONE, true);
        }
    }

    /** Looks for objects that were collected without a release. */
    void tick() {
        ledger.expunge(reporter::leaked);
    }

    /** {@return the objects acquired since a moment and not released} */
    List<Misuse> outstandingSince(String name, long nanos) {
        return ledger.outstanding().stream()
                .filter(one -> one.stamp().nanos() - nanos >= 0)
                .map(one -> new Misuse(
                        name,
                        MisuseKind.FORGOTTEN_RELEASE,
                        one.object(),
                        "still acquired at the end",
                        "",
                        one.stamp().acquiredAt(),
                        null,
                        null))
                .toList();
    }

    int quarantined() {
        return quarantine.size();
    }

    List<Object> drainQuarantine() {
        return quarantine.clear();
    }
}
