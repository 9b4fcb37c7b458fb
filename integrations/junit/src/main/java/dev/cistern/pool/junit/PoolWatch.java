package dev.cistern.pool.junit;

import dev.cistern.pool.Misuse;
import dev.cistern.pool.MisuseKind;
import dev.cistern.pool.SafetyLevel;
import dev.cistern.pool.SafetyScope;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** The watch over the pools while one test runs. */
final class PoolWatch {
    /** The threads that run a test which is watched: what such a thread does is its own test's affair. */
    private static final Set<Thread> TEST_THREADS = ConcurrentHashMap.newKeySet();

    private final Thread thread = Thread.currentThread();
    private final Set<MisuseKind> allowed;
    private final List<Misuse> found = new CopyOnWriteArrayList<>();
    private final SafetyScope scope;

    private PoolWatch(SafetyLevel level, Set<MisuseKind> allowed) {
        this.allowed = allowed;
        TEST_THREADS.add(thread);
        this.scope = SafetyScope.open(level, this::note);
    }

    static PoolWatch begin(SafetyLevel level, Set<MisuseKind> allowed) {
        return new PoolWatch(level, allowed);
    }

    private void note(Misuse misuse) {
        Thread current = Thread.currentThread();
        if (current == thread || !TEST_THREADS.contains(current)) {
            found.add(misuse);
        }
    }

    /** {@return whether an object still in use was acquired by this test's thread, or by one that runs no test} */
    private boolean mayBeOurs(Misuse misuse) {
        return TEST_THREADS.stream()
                .noneMatch(other -> other != thread && misuse.thread().equals(other.getName()));
    }

    /** Ends the watch, and throws what was found. */
    void end() {
        List<Misuse> all;
        try (scope) {
            scope.inspect();
            all = new ArrayList<>(found);
            scope.unreleased().stream().filter(this::mayBeOurs).forEach(all::add);
        } finally {
            TEST_THREADS.remove(thread);
        }
        all.removeIf(misuse -> allowed.contains(misuse.kind()));
        if (!all.isEmpty()) {
            throw new PoolMisuseError(all);
        }
    }
}
