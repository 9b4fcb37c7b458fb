package dev.cistern.pool;

import java.lang.ref.WeakReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Guesses major collections where the JVM does not tell, from the fate of two objects.
 *
 * <p>A young canary, unreachable from the start, dies at the next collection of any kind; each death ages the old
 * canary, which is held until it has survived as many collections as an object needs to become old at most. Then it is
 * let go: only a collection of old objects can clear it. References are looked at by {@code refersTo}, since {@code get}
 * would keep the canary alive under a concurrent collector.
 */
final class GcCanary implements GcSource {
    private static final int AGED = 16;

    private final Consumer<GcCycle> listener;
    private WeakReference<Object> young = new WeakReference<>(new Object());
    private @Nullable Object held = new Object();
    private WeakReference<@Nullable Object> old = new WeakReference<>(held);
    private int age;

    GcCanary(Consumer<GcCycle> listener) {
        this.listener = listener;
    }

    @Override
    public synchronized void poll() {
        if (!young.refersTo(null)) {
            return;
        }
        young = new WeakReference<>(new Object());
        if (held == null && old.refersTo(null)) {
            listener.accept(new GcCycle(TrimOccasion.MAJOR_CYCLE, pressureAfterMajorCycle()));
            held = new Object();
            old = new WeakReference<>(held);
            age = 0;
            return;
        }
        if (++age >= AGED) {
            held = null;
        }
        listener.accept(new GcCycle(TrimOccasion.YOUNG_CYCLE, HeapPressure.LOW));
    }

    @Override
    public HeapPressure pressure() {
        // What is used includes garbage; only right after a major collection does it tell anything.
        return HeapPressure.LOW;
    }

    private static HeapPressure pressureAfterMajorCycle() {
        Runtime runtime = Runtime.getRuntime();
        return HeapPressure.of((double) (runtime.totalMemory() - runtime.freeMemory()) / runtime.maxMemory());
    }

    @Override
    public void stop() {
        // Nobody was asked to tell.
    }
}
