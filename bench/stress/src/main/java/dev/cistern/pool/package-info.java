/**
 * Races on the pool, provoked by jcstress; in the pool's own package, so that its parts can be raced one by one.
 *
 * <p>What may come out is said in each test; an outcome that is not listed there fails the run.
 */
@NullMarked
package dev.cistern.pool;

import org.jspecify.annotations.NullMarked;
