import org.jspecify.annotations.NullMarked;

/**
 * An in-process cache whose hits cost what a hash map's do, whose bound holds at every return, and which chooses what to
 * keep by evidence.
 *
 * <p>This module is not a pool (what it holds is looked up by a key and shared), not a distributed cache (that is the
 * tiers' module) and not a map that must never lose anything. Three types to know: {@link dev.cistern.cache.Cache};
 * its {@link dev.cistern.cache.CacheBuilder}; {@link dev.cistern.cache.CacheStats}, whether it pays.
 */
@NullMarked
@SuppressWarnings("module") // the simulator is not there when this module is compiled
module dev.cistern.cache {
    requires static transitive org.jspecify;
    requires static jdk.jfr;

    exports dev.cistern.cache;
    exports dev.cistern.cache.internal.eviction to
            dev.cistern.simulator;
}
