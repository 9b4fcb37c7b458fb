package dev.cistern.lab;

/**
 * The fastest way to keep one object for reuse: what a pool's acquire and release cost at best.
 *
 * <p>Found by {@link java.util.ServiceLoader}, so that advise judges by the pool that is really there; without a provider
 * the instruments use a slot of their own. Implementations need a public constructor without parameters and must be safe
 * for use by several threads.
 */
public interface ReferenceSlot {
    /** {@return what it is, as reports name it, {@code dev.cistern.pool.ScratchPool}} */
    String name();

    /**
     * Takes an object, making one where none is idle.
     *
     * @return the object, which the caller now owns
     */
    Object acquire();

    /**
     * Gives an object back.
     *
     * @param object what {@link #acquire} returned
     */
    void release(Object object);
}
