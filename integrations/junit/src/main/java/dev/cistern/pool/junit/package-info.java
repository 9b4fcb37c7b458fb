/** Fails the test that misused a pool. */
@NullMarked
package dev.cistern.pool.junit;

import org.jspecify.annotations.NullMarked;
