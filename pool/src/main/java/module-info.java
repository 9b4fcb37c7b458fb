import org.jspecify.annotations.NullMarked;

/**
 * Pools for objects that are cheap to lose and dear to allocate on a hot path.
 *
 * <p>This module is not a cache (nothing is looked up by a key, and whatever is idle may vanish at any collection) and
 * not a connection pool (nothing waits, nothing is validated). Three types to know:
 * {@link dev.cistern.pool.ScratchPool}, the discardable pool; {@link dev.cistern.pool.PoolPolicy}, what it must know of
 * the objects; {@link dev.cistern.pool.PoolVerdict}, whether pooling them pays.
 */
@NullMarked
module dev.cistern.pool {
    requires static transitive org.jspecify;
    requires static java.management;
    requires static jdk.management;
    requires static jdk.jfr;

    exports dev.cistern.pool;
}
