package dev.cistern.pool;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Passes the misuses of one pool on: to the scopes that are open, else to the pool's listener or the log; and to JFR. */
final class MisuseReporter {
    private static final int MAXIMUM_SITES = 1_024;

    private final String pool;
    private final @Nullable MisuseListener listener;
    private final Set<String> leakSites = ConcurrentHashMap.newKeySet();

    MisuseReporter(String pool, @Nullable MisuseListener listener) {
        this.pool = pool;
        this.listener = listener;
    }

    /** Reports a misuse that the current thread was caught at. */
    void report(MisuseKind kind, Object object, String detail, Stamp stamp) {
        report(new Misuse(
                pool,
                kind,
                describe(object),
                detail,
                CallSite.name(Thread.currentThread()),
                stamp.acquiredAt(),
                stamp.releasedAt(),
                new CallSite()));
    }

    /** Reports a misuse that came to light later. */
    void found(MisuseKind kind, Object object, String detail, Stamp stamp) {
        report(new Misuse(pool, kind, describe(object), detail, "", stamp.acquiredAt(), stamp.releasedAt(), null));
    }

    /** Reports a lease that has lasted too long and goes on. */
    void overdue(String object, String detail, Stamp.Held stamp) {
        report(new Misuse(pool, MisuseKind.LONG_LEASE, object, detail, stamp.thread(), stamp.acquiredAt(), null, null));
    }

    /** Lets each site of a leak be reported once more. */
    void forgetSites() {
        leakSites.clear();
    }

    /** Reports a leak, each site once: a leak in a loop is one defect. */
    void leaked(String object, Stamp.Held stamp) {
        Misuse misuse = new Misuse(
                pool,
                MisuseKind.FORGOTTEN_RELEASE,
                object,
                "collected while acquired",
                stamp.thread(),
                stamp.acquiredAt(),
                null,
                null);
        if (leakSites.size() < MAXIMUM_SITES && leakSites.add(misuse.site())) {
            report(misuse);
        }
    }

    private void report(Misuse misuse) {
        PoolEvents.get().misuse(misuse);
        if (!SafetyScope.tell(misuse)) {
            if (listener != null) {
                listener.onMisuse(misuse);
            } else {
                PoolLog.warn(misuse.message());
            }
        }
    }

    static String describe(Object object) {
        Class<?> type = object.getClass();
        String name = type.isArray()
                ? type.getComponentType().getTypeName() + "[" + java.lang.reflect.Array.getLength(object) + "]"
                : type.getTypeName();
        return name + "@" + Integer.toHexString(System.identityHashCode(object));
    }
}
