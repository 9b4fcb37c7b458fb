package dev.cistern.lab.cost;

import dev.cistern.lab.ReferenceSlot;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * The slot used where no pool is present: one padded reference a stripe, the stripe chosen by a hash of the thread's id.
 *
 * <p>Concurrency: taking is one atomic exchange with null, so no object is ever handed out twice; giving is a release
 * store, which publishes what the owner wrote to the next taker. A store over an object that another thread gave in the
 * meantime drops that one.
 */
final class StripedSlot implements ReferenceSlot {
    private static final VarHandle SLOT = MethodHandles.arrayElementVarHandle(Object[].class);
    private static final int STRIPES = 64;
    private static final int STRIDE = 32;
    private static final int FIBONACCI = 0x9E3779B9;

    private final Object[] slots = new Object[(STRIPES + 2) * STRIDE];

    @Override
    public String name() {
        return "reference slot";
    }

    @Override
    public Object acquire() {
        Object[] array = slots;
        int index = index();
        if (SLOT.getOpaque(array, index) != null) {
            Object kept = SLOT.getAndSet(array, index, null);
            if (kept != null) {
                return kept;
            }
        }
        return new Object[1];
    }

    @Override
    public void release(Object object) {
        SLOT.setRelease(slots, index(), object);
    }

    private static int index() {
        int hash = (int) Thread.currentThread().threadId() * FIBONACCI;
        return ((hash >>> 26) + 1) * STRIDE;
    }
}
