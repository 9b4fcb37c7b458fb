package dev.cistern.pool;

import dev.cistern.pool.PoolConfig.SafetyConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * What STRICT does with one object on its way: stamps it, compares it with a new one, fills it with a pattern and lets
 * it wait, and looks whether it was touched while it waited.
 *
 * <p>The ledger and the quarantine are concurrent; {@link PoolGuard} keeps the level from changing in between.
 */
final class StrictChecks {
    /** A lease may see one major collection come; two say that it is no scratch object. */
    private static final long LONG_LEASE_CYCLES = 1;

    private final PolicyCalls<?> calls;
    private final SafetyConfig config;
    private final MisuseReporter reporter;
    private final OwnershipLedger ledger;
    private final Quarantine quarantine;

    /** Releases of objects that were acquired before anybody looked; so many are not reported as foreign. */
    private final AtomicLong acquiredUnseen = new AtomicLong();

    private volatile @Nullable List<FieldValue> template;

    StrictChecks(
            PolicyCalls<?> calls,
            SafetyConfig config,
            MisuseReporter reporter,
            OwnershipLedger ledger,
            Quarantine quarantine) {
        this.calls = calls;
        this.config = config;
        this.reporter = reporter;
        this.ledger = ledger;
        this.quarantine = quarantine;
    }

    /** What a look at an object found that was idle. */
    record Inspection(@Nullable Stamp stamp, String difference, boolean needsReset) {
        static final Inspection NOTHING = new Inspection(null, "", false);
    }

    /** Takes note of how many objects are in use, at most, that were acquired before the level was STRICT. */
    void begin(long inUse) {
        acquiredUnseen.set(inUse);
    }

    /** {@return the stamp the object had before this release, or null if it may not be taken back} */
    @Nullable
    Stamp released(Object object) {
        Stamp stamp = ledger.find(object);
        while (stamp instanceof Stamp.Held held) {
            if (ledger.replace(object, held, new Stamp.Given(held.acquiredAt(), new CallSite(), List.of()))) {
                return held;
            }
            // Somebody else has released it, or it was marked as overdue just now.
            stamp = ledger.find(object);
        }
        if (stamp == null
                && acquiredUnseen.getAndUpdate(n -> Math.max(0, n - 1)) > 0
                && ledger.putIfAbsent(object, new Stamp.Given(null, new CallSite(), List.of()))) {
            return Stamp.Held.NONE;
        }
        Stamp first = ledger.find(object);
        MisuseKind kind = first == null ? MisuseKind.FOREIGN_RELEASE : MisuseKind.DOUBLE_RELEASE;
        reporter.report(kind, object, "", first == null ? Stamp.Held.NONE : first);
        return null;
    }

    /** Reports what was wrong with a lease that ended, and what {@code reset} left behind. */
    void compare(Object object, Stamp.Held held) {
        checkLease(object, held);
        String difference = FieldState.difference(template(), FieldState.of(object, config.keptFields()));
        if (!difference.isEmpty()) {
            reporter.report(MisuseKind.STALE_STATE, object, difference, ended(object, held));
        }
    }

    /** The stamp of a lease that has just ended, with both stacks. */
    private Stamp ended(Object object, Stamp.Held held) {
        Stamp now = ledger.find(object);
        return now == null ? held : now;
    }

    private void checkLease(Object object, Stamp.Held held) {
        if (config.confined() && held.threadId() != Thread.currentThread().getId()) {
            reporter.report(
                    MisuseKind.OTHER_THREAD, object, "acquired by thread " + held.thread(), ended(object, held));
        }
        if (!held.overdue() && isOverdue(held)) {
            reporter.report(MisuseKind.LONG_LEASE, object, describeLength(held), ended(object, held));
        }
    }

    private boolean isOverdue(Stamp.Held held) {
        return System.nanoTime() - held.nanos() > config.longLease().toNanos()
                || GcClock.majorCycles() - held.majorCycles() > LONG_LEASE_CYCLES;
    }

    private String describeLength(Stamp.Held held) {
        return (System.nanoTime() - held.nanos()) / 1_000_000 + " ms and "
                + (GcClock.majorCycles() - held.majorCycles()) + " major garbage collections, the limits are "
                + config.longLease().toMillis() + " ms and " + LONG_LEASE_CYCLES;
    }

    /** Reports leases that are too long by now and have not ended, each once. */
    void reportOverdue() {
        for (OwnershipLedger.Outstanding one : ledger.markOverdue(this::isOverdue)) {
            reporter.overdue(one.object(), describeLength(one.stamp()) + "; it goes on", one.stamp());
        }
    }

    private List<FieldValue> template() {
        List<FieldValue> known = template;
        if (known == null) {
            Object fresh = calls.create();
            known = FieldState.template(fresh, config.keptFields());
            calls.destroy(fresh);
            template = known;
        }
        return known;
    }

    /** Fills an object with the pattern and lets it wait; returns the one that must go for it, if there is no room. */
    @Nullable
    Object setAside(Object object) {
        arm(
                object,
                ledger.find(object) instanceof Stamp.Given given
                        ? given
                        : new Stamp.Given(null, new CallSite(), List.of()));
        return quarantine.exchange(object);
    }

    private void arm(Object object, Stamp.Given given) {
        boolean poisoned = Poison.works(object);
        if (poisoned) {
            Poison.apply(object);
        }
        List<FieldValue> state = poisoned ? List.of() : FieldState.of(object, config.keptFields());
        ledger.put(object, new Stamp.Given(given.acquiredAt(), given.releasedAt(), state));
    }

    /** {@return an object that has waited long enough, or null} */
    @Nullable
    Object takeRested() {
        return quarantine.take();
    }

    /** Looks whether an object that was just taken out was changed while it was idle, and takes the pattern off. */
    Inspection takenOut(Object object) {
        if (!(ledger.find(object) instanceof Stamp.Given given)) {
            return Inspection.NOTHING;
        }
        String changed = changed(object, given);
        boolean poisoned = Poison.works(object);
        if (poisoned) {
            Poison.lift(object);
        }
        return new Inspection(given, changed, poisoned || !changed.isEmpty());
    }

    private String changed(Object object, Stamp.Given given) {
        return Poison.works(object)
                ? Poison.verify(object)
                : FieldState.difference(given.state(), FieldState.of(object, config.keptFields()));
    }

    /** Reports a change that the next owner of the object came upon. */
    void report(Object object, Inspection inspection) {
        Stamp stamp = inspection.stamp();
        if (stamp != null && !inspection.difference().isEmpty()) {
            reporter.report(MisuseKind.USE_AFTER_RELEASE, object, inspection.difference(), stamp);
        }
    }

    /** Reports a change that the pool came upon by itself: the current thread has nothing to do with it. */
    void reportFound(Object object, Inspection inspection) {
        Stamp stamp = inspection.stamp();
        if (stamp != null && !inspection.difference().isEmpty()) {
            reporter.found(MisuseKind.USE_AFTER_RELEASE, object, inspection.difference(), stamp);
        }
    }

    /** What was found on an object that waits. */
    record Finding(Object object, Inspection inspection) {}

    /** {@return what was changed of all that waits; each change is found once} */
    List<Finding> inspectIdle() {
        List<Finding> found = new ArrayList<>();
        quarantine.forEach(object -> {
            if (ledger.find(object) instanceof Stamp.Given given) {
                String changed = changed(object, given);
                if (!changed.isEmpty()) {
                    found.add(new Finding(object, new Inspection(given, changed, false)));
                    arm(object, given);
                }
            }
        });
        return found;
    }
}
