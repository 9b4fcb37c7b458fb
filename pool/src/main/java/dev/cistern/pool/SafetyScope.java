package dev.cistern.pool;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A stretch of time in which every pool of the process is watched at least at some level, and one listener hears of all
 * misuses; for tests and for a hunt in a running service.
 *
 * <p>While a scope is open its listener hears what the listeners of the pools would. Scopes may overlap; the strictest
 * level counts and all their listeners are told.
 */
public final class SafetyScope implements AutoCloseable {
    private static final CopyOnWriteArrayList<SafetyScope> OPEN = new CopyOnWriteArrayList<>();

    private final SafetyLevel level;
    private final MisuseListener listener;
    private final long openedAt;

    private SafetyScope(SafetyLevel level, MisuseListener listener) {
        this.level = level;
        this.listener = listener;
        this.openedAt = System.nanoTime();
    }

    /**
     * Opens a scope.
     *
     * @param level the least level of all pools, of those that exist and those built later
     * @param listener hears of all misuses
     * @return the scope, to be closed
     */
    public static SafetyScope open(SafetyLevel level, MisuseListener listener) {
        SafetyScope scope = new SafetyScope(
                Objects.requireNonNull(level, "level must not be null"),
                Objects.requireNonNull(listener, "listener must not be null"));
        OPEN.add(scope);
        PoolRegistry.forEach(StripedPool::followScopes);
        return scope;
    }

    /**
     * {@return a {@link MisuseKind#FORGOTTEN_RELEASE} for each object that was acquired since this scope was opened and
     * has not been released so far, in pools at level STRICT}
     */
    public List<Misuse> unreleased() {
        List<Misuse> found = new ArrayList<>();
        PoolRegistry.forEach(pool -> found.addAll(pool.guard().outstandingSince(openedAt)));
        return found;
    }

    /**
     * Looks at the idle objects of all pools at level STRICT now, and reports those that were changed since their
     * release; without it that comes to light when they are acquired again or dropped.
     */
    public void inspect() {
        PoolRegistry.forEach(pool -> pool.guard().inspectIdle());
    }

    /** Ends the scope after a last {@link #inspect}: the pools return to their own levels. */
    @Override
    public void close() {
        try {
            inspect();
        } finally {
            if (OPEN.remove(this)) {
                PoolRegistry.forEach(StripedPool::followScopes);
            }
        }
    }

    static SafetyLevel level() {
        return OPEN.stream()
                .map(scope -> scope.level)
                .max(Comparator.naturalOrder())
                .orElse(SafetyLevel.OFF);
    }

    /** Tells all open scopes; false if there is none. */
    static boolean tell(Misuse misuse) {
        boolean told = false;
        for (SafetyScope scope : OPEN) {
            scope.listener.onMisuse(misuse);
            told = true;
        }
        return told;
    }
}
