import org.jspecify.annotations.NullMarked;

/**
 * Fails the test that misused a pool.
 *
 * <p>It watches the pools of {@code dev.cistern.pool}, whoever built them, while a test runs; it is no test framework and
 * checks nothing but pools. Three types to know: {@link dev.cistern.pool.junit.CatchPoolMisuse}, the annotation of a
 * test; {@link dev.cistern.pool.junit.PoolMisuseExtension}, the same as an extension; and
 * {@link dev.cistern.pool.junit.PoolMisuseError}, what a test fails with.
 */
@NullMarked
module dev.cistern.pool.junit {
    requires static transitive org.jspecify;
    requires transitive dev.cistern.pool;
    requires transitive org.junit.jupiter.api;

    exports dev.cistern.pool.junit;

    provides org.junit.jupiter.api.extension.Extension with
            dev.cistern.pool.junit.PoolMisuseExtension;
}
