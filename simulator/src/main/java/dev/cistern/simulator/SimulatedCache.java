package dev.cistern.simulator;

/**
 * A cache that a trace is replayed through. It holds keys only, or a key as its own value.
 *
 * <p>Used by one thread. The policies of Cistern are made by {@link Contender#ofPolicy}; other libraries' caches are adapted by
 * whoever has them at hand.
 */
@FunctionalInterface
public interface SimulatedCache {
    /**
     * Asks for a key, and puts it in if it is not there.
     *
     * @param key the key's number, at least 0
     * @return whether it was there
     */
    boolean request(int key);
}
