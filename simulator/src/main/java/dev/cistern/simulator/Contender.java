package dev.cistern.simulator;

import dev.cistern.cache.Eviction;
import java.util.List;

/**
 * Something that can be compared: a name, and how to make its cache of a size.
 *
 * @param name as it stands in the report
 * @param maker makes an empty cache
 */
public record Contender(String name, Maker maker) {
    /** The name under which Belady's optimum stands in reports. */
    public static final String OPTIMUM = "optimum";

    /** Makes a cache for one run. */
    @FunctionalInterface
    public interface Maker {
        /**
         * An empty cache.
         *
         * @param size how many entries it holds
         * @param distinct how many different keys the trace has, numbered from 0
         * @param seed varies the keys' hashes and whatever is random
         * @return the cache
         */
        SimulatedCache make(int size, int distinct, long seed);
    }

    /**
     * One of Cistern's policies, the very classes that the cache runs.
     *
     * @param text such as {@code adaptive} or {@code lru-k:2}; see {@link Eviction#parse}
     * @return the contender
     * @throws TraceException if there is no such policy
     */
    public static Contender ofPolicy(String text) {
        try {
            return ofPolicy(Eviction.parse(text));
        } catch (IllegalArgumentException e) {
            throw new TraceException(String.valueOf(e.getMessage()), e);
        }
    }

    /**
     * One of Cistern's policies, or your own.
     *
     * @param eviction the policy
     * @return the contender, named as the policy is
     */
    public static Contender ofPolicy(Eviction eviction) {
        return new Contender(
                eviction.name(), (size, distinct, seed) -> new PolicyCache(eviction, 1, size, distinct, seed));
    }

    /**
     * A policy in a cache that is divided into stripes, as large caches are: each evicts among its own entries.
     *
     * @param eviction the policy
     * @param stripes how many; a power of two
     * @return the contender, whose name tells the stripes
     */
    public static Contender striped(Eviction eviction, int stripes) {
        if (Integer.bitCount(stripes) != 1) {
            throw new TraceException("stripes must be a power of two, but was " + stripes);
        }
        return new Contender(
                eviction.name() + " in " + stripes + " stripes",
                (size, distinct, seed) -> new PolicyCache(eviction, stripes, size, distinct, seed));
    }

    /** {@return the policies that a simulation compares where none are named} */
    public static List<Contender> usual() {
        return List.of(
                ofPolicy(Eviction.adaptive()),
                ofPolicy(Eviction.lru()),
                ofPolicy(Eviction.lfu()),
                ofPolicy(Eviction.s3Fifo(0.1)),
                ofPolicy(Eviction.lirs()),
                ofPolicy(Eviction.wTinyLfu(0.01)));
    }
}
