package dev.cistern.pool;

import java.lang.ref.WeakReference;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** The pools that are in use in this process, held weakly. */
final class PoolRegistry {
    private static final CopyOnWriteArrayList<WeakReference<StripedPool<?>>> POOLS = new CopyOnWriteArrayList<>();

    private PoolRegistry() {}

    static void add(StripedPool<?> pool) {
        POOLS.removeIf(reference -> reference.refersTo(null));
        POOLS.add(new WeakReference<>(pool));
    }

    static void remove(StripedPool<?> pool) {
        POOLS.removeIf(reference -> reference.refersTo(null) || reference.refersTo(pool));
    }

    static void forEach(Consumer<StripedPool<?>> action) {
        for (WeakReference<StripedPool<?>> reference : POOLS) {
            StripedPool<?> pool = reference.get();
            if (pool != null) {
                action.accept(pool);
            }
        }
    }

    /** {@return whether no pool is left} */
    static boolean isEmpty() {
        POOLS.removeIf(reference -> reference.refersTo(null));
        return POOLS.isEmpty();
    }
}
