package dev.cistern.pool;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Who has which object: a concurrent map from identities, held weakly, to stamps.
 *
 * <p>A stamp is only ever replaced atomically, so of two threads that release the same object one is told so.
 */
final class OwnershipLedger {
    private final ConcurrentHashMap<Object, Stamp> stamps = new ConcurrentHashMap<>();
    private final ReferenceQueue<Object> collected = new ReferenceQueue<>();

    boolean isEmpty() {
        return stamps.isEmpty();
    }

    @Nullable
    Stamp find(Object object) {
        return stamps.get(new Sought(object));
    }

    void put(Object object, Stamp stamp) {
        if (stamps.replace(new Sought(object), stamp) == null) {
            stamps.put(new Followed(object, collected), stamp);
        }
    }

    /** Stamps an object that has no stamp; false if it has one. */
    boolean putIfAbsent(Object object, Stamp stamp) {
        return find(object) == null && stamps.putIfAbsent(new Followed(object, collected), stamp) == null;
    }

    boolean replace(Object object, Stamp expected, Stamp stamp) {
        return stamps.replace(new Sought(object), expected, stamp);
    }

    @Nullable
    Stamp remove(Object object) {
        return stamps.remove(new Sought(object));
    }

    void clear() {
        stamps.clear();
    }

    /** {@return the stamps of all objects in use} */
    List<Outstanding> outstanding() {
        List<Outstanding> found = new ArrayList<>();
        stamps.forEach((key, stamp) -> {
            if (stamp instanceof Stamp.Held held && key instanceof Followed followed) {
                found.add(new Outstanding(followed.description, held));
            }
        });
        return found;
    }

    /** Marks the leases that a rule calls overdue, and returns those that were not marked before. */
    List<Outstanding> markOverdue(Predicate<Stamp.Held> rule) {
        List<Outstanding> marked = new ArrayList<>();
        stamps.forEach((key, stamp) -> {
            if (stamp instanceof Stamp.Held held
                    && key instanceof Followed followed
                    && !held.overdue()
                    && rule.test(held)
                    && stamps.replace(key, held, held.asOverdue())) {
                marked.add(new Outstanding(followed.description, held));
            }
        });
        return marked;
    }

    /** An object in use. */
    record Outstanding(String object, Stamp.Held stamp) {}

    /** Forgets objects that were collected; tells of those that were in use. */
    void expunge(BiConsumer<String, Stamp.Held> leaked) {
        for (Reference<?> key = collected.poll(); key != null; key = collected.poll()) {
            Stamp stamp = stamps.remove(key);
            if (stamp instanceof Stamp.Held held && key instanceof Followed followed) {
                leaked.accept(followed.description, held);
            }
        }
    }

    /** The key under which an object is kept: weak, with the hash that outlives it. */
    private static final class Followed extends WeakReference<Object> {
        private final int hash;
        private final String description;

        Followed(Object object, ReferenceQueue<Object> queue) {
            super(object, queue);
            hash = System.identityHashCode(object);
            description = MisuseReporter.describe(object);
        }

        private boolean isOf(Followed other) {
            Object mine = get();
            return mine != null && other.refersTo(mine);
        }

        @Override
        public int hashCode() {
            return hash;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            // Two keys of one object are equal too, as long as it lives: putIfAbsent compares such.
            return this == other
                    || (other instanceof Sought sought && refersTo(sought.object))
                    || (other instanceof Followed followed && isOf(followed));
        }
    }

    /** The key with which an object is looked up. */
    private static final class Sought {
        private final Object object;

        Sought(Object object) {
            this.object = object;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(object);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Followed followed ? followed.refersTo(object) : other == this;
        }
    }
}
